import type { ExamplesOf } from "../support/examples.js";

export default {
  list: { job_id: "job_failed" },
  get: { id: "retry_1" },
  create: { id: "retry_new", job_id: "job_failed", attempt: 3, error: "e", error_category: "unknown", delay_ms: 1 },
  delete: { id: "retry_1" },
} satisfies ExamplesOf<"job_retry_history">;
