import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const ours = { workspace_id, id: "eval_1" };
const theirs = { workspace_id, id: "eval_theirs" };
const eval_ = { agent_id: "agent_1", name: "n", code: "c" };

const results = { correct: 1, incorrect: 0, errors: 0, total: 1, accuracy: 1, meanAbsoluteError: 0, details: [] };

export default domain("evals", ["evals", "eval_executions"], {
  create: [
    returns("adds the agent's next draft", eval_, {
      ...eval_,
      id: newId("eval"),
      version: 3,
      model_used: "manual",
      status: "draft",
      execution_count: 0,
      contradiction_count: 0,
      auto_execute_enabled: false,
      auto_refine_enabled: false,
      accuracy: null,
      test_results: null,
      parent_eval_id: null,
      monitoring_thresholds: null,
      created_at: now,
      updated_at: now,
    }),
    returns("begins with 1", { ...eval_, workspace_id, agent_id: "agent_bare" }, { version: 1 }),
    returns(
      "takes what is given",
      {
        ...eval_,
        id: "eval_new",
        model_used: "m",
        description: "d",
        status: "active",
        parent_eval_id: "eval_1",
        accuracy: 0.5,
        test_results: { t: 1 },
        training_trace_ids: ["trace_1"],
        generation_prompt: "g",
        cohen_kappa: 0.1,
        f1_score: 0.2,
        precision: 0.3,
        recall: 0.4,
      },
      {
        id: "eval_new",
        model_used: "m",
        description: "d",
        status: "active",
        parent_eval_id: "eval_1",
        accuracy: 0.5,
        test_results: { t: 1 },
        training_trace_ids: ["trace_1"],
        generation_prompt: "g",
        cohen_kappa: 0.1,
        f1_score: 0.2,
        precision: 0.3,
        recall: 0.4,
      },
    ),
    refuses(
      "does not find another workspace's agent",
      { ...eval_, workspace_id, agent_id: "agent_theirs" },
      "not_found",
    ),
    refuses("refuses an unknown parent", { ...eval_, parent_eval_id: "eval_none" }, "foreign_key"),
    refuses("refuses a taken id", { ...eval_, id: "eval_1" }, "conflict"),
    refuses(
      "reports a taken id before an unknown parent",
      { ...eval_, workspace_id, id: "eval_1", parent_eval_id: "eval_none" },
      "conflict",
      { guard: "id" },
    ),
    refuses("refuses a status that is none", { ...eval_, status: "new" }, "invalid_argument"),
  ],
  get: [
    returns("returns the row", ours, {
      id: "eval_1",
      test_results: { passed: 9 },
      auto_execute_enabled: true,
      auto_refine_enabled: false,
      monitoring_thresholds: { min_accuracy: 0.8 },
    }),
    returns("returns null for another workspace's", theirs, null),
    returns("looks in every workspace when none is named", { id: "eval_theirs" }, { id: "eval_theirs" }),
    returns("returns null for an unknown id", { id: "eval_none" }, null),
    refuses("insists on a workspace that is not null", { workspace_id: null, id: "eval_1" }, "invalid_argument"),
  ],
  get_ref: [
    returns("returns id and agent", ours, { id: "eval_1", agent_id: "agent_1" }),
    returns("returns null for another workspace's", theirs, null),
    returns("returns null for an unknown id", { workspace_id, id: "eval_none" }, null),
  ],
  get_code: [
    returns("returns the code", { id: "eval_1" }, { id: "eval_1", agent_id: "agent_1", code: "c1" }),
    returns("returns it where the agent is the given one", { id: "eval_1", agent_id: "agent_1" }, { code: "c1" }),
    returns("returns null where the agent is another", { id: "eval_1", agent_id: "agent_bare" }, null),
    returns("returns null for an unknown id", { id: "eval_none" }, null),
  ],
  list: [
    refuses("refuses a limit above 200", { workspace_id, limit: 201 }, "invalid_argument"),
    returns("lists the newest first", { workspace_id }, page(ids("eval_2", "eval_1"))),
    returns("narrows by agent", { workspace_id, agent_id: "agent_bare" }, page([])),
    returns("returns a cursor where more follow", { workspace_id, limit: 1 }, page(ids("eval_2"), someText)),
    returns("returns nothing of another workspace's agent", { workspace_id, agent_id: "agent_theirs" }, page([])),
    refuses("refuses a spoiled cursor", { workspace_id, cursor: "x" }, "invalid_argument"),
    refuses("refuses a limit of 0", { workspace_id, limit: 0 }, "invalid_argument"),
  ],
  list_active: [
    returns("lists the active ones", { agent_id: "agent_1" }, [{ id: "eval_1", name: "First", code: "c1" }]),
    returns("orders by version", { agent_id: "agent_1" }, ids("eval_1", "eval_2"), {
      when: "UPDATE evals SET status = 'active'",
    }),
    returns("returns nothing for an agent without any", { agent_id: "agent_bare" }, []),
  ],
  update: [
    returns(
      "writes the given fields",
      { ...ours, patch: { name: "New" } },
      { name: "New", code: "c1", accuracy: 0.9, test_results: { passed: 9 }, updated_at: now },
    ),
    returns(
      "clears results when the code is given, even the same",
      { ...ours, patch: { code: "c1" } },
      { code: "c1", accuracy: null, test_results: null },
    ),
    returns(
      "clears the description with null",
      { id: "eval_1", patch: { description: null } },
      { description: null },
      { when: "UPDATE evals SET description = 'd' WHERE id = 'eval_1'" },
    ),
    returns(
      "refreshes updated_at for an empty patch",
      { ...ours, patch: {} },
      { name: "First", updated_at: now, accuracy: 0.9 },
    ),
    refuses("does not find another workspace's", { ...theirs, patch: { name: "x" } }, "not_found"),
    refuses("does not find an unknown id", { id: "eval_none", patch: {} }, "not_found"),
    refuses("refuses a field that is none", { ...ours, patch: { version: 9 } }, "invalid_argument"),
  ],
  update_settings: [
    returns(
      "writes the given fields and leaves updated_at",
      { ...ours, patch: { auto_refine_enabled: true } },
      {
        id: "eval_1",
        auto_execute_enabled: true,
        auto_refine_enabled: true,
        monitoring_thresholds: { min_accuracy: 0.8 },
      },
      { leaves: { evals: [{ id: "eval_1", updated_at: at(1) }] } },
    ),
    returns(
      "replaces the thresholds as a whole",
      { ...ours, patch: { monitoring_thresholds: { max_error_rate: 0.1 } } },
      { monitoring_thresholds: { max_error_rate: 0.1 } },
    ),
    returns(
      "clears the thresholds with null",
      { ...ours, patch: { monitoring_thresholds: null } },
      { monitoring_thresholds: null },
    ),
    refuses("refuses an empty patch", { ...ours, patch: {} }, "invalid_argument"),
    refuses("does not find another workspace's", { ...theirs, patch: { auto_refine_enabled: true } }, "not_found"),
  ],
  list_monitoring_settings: [
    returns("returns those that exist, each once, by id", { ids: ["eval_2", "eval_1", "eval_none", "eval_1"] }, [
      { id: "eval_1", auto_execute_enabled: true, monitoring_thresholds: { min_accuracy: 0.8 } },
      { id: "eval_2" },
    ]),
    returns("returns every eval without ids", {}, ids("eval_1", "eval_2", "eval_theirs")),
    returns("returns every eval for an empty list", { ids: [] }, ids("eval_1", "eval_2", "eval_theirs")),
    refuses("refuses ids that are no texts", { ids: [1] }, "invalid_argument"),
  ],
  set_test_results: [
    returns("writes both", { id: "eval_2", accuracy: 0.5, test_results: results }, null, {
      leaves: { evals: [{ id: "eval_2", accuracy: 0.5, test_results: results, updated_at: at(2) }] },
    }),
    returns("clears what is left out", { id: "eval_1" }, null, {
      leaves: { evals: [{ id: "eval_1", accuracy: null, test_results: null }] },
    }),
    refuses("does not find an unknown id", { id: "eval_none" }, "not_found"),
  ],
  delete: [
    returns("removes it with its executions", { workspace_id, id: "eval_2" }, true, {
      removes: { evals: [{ id: "eval_2" }] },
    }),
    returns("unties its children", { id: "eval_1" }, true, {
      when: "UPDATE gepa_runs SET eval_id = NULL; DELETE FROM refinement_history",
      leaves: { evals: [{ id: "eval_2", parent_eval_id: null }] },
      removes: { eval_executions: [{ eval_id: "eval_1" }] },
    }),
    returns("says no for another workspace's", theirs, false, { leaves: { evals: [{ id: "eval_theirs" }] } }),
    returns("says no for an unknown id", { id: "eval_none" }, false),
    refuses("is blocked while a GEPA run points at it", ours, "foreign_key"),
  ],
});
