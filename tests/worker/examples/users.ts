import type { ExamplesOf } from "../support/examples.js";

export default {
  get: { id: "user_ann" },
  find_by_email: { email: "ann@example.com" },
  list: { limit: 1 },
  create: { email: "new@example.com", id: "user_new" },
  delete: { id: "user_bob" },
} satisfies ExamplesOf<"users">;
