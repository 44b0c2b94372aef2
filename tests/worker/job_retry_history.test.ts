import { describe } from "vitest";
import { gives, reads, refuses } from "./support/cases.js";
import { now, numberedId } from "./support/squall.js";
import { before } from "./support/world.js";

describe("job_retry_history", () => {
  const first = {
    id: "retry_1",
    job_id: "job_failed",
    attempt: 1,
    error: "first",
    error_category: "transient_server",
    delay_ms: 1000,
    created_at: before,
  };
  const second = {
    id: "retry_2",
    job_id: "job_failed",
    attempt: 2,
    error: "second",
    error_category: "unknown",
    delay_ms: 2000,
    created_at: before,
  };
  const attempt = { job_id: "job_failed", attempt: -1, error: "", error_category: "unknown", delay_ms: 0 };
  reads([
    ["the first attempt first", "job_retry_history.list", { job_id: "job_failed" }, [first, second]],
    ["none of an unknown job", "job_retry_history.list", { job_id: "job_nowhere" }, []],
    ["one", "job_retry_history.get", { id: "retry_2" }, second],
    ["an unknown one is null", "job_retry_history.get", { id: "retry_nowhere" }, null],
  ]);
  gives([
    [
      "stores exactly what is given",
      "job_retry_history.create",
      attempt,
      { ...attempt, id: numberedId("retry", 1), created_at: now },
    ],
    ["deleting one says so", "job_retry_history.delete", { id: "retry_1" }, true],
    ["deleting none says so", "job_retry_history.delete", { id: "retry_nowhere" }, false],
  ]);
  refuses([
    ["an attempt of no job", "job_retry_history.create", { ...attempt, job_id: "job_nowhere" }, "foreign_key"],
    [
      "a taken id",
      "job_retry_history.create",
      { ...attempt, id: "retry_1" },
      "conflict",
      { table: "job_retry_history", columns: ["id"] },
    ],
    [
      "a category that is none",
      "job_retry_history.create",
      { ...attempt, error_category: "bad_luck" },
      "invalid_argument",
    ],
  ]);
});
