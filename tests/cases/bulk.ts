// Every function that takes a list: with no item, with one, with 5,000 or as many as it takes, with one more than that, and
// with texts that together are larger than the 2 MB that D1 takes for a value.
import { domain, returns, newId, refuses, someText, type Case, type Domain, type ErrorKind } from "./case.js";

const workspace_id = "ws_1";
const agent = { workspace_id, agent_id: "agent_1" };
const many = 5000;
/** Texts of 10,000 characters: 300 of them are 3 MB. */
const large = { items: 300, text: "x".repeat(10_000) };

interface Bulk {
  args: (n: number, text: string) => object;
  returns: (n: number) => unknown;
  /** What an empty list returns, or the error. */
  none: { returns: unknown } | { refuses: ErrorKind };
  /** The rows that n items refer to. */
  when?: (n: number) => string;
  /** The largest number of items; without it there is none. */
  most?: number;
  /** Whether an item holds a text of any size. */
  takesText?: boolean;
}

const list = <T>(n: number, item: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => item(i + 1));
const named = (n: number): string[] => list(n, (i) => `b${i}`);
const rowsOf = (n: number, row: object): object[] => list(n, () => row);

// ---- rows to refer to ---------------------------------------------------------------------------------------------
const fill = (n: number, into: string, values: string): string =>
  `INSERT INTO ${into} WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < ${n}) SELECT ${values} FROM number`;
const traces = (n: number): string =>
  fill(
    n,
    "traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps, agent_version_id)",
    "'b' || i, 'ws_1', 'int_1', 'b' || i, 'langfuse', '2026-01-01T00:00:00.000Z', '[]', NULL",
  );
const positiveTraces = (n: number): string =>
  `${traces(n)}; UPDATE traces SET agent_version_id = 'ver_1' WHERE id LIKE 'b%'; ` +
  fill(n, "feedback (id, trace_id, agent_id, rating)", "'b' || i, 'b' || i, 'agent_1', 'positive'");
const tools = (n: number): string =>
  fill(n, "tools (id, name, description, parameters_schema, handler_key)", "'b' || i, 'n', 'd', '{}', 'h'");
const evals = (n: number): string =>
  fill(n, "evals (id, agent_id, version, name, code, model_used)", "'b' || i, 'agent_1', 100 + i, 'n', 'c', 'm'");
const candidates = (n: number): string => fill(n, "eval_candidates (id, agent_id, code)", "'b' || i, 'agent_1', 'c'");
const tasks = (n: number): string =>
  fill(
    n,
    "taskset_tasks (id, taskset_id, user_message, source, content_hash)",
    "'b' || i, 'ts_1', 'm', 'manual', 'b' || i",
  );
const executions = (n: number): string =>
  `${candidates(n)}; ` +
  fill(n, "eval_candidate_executions (id, eval_candidate_id, trace_id)", "'b' || i, 'b' || i, 'trace_1'");

// ---- functions ----------------------------------------------------------------------------------------------------
const noFigures = { agreement_rate: null, accuracy: 0.5, cohen_kappa: null, f1_score: null, confusion_matrix: null };
const noCosts = { total_cost_usd: null, avg_duration_ms: null };
const noOutcome = { execution_time_ms: null, error: null, stdout: null, stderr: null };

