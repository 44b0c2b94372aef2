// The rows that every case finds: a workspace of ours (ws_1), one of others (ws_2) that must stay invisible, and a row in
// every state that matters. Columns that are not named have their defaults.
type Cell = string | number | null;
type Row = Record<string, Cell>;

/** Minute n of the year in which the rows were made. */
export const at = (n: number): string => `2026-01-01T00:${String(n).padStart(2, "0")}:00.000Z`;
const rows = (table: string, all: Row[]): [string, Row[]] => [table, all];
const created = (n: number): Row => ({ created_at: at(n) });

export const seed: [table: string, rows: Row[]][] = [
  rows("users", [
    { id: "user_ann", email: "ann@example.com", ...created(1) },
    { id: "user_bob", email: "bob@example.com", ...created(2) },
    { id: "user_eve", email: "eve@example.com", ...created(3) },
  ]),
  rows("workspaces", [
    { id: "ws_1", user_id: "user_ann", name: "Ours", ...created(1) },
    { id: "ws_2", user_id: "user_bob", name: "Theirs", ...created(1) },
    { id: "ws_empty", user_id: "user_ann", name: "Empty", ...created(2) },
  ]),
  rows("workspace_members", [
    { id: "wm_1", workspace_id: "ws_1", user_id: "user_ann", role: "owner", ...created(1) },
    { id: "wm_2", workspace_id: "ws_1", user_id: "user_eve", role: "member", ...created(2) },
  ]),
  rows("agents", [
    { id: "agent_1", workspace_id: "ws_1", name: "Sorter", status: "confirmed", active_version_id: "ver_2", active_eval_id: "cand_active", created_at: at(4), updated_at: at(4) },
    { id: "agent_found", workspace_id: "ws_1", name: "Found", status: "discovered", created_at: at(3), updated_at: at(3) },
    { id: "agent_bare", workspace_id: "ws_1", name: "Bare", description: "has no version", status: "confirmed", created_at: at(2), updated_at: at(2) },
    { id: "agent_old", workspace_id: "ws_1", name: "Old", status: "archived", created_at: at(1), updated_at: at(1) },
    { id: "agent_theirs", workspace_id: "ws_2", name: "Sorter", status: "confirmed", active_version_id: "ver_theirs", created_at: at(1), updated_at: at(1) },
  ]),
  rows("agent_versions", [
    { id: "ver_1", agent_id: "agent_1", version: 1, prompt_template: "one", variables: '["name"]', source: "discovered", status: "archived", ...created(1) },
    { id: "ver_2", agent_id: "agent_1", version: 2, prompt_template: "two", variables: "[]", source: "manual", status: "active", accuracy: 0.75, parent_version_id: "ver_1", ...created(2) },
    { id: "ver_3", agent_id: "agent_1", version: 3, prompt_template: "three", source: "ai_improved", status: "candidate", ...created(3) },
    { id: "ver_4", agent_id: "agent_1", version: 4, prompt_template: "four", source: "manual", status: "rejected", ...created(4) },
    { id: "ver_theirs", agent_id: "agent_theirs", version: 1, prompt_template: "theirs", source: "manual", status: "active", ...created(1) },
  ]),
  rows("functions", [
    { id: "func_1", workspace_id: "ws_1", type: "template_extractor", name: "extract", code: "e", input_schema: '{"type":"object"}', status: "active", ...created(1) },
    { id: "func_2", workspace_id: "ws_1", type: "template_injector", name: "inject", code: "i", status: "archived", ...created(2) },
    { id: "func_theirs", workspace_id: "ws_2", type: "eval", name: "theirs", code: "t", status: "active", ...created(1) },
  ]),
  rows("agent_functions", [
    { agent_id: "agent_1", function_id: "func_1", role: "extractor" },
    { agent_id: "agent_1", function_id: "func_2", role: "injector" },
  ]),
  rows("integrations", [
    { id: "int_1", workspace_id: "ws_1", name: "Langfuse", platform: "langfuse", api_key_encrypted: "sealed", config: '{"base_url":"https://one.example","region":"eu"}', ...created(1) },
    { id: "int_play", workspace_id: "ws_1", name: "Playground", platform: "playground", api_key_encrypted: "none", ...created(2) },
    { id: "int_theirs", workspace_id: "ws_2", name: "Theirs", platform: "langsmith", api_key_encrypted: "sealed", ...created(1) },
  ]),
  rows("system_prompts", [
    { id: "spr_1", workspace_id: "ws_1", agent_name: "sorter", prompt_hash: "hash_1", content: "Sort.", metadata: '{"a":1}', first_seen_at: at(1), last_seen_at: at(2), trace_count: 2 },
    { id: "spr_2", workspace_id: "ws_1", agent_name: "helper", prompt_hash: "hash_2", content: "Help.", first_seen_at: at(2), last_seen_at: at(3), trace_count: 0 },
    { id: "spr_theirs", workspace_id: "ws_2", agent_name: "sorter", prompt_hash: "hash_1", content: "Sort.", first_seen_at: at(1), last_seen_at: at(1) },
  ]),
  rows("prompt_iterations", [
    { id: "pit_1", workspace_id: "ws_1", agent_name: "sorter", current_prompt_id: "spr_1", iteration_number: 1, ...created(1) },
    { id: "pit_theirs", workspace_id: "ws_2", agent_name: "sorter", current_prompt_id: "spr_theirs", iteration_number: 1, ...created(1) },
  ]),
  rows("traces", [
    { id: "trace_1", workspace_id: "ws_1", integration_id: "int_1", trace_id: "ext_1", source: "langfuse", timestamp: at(1), imported_at: at(11), steps: '[{"n":1}]', raw_data: '{"raw":true}', step_count: 1, agent_version_id: "ver_2", assignment_status: "assigned" },
    { id: "trace_2", workspace_id: "ws_1", integration_id: "int_1", trace_id: "ext_2", source: "langfuse", timestamp: at(2), imported_at: at(12), steps: "[]", has_errors: 1, agent_version_id: "ver_1", assignment_status: "assigned", system_prompt_id: "spr_1" },
    { id: "trace_3", workspace_id: "ws_1", integration_id: "int_1", trace_id: "ext_3", source: "langfuse", timestamp: at(3), imported_at: at(13), steps: "[]" },
    { id: "trace_4", workspace_id: "ws_1", integration_id: "int_play", trace_id: "ext_4", source: "playground", timestamp: at(4), imported_at: at(14), steps: "[]" },
    { id: "trace_task", workspace_id: "ws_1", integration_id: "int_play", trace_id: "ext_5", source: "playground", timestamp: at(5), imported_at: at(15), steps: "[]", assignment_status: "orphaned" },
    { id: "trace_theirs", workspace_id: "ws_2", integration_id: "int_theirs", trace_id: "ext_1", source: "langsmith", timestamp: at(1), imported_at: at(11), steps: "[]", agent_version_id: "ver_theirs", assignment_status: "assigned" },
  ]),
  rows("feedback", [
    { id: "fb_1", trace_id: "trace_1", agent_id: "agent_1", rating: "positive", rating_detail: "good", ...created(1) },
    { id: "fb_2", trace_id: "trace_2", agent_id: "agent_1", rating: "negative", rating_detail: "bad", ...created(2) },
    { id: "fb_theirs", trace_id: "trace_theirs", agent_id: "agent_theirs", rating: "positive", ...created(1) },
  ]),
  rows("evals", [
    { id: "eval_1", agent_id: "agent_1", version: 1, name: "First", code: "c1", model_used: "m", accuracy: 0.9, test_results: '{"passed":9}', execution_count: 2, contradiction_count: 1, status: "active", auto_execute_enabled: 1, monitoring_thresholds: '{"min_accuracy":0.8}', created_at: at(1), updated_at: at(1) },
    { id: "eval_2", agent_id: "agent_1", version: 2, name: "Second", code: "c2", model_used: "m", parent_eval_id: "eval_1", status: "draft", created_at: at(2), updated_at: at(2) },
    { id: "eval_theirs", agent_id: "agent_theirs", version: 1, name: "Theirs", code: "ct", model_used: "m", status: "active", created_at: at(1), updated_at: at(1) },
  ]),
  rows("eval_executions", [
    { id: "exec_1", eval_id: "eval_1", trace_id: "trace_1", predicted_result: 0, predicted_reason: "no", execution_time_ms: 5, executed_at: at(1) },
    { id: "exec_2", eval_id: "eval_1", trace_id: "trace_2", predicted_result: 0, executed_at: at(2) },
    { id: "exec_3", eval_id: "eval_1", trace_id: "trace_3", predicted_result: 1, error: "slow", executed_at: at(3) },
  ]),
  rows("eval_candidates", [
    { id: "cand_active", agent_id: "agent_1", code: "ca", status: "active", accuracy: 0.7, activated_at: at(3), ...created(3) },
    { id: "cand_1", agent_id: "agent_1", code: "c1", variation: "safety", status: "candidate", ...created(1) },
    { id: "cand_2", agent_id: "agent_1", code: "c2", status: "testing", accuracy: 0.8, confusion_matrix: '{"tp":1}', parent_candidate_id: "cand_1", ...created(2) },
    { id: "cand_theirs", agent_id: "agent_theirs", code: "ct", status: "candidate", ...created(1) },
  ]),
  rows("eval_candidate_executions", [
    { id: "ece_1", eval_candidate_id: "cand_1", trace_id: "trace_1", score: 0.9, feedback: "fine", success: 1, duration_ms: 12, ...created(1) },
    { id: "ece_2", eval_candidate_id: "cand_1", trace_id: "trace_1", score: 0.1, feedback: "worse", success: 0, error: "broke", ...created(2) },
    { id: "ece_3", eval_candidate_id: "cand_1", trace_id: "trace_2", success: null, ...created(3) },
    { id: "ece_theirs", eval_candidate_id: "cand_theirs", trace_id: "trace_theirs", success: 1, ...created(1) },
  ]),
  rows("eval_cv_results", [
    { id: "cv_1", candidate_id: "cand_1", mean_accuracy: 0.5, is_stable: 1, fold_results: "[1,2]", ...created(1) },
    { id: "cv_2", candidate_id: "cand_1", k_folds: 3, ...created(2) },
  ]),
  rows("eval_prompt_coverage", [
    { id: "epc_1", eval_id: "eval_1", system_prompt_id: "spr_1", execution_count: 10, pass_count: 8, fail_count: 1, error_count: 1, accuracy: 0.8, first_execution_at: at(1), last_execution_at: at(2), created_at: at(1), updated_at: at(2) },
    { id: "epc_2", eval_id: "eval_1", system_prompt_id: "spr_2", execution_count: 4, pass_count: 4, accuracy: 1, first_execution_at: at(1), last_execution_at: at(2), created_at: at(1), updated_at: at(2) },
  ]),
  rows("eval_sets", [
    { id: "set_1", workspace_id: "ws_1", name: "Smoke", minimum_examples: 3, created_at: at(1), updated_at: at(1) },
    { id: "set_2", workspace_id: "ws_1", name: "Full", created_at: at(2), updated_at: at(2) },
    { id: "set_theirs", workspace_id: "ws_2", name: "Smoke", created_at: at(1), updated_at: at(1) },
  ]),
  rows("jobs", [
    { id: "job_queued", workspace_id: "ws_1", type: "import", metadata: '{"kept":"yes"}', ...created(1) },
    { id: "job_due", workspace_id: "ws_1", type: "import", priority: 3, next_retry_at: "2026-01-05 00:00:00", ...created(2) },
    { id: "job_later", workspace_id: "ws_1", type: "execute", next_retry_at: "2027-01-01T00:00:00.000Z", ...created(3) },
    { id: "job_running", workspace_id: "ws_1", type: "import", status: "running", progress: 40, started_at: at(4), ...created(4) },
    { id: "job_failed", workspace_id: "ws_1", type: "import", status: "failed", error: "it broke", error_category: "transient_server", retry_count: 2, completed_at: at(5), ...created(5) },
    { id: "job_completed", workspace_id: "ws_1", type: "monitor", status: "completed", progress: 100, result: '{"traces":3}', completed_at: at(6), ...created(6) },
    { id: "job_cancelled", workspace_id: "ws_1", type: "import", status: "cancelled", metadata: null, ...created(7) },
    { id: "job_theirs", workspace_id: "ws_2", type: "import", ...created(0) },
  ]),
  rows("job_retry_history", [
    { id: "retry_2", job_id: "job_failed", attempt: 2, error: "second", error_category: "unknown", delay_ms: 2000, ...created(2) },
    { id: "retry_1", job_id: "job_failed", attempt: 1, error: "first", error_category: "transient_server", delay_ms: 1000, ...created(1) },
  ]),
  rows("tasksets", [
    { id: "ts_1", workspace_id: "ws_1", agent_id: "agent_1", name: "Daily", task_count: 2, created_at: at(2), updated_at: at(2) },
    { id: "ts_old", workspace_id: "ws_1", agent_id: "agent_1", name: "Old", task_count: 9, status: "archived", created_at: at(1), updated_at: at(1) },
    { id: "ts_theirs", workspace_id: "ws_2", agent_id: "agent_theirs", name: "Theirs", task_count: 1, created_at: at(1), updated_at: at(1) },
  ]),
  rows("taskset_tasks", [
    { id: "task_1", taskset_id: "ts_1", user_message: "hello", expected_output: "hi", source: "manual", content_hash: "t1", ...created(1) },
    { id: "task_2", taskset_id: "ts_1", user_message: "bye", source: "trace", source_trace_id: "trace_task", content_hash: "t2", metadata: '{"m":1}', ...created(2) },
    { id: "task_theirs", taskset_id: "ts_theirs", user_message: "hello", source: "manual", content_hash: "t1", ...created(1) },
  ]),
  rows("taskset_runs", [
    { id: "run_queued", workspace_id: "ws_1", agent_id: "agent_1", taskset_id: "ts_1", task_count: 2, ...created(1) },
    { id: "run_running", workspace_id: "ws_1", agent_id: "agent_1", taskset_id: "ts_1", status: "running", task_count: 2, completed_count: 1, started_at: at(2), ...created(2) },
    { id: "run_done", workspace_id: "ws_1", agent_id: "agent_1", taskset_id: "ts_1", status: "completed", task_count: 2, completed_count: 2, completed_at: at(3), ...created(3) },
    { id: "run_theirs", workspace_id: "ws_2", agent_id: "agent_theirs", taskset_id: "ts_theirs", task_count: 1, ...created(1) },
  ]),
  rows("taskset_run_results", [
    { id: "res_1", run_id: "run_running", task_id: "task_1", status: "completed", response: "hi", score: 0.5, ...created(1) },
    { id: "res_done", run_id: "run_done", task_id: "task_1", status: "completed", response: "hi", score: 1, ...created(1) },
    { id: "res_failed", run_id: "run_done", task_id: "task_2", status: "failed", error: "no", ...created(2) },
    { id: "res_theirs", run_id: "run_theirs", task_id: "task_theirs", status: "completed", ...created(1) },
  ]),
  rows("gepa_runs", [
    { id: "gepa_pending", workspace_id: "ws_1", agent_id: "agent_1", eval_id: "eval_1", seed_prompt: "p", test_case_count: 2, ...created(1) },
    { id: "gepa_running", workspace_id: "ws_1", agent_id: "agent_1", seed_prompt: "p", test_case_count: 2, status: "running", progress_metric_calls: 5, best_score: 0.5, best_prompt: "b", started_at: at(2), ...created(2) },
    { id: "gepa_done", workspace_id: "ws_1", agent_id: "agent_1", seed_prompt: "p", test_case_count: 2, status: "completed", optimized_version_id: "ver_3", completed_at: at(3), ...created(3) },
    { id: "gepa_theirs", workspace_id: "ws_2", agent_id: "agent_theirs", seed_prompt: "p", test_case_count: 1, ...created(1) },
  ]),
  rows("gepa_run_tasks", [
    { id: "grt_1", run_id: "gepa_running", task_id: "task_1", split: "train", score: 0.5 },
    { id: "grt_2", run_id: "gepa_running", task_id: "task_2", split: "val" },
  ]),
  rows("rollout_batches", [
    { id: "batch_1", workspace_id: "ws_1", agent_id: "agent_1", system_prompt: "s", task_count: 2, config: '{"n":1}', ...created(1) },
    { id: "batch_theirs", workspace_id: "ws_2", agent_id: "agent_theirs", system_prompt: "s", task_count: 1, ...created(1) },
  ]),
  rows("rollout_results", [
    { id: "rr_1", batch_id: "batch_1", task_id: "t1", status: "completed", trace: "[1]", execution_time_ms: 7, ...created(1) },
  ]),
  rows("tools", [
    { id: "tool_1", name: "Calculator", description: "adds", parameters_schema: '{"type":"object"}', handler_key: "calc", ...created(1) },
    { id: "tool_2", name: "Runner", description: "runs", parameters_schema: "{}", handler_key: "run", category: "code", ...created(2) },
  ]),
  rows("agent_tools", [{ agent_id: "agent_1", tool_id: "tool_1", config: '{"digits":2}', ...created(1) }]),
  rows("performance_snapshots", [
    { id: "snap_1", eval_id: "eval_1", snapshot_date: "2026-01-01", accuracy: 0.9, execution_count: 10, pass_count: 9, fail_count: 1, ...created(1) },
    { id: "snap_2", eval_id: "eval_1", snapshot_date: "2026-01-02", accuracy: 0.8, execution_count: 5, ...created(2) },
  ]),
  rows("performance_alerts", [
    { id: "alert_open", eval_id: "eval_1", alert_type: "accuracy_drop", severity: "critical", current_value: 0.5, threshold_value: 0.8, message: "fell", triggered_at: at(3) },
    { id: "alert_seen", eval_id: "eval_1", alert_type: "error_spike", message: "errors", triggered_at: at(2), acknowledged_at: at(4), acknowledged_by: "ann" },
    { id: "alert_done", eval_id: "eval_1", alert_type: "accuracy_drop", message: "fell", triggered_at: at(1), resolved_at: at(5), resolved_by: "ann" },
    { id: "alert_theirs", eval_id: "eval_theirs", alert_type: "accuracy_drop", message: "fell", triggered_at: at(1) },
  ]),
  rows("refinement_history", [
    { id: "ref_1", eval_id: "eval_1", parent_version: 1, new_version: 2, trigger_type: "manual", trigger_alert_id: "alert_open", ...created(1) },
    { id: "ref_2", eval_id: "eval_1", new_version: 3, trigger_type: "manual", job_id: "job_completed", ...created(2) },
  ]),
  rows("auto_refine_cooldowns", [
    { id: "cool_1", eval_id: "eval_1", last_attempt_at: at(1), next_allowed_at: at(9), consecutive_failures: 1, updated_at: at(1) },
  ]),
  rows("playground_sessions", [
    { id: "sess_1", workspace_id: "ws_1", agent_id: "agent_1", agent_version_id: "ver_2", messages: '[{"id":"m1","role":"user","content":"hi","timestamp":"2026-01-01T00:01:00.000Z"}]', variables: '{"name":"Ann"}', files: '{"a.txt":{"content":"a"}}', model_provider: "anthropic", model_id: "claude", created_at: at(1), updated_at: at(2) },
    { id: "sess_2", workspace_id: "ws_1", agent_id: "agent_1", agent_version_id: "ver_1", model_provider: "openai", model_id: "gpt", created_at: at(1), updated_at: at(1) },
    { id: "sess_theirs", workspace_id: "ws_2", agent_id: "agent_theirs", agent_version_id: "ver_theirs", model_provider: "openai", model_id: "gpt", created_at: at(1), updated_at: at(1) },
  ]),
  rows("playground_steps", [
    { id: "step_1", session_id: "sess_1", trace_id: "trace_1", step_index: 0, step_type: "llm_call", input: '{"q":1}', timestamp: at(1) },
    { id: "step_2", session_id: "sess_1", trace_id: "trace_2", step_index: 1, step_type: "tool_call", tool_name: "calc", timestamp: at(2) },
  ]),
  rows("prompt_best_practices", [
    { id: "pbp_1", source: "openai", category: "clarity", title: "Be clear", content: "c", ...created(1) },
    { id: "pbp_2", source: "google", category: "safety", title: "Be safe", content: "s", ...created(2) },
    { id: "pbp_3", source: "anthropic", category: "structure", title: "Use tags", content: "t", ...created(3) },
  ]),
  rows("task_metadata", [
    { id: "tm_1", trace_id: "trace_1", user_message: "sort this", task_type: "sorting", difficulty: "easy", domain: "mail", custom_metadata: '{"k":1}', created_at: at(1), updated_at: at(1) },
    { id: "tm_2", trace_id: "trace_2", user_message: "sort that", task_type: "sorting", difficulty: "hard", domain: "files", created_at: at(2), updated_at: at(2) },
    { id: "tm_theirs", trace_id: "trace_theirs", user_message: "theirs", created_at: at(1), updated_at: at(1) },
  ]),
  rows("task_similar_traces", [
    { id: "sim_1", task_metadata_id: "tm_1", similar_trace_id: "trace_2", similarity_score: 0.9, ...created(1) },
    { id: "sim_2", task_metadata_id: "tm_1", similar_trace_id: "trace_3", similarity_score: 0.5, ...created(2) },
  ]),
  rows("task_feedback_pairs", [
    { id: "pair_1", task_metadata_id: "tm_1", feedback_trace_id: "trace_2", human_feedback: "better", human_score: 0.5, ...created(1) },
  ]),
  rows("trace_summaries", [{ trace_id: "trace_1", summary: "sorted", key_behaviors: '["asks"]', ...created(1) }]),
  rows("eval_llm_cache", [
    { id: "cache_1", prompt_hash: "p1", model: "m", response_text: "yes", tokens_input: 3, ...created(1) },
    { id: "cache_old", prompt_hash: "p2", model: "m", response_text: "no", expires_at: "2026-01-02 00:00:00", ...created(1) },
    { id: "cache_fresh", prompt_hash: "p3", model: "m", response_text: "maybe", expires_at: "2027-01-01T00:00:00.000Z", ...created(1) },
  ]),
];

const literal = (cell: Cell): string =>
  cell === null ? "NULL" : typeof cell === "number" ? String(cell) : `'${cell.replaceAll("'", "''")}'`;

/** Empties every table and fills it again. */
export const seedStatements: string[] = [
  "PRAGMA defer_foreign_keys = on",
  ...seed.map(([table]) => `DELETE FROM ${table}`).reverse(),
  ...seed.flatMap(([table, all]) =>
    all.map((row) => `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.values(row).map(literal).join(", ")})`),
  ),
];
