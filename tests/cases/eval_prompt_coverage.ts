import { domain, returns, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const pair = { eval_id: "eval_1", system_prompt_id: "spr_1" };
const fresh = { eval_id: "eval_2", system_prompt_id: "spr_1" };

export default domain("eval_prompt_coverage", ["eval_prompt_coverage"], {
  record_execution: [
    returns(
      "begins a row",
      { ...fresh, passed: true, had_error: false },
      {
        ...fresh,
        id: newId("epc"),
        execution_count: 1,
        pass_count: 1,
        fail_count: 0,
        error_count: 0,
        accuracy: 1,
        first_execution_at: now,
        last_execution_at: now,
        created_at: now,
      },
    ),
    returns(
      "counts on",
      { ...pair, passed: false, had_error: false },
      {
        id: "epc_1",
        execution_count: 11,
        pass_count: 8,
        fail_count: 2,
        error_count: 1,
        accuracy: 8 / 11,
        first_execution_at: at(1),
        last_execution_at: now,
        updated_at: now,
        created_at: at(1),
      },
    ),
    returns(
      "counts an error apart from a failure",
      { ...pair, passed: false, had_error: true },
      { pass_count: 8, fail_count: 1, error_count: 2 },
    ),
    returns(
      "counts in both when passed with an error",
      { ...pair, passed: true, had_error: true },
      { pass_count: 9, fail_count: 1, error_count: 2, accuracy: 9 / 11 },
    ),
    returns(
      "counts NULL as 0",
      { ...pair, passed: true, had_error: false },
      { execution_count: 1, pass_count: 1, accuracy: 1 },
      { when: "UPDATE eval_prompt_coverage SET execution_count = NULL, pass_count = NULL" },
    ),
    refuses(
      "refuses an unknown eval",
      { ...pair, eval_id: "eval_none", passed: true, had_error: false },
      "foreign_key",
    ),
    refuses(
      "refuses an unknown prompt",
      { ...pair, system_prompt_id: "spr_none", passed: true, had_error: false },
      "foreign_key",
    ),
  ],
  list: [
    returns("lists the most executed first, with the prompt", { eval_id: "eval_1" }, [
      { id: "epc_1", agent_name: "sorter", content: "Sort.", prompt_trace_count: 2 },
      { id: "epc_2", agent_name: "helper" },
    ]),
    returns("returns nothing for an unknown eval", { eval_id: "eval_none" }, []),
  ],
  list_prompt_accuracy: [
    returns("lists those with at least 10 executions", { eval_id: "eval_1" }, [
      { system_prompt_id: "spr_1", execution_count: 10, accuracy: 0.8, agent_name: "sorter" },
    ]),
    returns("takes another least number; the first seen comes first", { eval_id: "eval_1", min_executions: 1 }, [
      { system_prompt_id: "spr_1" },
      { system_prompt_id: "spr_2" },
    ]),
    returns("returns nothing for an unknown eval", { eval_id: "eval_none" }, []),
  ],
  get: [
    returns("returns the row", pair, { id: "epc_1", execution_count: 10 }),
    returns("returns null where it was never executed", fresh, null),
  ],
  create: [
    returns("adds a row of zeros", fresh, {
      ...fresh,
      id: newId("epc"),
      execution_count: 0,
      pass_count: 0,
      fail_count: 0,
      error_count: 0,
      accuracy: null,
      first_execution_at: null,
      last_execution_at: null,
      created_at: now,
      updated_at: now,
    }),
    returns("takes an id", { ...fresh, id: "epc_new" }, { id: "epc_new" }),
    refuses("refuses a pair that is there", pair, "conflict"),
    refuses("refuses an unknown eval", { ...pair, eval_id: "eval_none" }, "foreign_key"),
  ],
  delete: [
    returns("removes the row", pair, true, { removes: { eval_prompt_coverage: [{ id: "epc_1" }] } }),
    returns("says no where there is none", fresh, false),
  ],
});