const functions: Record<string, Bulk> = {
  "agents.create_discovered_agent": {
    args: (n) => ({ workspace_id, name: "D", prompt_template: "p", trace_ids: named(n) }),
    returns: (n) => ({ assigned_count: n }),
    none: { refuses: "invalid_argument" },
    when: traces,
    most: 500,
  },
  "agent_versions.create": {
    args: (n) => ({ ...agent, prompt_template: "p", variables: named(n) }),
    returns: (n) => ({ variables: named(n) }),
    none: { returns: { variables: [] } },
  },
  "traces.list": {
    args: (n) => ({ workspace_id, limit: 1, ratings: ["negative", "positive", "neutral", "neutral"].slice(0, n) }),
    returns: () => ({ items: [{ id: "trace_2" }] }),
    none: { refuses: "invalid_argument" },
    most: 3,
  },
  "traces.count": {
    args: (n) => ({ workspace_id, ratings: ["negative", "positive", "neutral", "neutral"].slice(0, n) }),
    returns: (n) => Math.min(n, 2),
    none: { refuses: "invalid_argument" },
    most: 3,
  },
  "traces.list_for_eval_run": {
    args: (n) => ({ agent_id: "agent_1", trace_ids: named(n) }),
    returns: (n) => rowsOf(n, { integration_id: "int_1" }),
    none: { returns: [{ id: "trace_2" }, { id: "trace_1" }] },
    when: traces,
    most: 1000,
  },
  "traces.list_with_agent_feedback": {
    args: (n) => ({ agent_id: "agent_1", trace_ids: named(n) }),
    returns: (n) => rowsOf(n, { human_rating: "positive" }),
    none: { returns: [] },
    when: positiveTraces,
    most: 100,
  },
  "traces.list_positive_among": {
    args: (n) => ({ agent_id: "agent_1", trace_ids: named(n), limit: many }),
    returns: (n) => named(n).map((id) => ({ id })),
    none: { returns: [] },
    when: positiveTraces,
    most: 1000,
  },
  "traces.upsert_many": {
    args: (n, text) => ({
      workspace_id,
      integration_id: "int_1",
      traces: list(n, (i) => ({ trace_id: `b${i}`, source: "langfuse", steps: [], input_preview: text })),
    }),
    returns: (n) => ({ inserted_count: n, updated_count: 0 }),
    none: { returns: { inserted_count: 0, updated_count: 0 } },
    most: 500,
    takesText: true,
  },
  "traces.mark_orphaned": {
    args: (n) => ({ workspace_id, trace_ids: named(n) }),
    returns: (n) => n,
    none: { returns: 0 },
    when: traces,
    most: 1000,
  },
  "traces.delete_many": {
    args: (n) => ({ workspace_id, trace_ids: named(n) }),
    returns: (n) => n,
    none: { returns: 0 },
    when: traces,
    most: 100,
  },
  "tools.list_by_ids": {
    args: (n) => ({ tool_ids: named(n) }),
    returns: (n) => rowsOf(n, { name: "n" }),
    none: { returns: [] },
    when: tools,
    most: 100,
  },
  "playground_sessions.record_turn": {
    args: (n, text) => ({
      workspace_id,
      id: "sess_1",
      trace: { integration_id: "int_play", steps: [] },
      steps: list(n, () => ({ step_type: "llm_call", tool_error: text })),
    }),
    returns: (n) => ({ step_count: n }),
    none: { returns: { step_count: 0 } },
    most: 500,
    takesText: true,
  },
  "prompt_best_practices.list": {
    args: (n) => ({ categories: list(n, () => "safety") }),
    returns: () => [{ id: "pbp_2" }],
    none: { returns: [] },
  },
  "evals.list_monitoring_settings": {
    args: (n) => ({ ids: named(n) }),
    returns: (n) => rowsOf(n, { auto_execute_enabled: false }),
    none: { returns: [{ id: "eval_1" }, { id: "eval_2" }, { id: "eval_theirs" }] },
    when: evals,
  },
  "eval_executions.record_many": {
    args: (n, text) => ({
      eval_id: "eval_2",
      results: list(n, (i) => ({ trace_id: `b${i}`, predicted_result: true, predicted_reason: text, ...noOutcome })),
    }),
    returns: (n) => ({ stored: n, execution_count: n }),
    none: { returns: { stored: 0, execution_count: 0 } },
    when: traces,
    takesText: true,
  },
  "eval_candidates.create_many": {
    args: (n, text) => ({
      agent_id: "agent_1",
      candidates: list(n, (i) => ({ id: `b${i}`, code: text, variation: null })),
    }),
    returns: (n) => named(n).map((id) => ({ id })),
    none: { refuses: "invalid_argument" },
    takesText: true,
  },
  "eval_candidates.list_by_ids": {
    args: (n) => ({ agent_id: "agent_1", ids: named(n) }),
    returns: (n) => rowsOf(n, { code: "c" }),
    none: { refuses: "invalid_argument" },
    when: candidates,
  },
  "eval_candidates.record_test_results": {
    args: (n, text) => ({
      results: list(n, (i) => ({
        candidate_id: `b${i}`,
        ...noFigures,
        per_trace_results: [{ trace_id: "t", eval_score: 1, human_score: 1, feedback: text }],
        ...noCosts,
      })),
    }),
    returns: (n) => n,
    none: { returns: 0 },
    when: candidates,
    takesText: true,
  },
  "eval_candidate_executions.record_many": {
    args: (n, text) => ({
      eval_candidate_id: "cand_1",
      results: list(n, (i) => ({ trace_id: `b${i}`, feedback: text })),
    }),
    returns: (n) => n,
    none: { returns: 0 },
    when: traces,
    takesText: true,
  },
  "matrix.list_executions": {
    args: (n) => ({ eval_ids: named(n), trace_ids: ["trace_1"] }),
    returns: (n) => rowsOf(n, { trace_id: "trace_1" }),
    none: { refuses: "invalid_argument" },
    when: executions,
  },
  "jobs.create_many": {
    args: (n, text) => ({ jobs: list(n, (i) => ({ id: `b${i}`, workspace_id, type: "import", metadata: { text } })) }),
    returns: (n) => named(n).map((id) => ({ id })),
    none: { refuses: "invalid_argument" },
    takesText: true,
  },
  "tasksets.create_with_tasks": {
    args: (n, text) => ({
      ...agent,
      name: "N",
      tasks: list(n, (i) => ({ user_message: text, content_hash: `b${i}` })),
    }),
    returns: (n) => ({ id: newId("tsk"), task_count: n, skipped_duplicates: 0 }),
    none: { returns: { task_count: 0 } },
    takesText: true,
  },
  "tasksets.add_tasks": {
    args: (n, text) => ({
      ...agent,
      id: "ts_1",
      tasks: list(n, (i) => ({ user_message: text, content_hash: `b${i}` })),
    }),
    returns: (n) => ({ inserted: n, skipped_duplicates: 0, total_tasks: n + 2 }),
    none: { returns: { inserted: 0, total_tasks: 2 } },
    takesText: true,
  },
  "gepa_runs.create": {
    args: (n) => ({
      ...agent,
      seed_prompt: "p",
      test_case_count: 2,
      taskset_id: "ts_1",
      tasks: list(n, (i) => ({ task_id: `b${i}`, split: "train" })),
    }),
    returns: () => ({ id: newId("gepa"), status: "pending" }),
    none: { returns: { id: newId("gepa") } },
    when: tasks,
  },
  "task_metadata.upsert_many": {
    args: (n, text) => ({ items: list(n, (i) => ({ trace_id: `b${i}`, user_message: text })) }),
    returns: (n) => named(n).map((trace_id) => ({ trace_id, id: someText })),
    none: { returns: [] },
    when: traces,
    takesText: true,
  },
};

function casesOf({ args, returns: result, none, when, most, takesText }: Bulk): Case[] {
  const rows = (n: number): object => (when === undefined ? {} : { when: when(n) });
  const of = (it: string, n: number, text = "m"): Case => returns(it, args(n, text), result(n), rows(n));
  const full = most ?? many;
  return [
    "refuses" in none
      ? refuses("refuses an empty list", args(0, "m"), none.refuses)
      : returns("takes an empty list", args(0, "m"), none.returns),
    of("takes one item", 1),
    of(`takes ${full} items`, full),
    ...(most === undefined ? [] : [refuses(`refuses ${most + 1} items`, args(most + 1, "m"), "invalid_argument")]),
    ...(takesText ? [of("takes items of 3 MB", large.items, large.text)] : []),
  ];
}

const all = Object.entries(functions).map(
  ([name, bulk]) => [...name.split("."), casesOf(bulk)] as [string, string, Case[]],
);
export const bulk: Domain[] = [...new Set(all.map(([name]) => name))].map((name) =>
  domain(name, [], Object.fromEntries(all.filter(([of]) => of === name).map(([, fn, cases]) => [fn, cases]))),
);
