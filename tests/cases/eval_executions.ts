import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

/** Every field of a result is named; null stands for none. */
const none = { predicted_reason: null, execution_time_ms: null, error: null, stdout: null, stderr: null };
const execution = { eval_id: "eval_1", trace_id: "trace_4", predicted_result: true };

export default domain("eval_executions", ["eval_executions", "evals"], {
  record_many: [
    returns(
      "overwrites what is there, adds what is new, and counts",
      {
        eval_id: "eval_1",
        results: [
          { ...none, trace_id: "trace_1", predicted_result: true },
          {
            trace_id: "trace_4",
            predicted_result: false,
            predicted_reason: "r",
            execution_time_ms: 7,
            error: "e",
            stdout: "o",
            stderr: "s",
          },
        ],
      },
      { stored: 2, execution_count: 3, contradiction_count: 0 },
      {
        leaves: {
          eval_executions: [
            { id: "exec_1", predicted_result: true, predicted_reason: null, executed_at: now },
            { id: newId("exec", 2), trace_id: "trace_4", error: "e", stderr: "s", executed_at: now },
          ],
          evals: [{ id: "eval_1", updated_at: now }],
        },
      },
    ),
    returns(
      "counts contradictions over all executions",
      { eval_id: "eval_1", results: [{ ...none, trace_id: "trace_2", predicted_result: true }] },
      { stored: 1, execution_count: 3, contradiction_count: 2 },
    ),
    returns(
      "only refreshes the counters for an empty list",
      { eval_id: "eval_1", results: [] },
      { stored: 0, execution_count: 2, contradiction_count: 1 },
      { leaves: { evals: [{ id: "eval_1", updated_at: now }] } },
    ),
    refuses("does not find an unknown eval", { eval_id: "eval_none", results: [] }, "not_found"),
    refuses(
      "refuses an unknown trace, and stores no other",
      {
        eval_id: "eval_1",
        results: [
          { ...none, trace_id: "trace_4", predicted_result: true },
          { ...none, trace_id: "trace_none", predicted_result: true },
        ],
      },
      "foreign_key",
    ),
    refuses(
      "wants the outcome of each result",
      { eval_id: "eval_1", results: [{ trace_id: "trace_4", predicted_reason: "r" }] },
      "invalid_argument",
    ),
    refuses(
      "refuses a trace that stands twice",
      {
        eval_id: "eval_1",
        results: [
          { ...none, trace_id: "trace_4", predicted_result: true },
          { ...none, trace_id: "trace_4", predicted_result: true },
        ],
      },
      "invalid_argument",
    ),
  ],
  get_metrics: [
    returns(
      "counts the executions since a day",
      { eval_id: "eval_1", since: "2026-01-01" },
      {
        execution_count: 3,
        pass_count: 1,
        fail_count: 2,
        error_count: 1,
        contradiction_count: 1,
        accuracy: 1 / 3,
        contradiction_rate: 1 / 3,
        error_rate: 1 / 3,
      },
    ),
    returns(
      "returns zeros and nulls after the last",
      { eval_id: "eval_1", since: "2026-01-02" },
      { execution_count: 0, accuracy: null, contradiction_rate: null, error_rate: null },
    ),
    returns(
      "takes both forms of time",
      { eval_id: "eval_1", since: "2026-01-02" },
      { execution_count: 1 },
      { when: "UPDATE eval_executions SET executed_at = '2026-01-02 00:00:00' WHERE id = 'exec_1'" },
    ),
    returns("returns zeros for an unknown eval", { eval_id: "eval_none", since: "2026-01-01" }, { execution_count: 0 }),
    refuses("refuses a day that is none", { eval_id: "eval_1", since: "2026-13-01" }, "invalid_argument"),
  ],
  get: [
    returns(
      "returns the row",
      { id: "exec_1" },
      { id: "exec_1", predicted_result: false, predicted_reason: "no", execution_time_ms: 5 },
    ),
    returns("returns null for an unknown id", { id: "exec_none" }, null),
  ],
  list: [
    returns("lists an eval's, the last first", { eval_id: "eval_1" }, page(ids("exec_3", "exec_2", "exec_1"))),
    returns("lists a trace's", { trace_id: "trace_1" }, page(ids("exec_1"))),
    returns("needs both to hold", { eval_id: "eval_2", trace_id: "trace_1" }, page([])),
    returns(
      "returns a cursor where more follow",
      { eval_id: "eval_1", limit: 2 },
      page(ids("exec_3", "exec_2"), someText),
    ),
    refuses("needs one of the two", {}, "invalid_argument"),
    refuses("refuses a spoiled cursor", { eval_id: "eval_1", cursor: "x" }, "invalid_argument"),
  ],
  create: [
    returns(
      "adds a row and touches no counter",
      execution,
      { ...execution, id: newId("exec"), predicted_reason: null, error: null, executed_at: now },
      { leaves: { evals: [{ id: "eval_1", execution_count: 2, updated_at: at(1) }] } },
    ),
    returns(
      "takes what is given",
      {
        ...execution,
        id: "exec_new",
        predicted_result: false,
        predicted_reason: "r",
        execution_time_ms: 1,
        error: "e",
        stdout: "o",
        stderr: "s",
      },
      {
        id: "exec_new",
        predicted_result: false,
        predicted_reason: "r",
        execution_time_ms: 1,
        error: "e",
        stdout: "o",
        stderr: "s",
      },
    ),
    refuses("refuses a taken id", { ...execution, id: "exec_1" }, "conflict"),
    refuses("refuses an unknown eval", { ...execution, eval_id: "eval_none" }, "foreign_key"),
    refuses("refuses an unknown trace", { ...execution, trace_id: "trace_none" }, "foreign_key"),
    refuses("refuses a verdict that is no boolean", { ...execution, predicted_result: 1 }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "exec_1" }, true, { removes: { eval_executions: [{ id: "exec_1" }] } }),
    returns("says no for an unknown id", { id: "exec_none" }, false),
  ],
});
