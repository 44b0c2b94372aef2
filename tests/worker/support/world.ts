// The rows that every test finds: two workspaces that must not see each other, and a row in every state that matters.
// They are written as plain SQL, so that nothing here depends on what is tested.

export const before = "2026-01-01T00:00:00.000Z";

type Cells = Record<string, string | number | null>;

const version = (id: string, agent_id: string, version: number, status: string): Cells => ({
  id,
  agent_id,
  version,
  prompt_template: `prompt ${version} for {{name}}`,
  variables: '["name"]',
  source: "manual",
  status,
  created_at: before,
});
const job = (id: string, workspace_id: string, status: string, minute: number, more: Cells = {}): Cells => ({
  id,
  workspace_id,
  type: "import",
  status,
  metadata: '{"kept":"yes"}',
  created_at: `2026-01-01T00:0${minute}:00.000Z`,
  ...more,
});
const trace = (id: string, workspace_id: string, integration_id: string): Cells => ({
  id,
  workspace_id,
  integration_id,
  trace_id: id,
  source: "langfuse",
  timestamp: before,
  steps: "[]",
});

export const world: [table: string, rows: Cells[]][] = [
  [
    "users",
    [
      { id: "user_ann", email: "ann@example.com", created_at: "2026-01-01T00:00:00.000Z" },
      { id: "user_bob", email: "bob@example.com", created_at: "2026-01-02T00:00:00.000Z" },
    ],
  ],
  [
    "workspaces",
    [
      { id: "ws_ours", user_id: "user_ann", name: "Ours", created_at: before },
      { id: "ws_theirs", user_id: "user_bob", name: "Theirs", created_at: before },
    ],
  ],
  [
    "agents",
    [
      {
        id: "agent_live",
        workspace_id: "ws_ours",
        name: "Live",
        status: "confirmed",
        active_version_id: "ver_2",
        created_at: "2026-01-01T00:00:03.000Z",
        updated_at: before,
      },
      {
        id: "agent_found",
        workspace_id: "ws_ours",
        name: "Found",
        status: "discovered",
        created_at: "2026-01-01T00:00:02.000Z",
        updated_at: before,
      },
      {
        id: "agent_bare",
        workspace_id: "ws_ours",
        name: "Bare",
        status: "confirmed",
        description: "no version",
        created_at: "2026-01-01T00:00:01.000Z",
        updated_at: before,
      },
      {
        id: "agent_old",
        workspace_id: "ws_ours",
        name: "Old",
        status: "archived",
        created_at: before,
        updated_at: before,
      },
      {
        id: "agent_theirs",
        workspace_id: "ws_theirs",
        name: "Live",
        status: "confirmed",
        active_version_id: "ver_theirs",
        created_at: before,
        updated_at: before,
      },
    ],
  ],
  [
    "agent_versions",
    [
      version("ver_1", "agent_live", 1, "archived"),
      version("ver_2", "agent_live", 2, "active"),
      version("ver_3", "agent_live", 3, "candidate"),
      version("ver_4", "agent_live", 4, "rejected"),
      version("ver_theirs", "agent_theirs", 1, "active"),
    ],
  ],
  [
    "jobs",
    [
      job("job_queued", "ws_ours", "queued", 1),
      job("job_due", "ws_ours", "queued", 2, { next_retry_at: "2026-01-05 00:00:00", priority: 3 }),
      job("job_later", "ws_ours", "queued", 3, { next_retry_at: "2027-01-01T00:00:00.000Z" }),
      job("job_running", "ws_ours", "running", 4, { progress: 40, started_at: before }),
      job("job_failed", "ws_ours", "failed", 5, {
        error: "it broke",
        error_category: "transient_server",
        retry_count: 2,
        completed_at: before,
      }),
      job("job_completed", "ws_ours", "completed", 6, { progress: 100, result: '{"traces":3}', completed_at: before }),
      job("job_cancelled", "ws_ours", "cancelled", 7, { metadata: null }),
      job("job_theirs", "ws_theirs", "queued", 0),
    ],
  ],
  [
    "job_retry_history",
    [
      {
        id: "retry_2",
        job_id: "job_failed",
        attempt: 2,
        error: "second",
        error_category: "unknown",
        delay_ms: 2000,
        created_at: before,
      },
      {
        id: "retry_1",
        job_id: "job_failed",
        attempt: 1,
        error: "first",
        error_category: "transient_server",
        delay_ms: 1000,
        created_at: before,
      },
    ],
  ],
  [
    "integrations",
    [
      { id: "int_ours", workspace_id: "ws_ours", name: "Langfuse", platform: "langfuse", api_key_encrypted: "x" },
      { id: "int_theirs", workspace_id: "ws_theirs", name: "Langfuse", platform: "langfuse", api_key_encrypted: "x" },
    ],
  ],
  [
    "traces",
    [
      trace("trace_1", "ws_ours", "int_ours"),
      trace("trace_2", "ws_ours", "int_ours"),
      { ...trace("trace_of_live", "ws_ours", "int_ours"), agent_version_id: "ver_1", assignment_status: "assigned" },
      trace("trace_theirs", "ws_theirs", "int_theirs"),
    ],
  ],
  ["feedback", [{ id: "fb_1", trace_id: "trace_of_live", agent_id: "agent_live", rating: "positive" }]],
  ["evals", [{ id: "eval_1", agent_id: "agent_live", version: 1, name: "e", code: "c", model_used: "m" }]],
  [
    "eval_candidates",
    [
      { id: "cand_live", agent_id: "agent_live", code: "c" },
      { id: "cand_theirs", agent_id: "agent_theirs", code: "c" },
    ],
  ],
  [
    "tasksets",
    [
      {
        id: "set_1",
        workspace_id: "ws_ours",
        agent_id: "agent_live",
        created_at: before,
        updated_at: before,
        name: "a",
        task_count: 5,
      },
      {
        id: "set_2",
        workspace_id: "ws_ours",
        agent_id: "agent_live",
        created_at: before,
        updated_at: before,
        name: "b",
        task_count: 7,
      },
      {
        id: "set_3",
        workspace_id: "ws_ours",
        agent_id: "agent_live",
        created_at: before,
        updated_at: before,
        name: "c",
        task_count: 100,
        status: "archived",
      },
    ],
  ],
  // Filled by tests of their own.
  ["tools", []],
  ["agent_tools", []],
  ["taskset_tasks", []],
  ["taskset_runs", []],
  ["playground_sessions", []],
  ["playground_steps", []],
];

export function insertion(db: D1Database, table: string, row: Cells): D1PreparedStatement {
  const names = Object.keys(row);
  return db.prepare(`INSERT INTO ${table} (${names}) VALUES (${names.map(() => "?")})`).bind(...Object.values(row));
}
/** The world as it was, whatever calls have made of it. */
export async function restore(db: D1Database): Promise<void> {
  const tables = world.map(([table]) => table).reverse();
  await db.batch([
    db.prepare("PRAGMA defer_foreign_keys = on"),
    ...tables.map((table) => db.prepare(`DELETE FROM ${table}`)),
    ...world.flatMap(([table, rows]) => rows.map((row) => insertion(db, table, row))),
  ]);
}
