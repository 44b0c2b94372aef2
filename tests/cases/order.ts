// The order of every list where all earlier sort keys are equal: only the last key decides then, and a page that ends
// between two ties must go on behind it. Where that key may be null, pages must also go on among and behind rows without it.
import { domain, returns, ties, type Domain } from "./case.js";

const workspace_id = "ws_1";
const agent_id = "agent_1";
const at = "'2026-01-01T00:00:00.000Z'";
const same = (table: string, column: string): string => `UPDATE ${table} SET ${column} = ${at}`;

const equal: Domain[] = [
  domain("users", [], { list: [ties({}, same("users", "created_at"), "asc")] }),
  domain("workspaces", [], { list: [ties({ user_id: "user_ann" }, same("workspaces", "created_at"), "asc")] }),
  domain("workspace_members", [], {
    list: [
      ties(
        { workspace_id },
        "INSERT INTO workspace_members (id, workspace_id, user_id, role) VALUES ('wm_0', 'ws_1', 'user_bob', 'viewer'); " +
          same("workspace_members", "created_at"),
        "asc",
      ),
    ],
  }),
  domain("agents", [], { list: [ties({ workspace_id }, same("agents", "created_at"), "desc")] }),
  domain("functions", [], { list: [ties({ workspace_id }, same("functions", "created_at"), "desc")] }),
  domain("integrations", [], { list: [ties({ workspace_id }, same("integrations", "created_at"), "desc")] }),
  domain("prompt_best_practices", [], { list: [ties({}, same("prompt_best_practices", "created_at"), "desc")] }),
  domain("tools", [], {
    list: [ties({}, "UPDATE tools SET category = 'code', name = 'n'", "asc")],
    list_by_ids: [ties({ tool_ids: ["tool_2", "tool_1"] }, "UPDATE tools SET category = 'code', name = 'n'", "asc")],
  }),
  domain("traces", [], {
    list: [ties({ workspace_id }, same("traces", "imported_at"), "desc")],
    list_unassigned: [ties({ workspace_id }, same("traces", "imported_at"), "asc")],
    list_agent_traces: [ties({ agent_id }, same("traces", "imported_at"), "desc")],
    list_labelled_traces: [ties({ workspace_id, agent_id }, same("traces", "imported_at"), "desc", "trace_id")],
    list_for_eval_run: [ties({ agent_id }, same("traces", "imported_at"), "desc")],
  }),
  domain("feedback", [], {
    list: [
      ties(
        { workspace_id },
        "INSERT INTO feedback (id, trace_id, agent_id, rating) VALUES ('fb_zz', 'trace_3', 'agent_1', 'neutral'), ('fb_00', 'trace_task', 'agent_1', 'neutral')",
        "asc",
      ),
    ],
    list_matrix_rows: [ties({ workspace_id, agent_id }, same("feedback", "created_at"), "asc", "trace_id")],
    list_noted_feedback: [ties({ agent_id, limit: 5 }, same("feedback", "created_at"), "desc", "trace_id")],
  }),
  domain("system_prompts", [], { list: [ties({ workspace_id }, same("system_prompts", "last_seen_at"), "desc")] }),
  domain("task_metadata", [], {
    list: [ties({ workspace_id, agent_id }, same("task_metadata", "created_at"), "desc")],
  }),
  domain("trace_summaries", [], {
    list: [
      ties(
        { workspace_id },
        `INSERT INTO trace_summaries (trace_id, summary, key_behaviors) VALUES ('trace_2', 's', '[]'), ('trace_3', 's', '[]'); ${same("trace_summaries", "created_at")}`,
        "desc",
        "trace_id",
      ),
    ],
  }),
  domain("evals", [], { list: [ties({ workspace_id }, same("evals", "created_at"), "desc")] }),
  domain("eval_executions", [], {
    list: [ties({ eval_id: "eval_1" }, same("eval_executions", "executed_at"), "desc")],
  }),
  domain("eval_candidates", [], { list: [ties({ agent_id }, same("eval_candidates", "created_at"), "desc")] }),
  domain("eval_candidate_executions", [], {
    list: [ties({ eval_candidate_id: "cand_1" }, same("eval_candidate_executions", "created_at"), "desc")],
  }),
  domain("matrix", [], {
    list_eval_executions: [
      ties(
        { workspace_id, eval_id: "cand_1" },
        `UPDATE eval_candidate_executions SET created_at = ${at}, trace_id = 'trace_1'`,
        "asc",
      ),
    ],
  }),
  domain("eval_cv_results", [], {
    list: [ties({ candidate_id: "cand_1" }, same("eval_cv_results", "created_at"), "desc")],
  }),
  domain("eval_sets", [], { list: [ties({ workspace_id }, same("eval_sets", "created_at"), "desc")] }),
  domain("eval_llm_cache", [], { list: [ties({ model: "m" }, same("eval_llm_cache", "created_at"), "desc")] }),
  domain("gepa_run_tasks", [], { list: [ties({ run_id: "gepa_running" }, "SELECT 1", "asc")] }),
  domain("task_similar_traces", [], {
    list: [ties({ task_metadata_id: "tm_1" }, "UPDATE task_similar_traces SET similarity_score = 0.5", "desc")],
  }),
  domain("task_feedback_pairs", [], {
    list: [
      ties(
        { task_metadata_id: "tm_1" },
        "INSERT INTO task_feedback_pairs (id, task_metadata_id, feedback_trace_id, human_feedback) VALUES ('pair_0', 'tm_1', 'trace_1', 'f'), " +
          `('pair_2', 'tm_1', 'trace_3', 'f'); ${same("task_feedback_pairs", "created_at")}`,
        "desc",
      ),
    ],
  }),
  domain("jobs", [], { list: [ties({ workspace_id }, same("jobs", "created_at"), "desc")] }),
  domain("tasksets", [], {
    list: [
      ties(
        { workspace_id, agent_id },
        `UPDATE tasksets SET status = 'active' WHERE workspace_id = 'ws_1'; ${same("tasksets", "created_at")}`,
        "desc",
      ),
    ],
  }),
  domain("taskset_tasks", [], { list: [ties({ taskset_id: "ts_1" }, same("taskset_tasks", "created_at"), "asc")] }),
  domain("taskset_runs", [], {
    list: [ties({ workspace_id, taskset_id: "ts_1" }, same("taskset_runs", "created_at"), "desc")],
  }),
  domain("gepa_runs", [], { list: [ties({ workspace_id, agent_id }, same("gepa_runs", "created_at"), "desc")] }),
  domain("rollout_batches", [], {
    list: [
      ties(
        { workspace_id },
        "INSERT INTO rollout_batches (id, workspace_id, agent_id, system_prompt, task_count) VALUES ('batch_0', 'ws_1', 'agent_1', 's', 1); " +
          same("rollout_batches", "created_at"),
        "desc",
      ),
    ],
  }),
  domain("playground_sessions", [], {
    list: [ties({ workspace_id }, same("playground_sessions", "updated_at"), "desc")],
  }),
  domain("playground_steps", [], {
    list: [ties({ session_id: "sess_1" }, `UPDATE playground_steps SET timestamp = ${at}`, "asc", "step_index")],
  }),
  domain("performance_alerts", [], {
    list: [ties({ workspace_id, eval_id: "eval_1" }, same("performance_alerts", "triggered_at"), "desc")],
  }),
  domain("refinement_history", [], {
    list: [ties({ workspace_id, eval_id: "eval_1" }, same("refinement_history", "created_at"), "desc")],
  }),
  domain("auto_refine_cooldowns", [], {
    list: [
      ties(
        { workspace_id },
        `INSERT INTO auto_refine_cooldowns (id, eval_id, last_attempt_at, next_allowed_at) VALUES ('cool_0', 'eval_2', ${at}, ${at}); ` +
          same("auto_refine_cooldowns", "next_allowed_at"),
        "asc",
      ),
    ],
  }),
];

/** Lists by page whose first sort key may be null: domain, function, and the column. */
const nullable: [string, string, string, string][] = [
  ["traces", "list", "traces", "imported_at"],
  ["feedback", "list_matrix_rows", "feedback", "created_at"],
  ["trace_summaries", "list", "trace_summaries", "created_at"],
  ["evals", "list", "evals", "created_at"],
  ["eval_executions", "list", "eval_executions", "executed_at"],
  ["eval_candidates", "list", "eval_candidates", "created_at"],
  ["eval_candidate_executions", "list", "eval_candidate_executions", "created_at"],
  ["matrix", "list_eval_executions", "eval_candidate_executions", "created_at"],
  ["eval_cv_results", "list", "eval_cv_results", "created_at"],
  ["eval_sets", "list", "eval_sets", "created_at"],
  ["eval_llm_cache", "list", "eval_llm_cache", "created_at"],
  ["task_feedback_pairs", "list", "task_feedback_pairs", "created_at"],
  ["playground_sessions", "list", "playground_sessions", "updated_at"],
  ["users", "list", "users", "created_at"],
];
const withoutKey = nullable.map(([name, list, table, column]): Domain => {
  const tie = equal.find((one) => one.name === name && one.cases[list])!.cases[list]![0]!;
  const unset = `${tie.when}; UPDATE ${table} SET ${column} = NULL`;
  return domain(name, [], {
    [list]: [
      { ...tie, it: `orders rows without ${column} by ${tie.ordered!.by}`, when: unset },
      returns(
        `goes on between rows with ${column} and without`,
        tie.args,
        {},
        { when: `${unset} WHERE rowid % 2 = 0` },
      ),
    ],
  });
});

export const order: Domain[] = [...equal, ...withoutKey];
