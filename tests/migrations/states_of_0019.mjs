// The states in which 0019 may find a database: statements that lead there from the baseline, and what must be there after.
// Every state holds workspace w1 with agent a1, eval e1, candidates c1 and c2, and traces t1 to t3, rated positive, negative
// and not at all.

export const parents = [
  "INSERT INTO users (id, email) VALUES ('u1', 'ann@example.com')",
  "INSERT INTO workspaces (id, user_id, name) VALUES ('w1', 'u1', 'one')",
  "INSERT INTO agents (id, workspace_id, name) VALUES ('a1', 'w1', 'agent')",
  "INSERT INTO integrations (id, workspace_id, name, platform, api_key_encrypted) VALUES ('i1', 'w1', 'one', 'langfuse', 'x')",
  `INSERT INTO traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps) VALUES
    ('t1', 'w1', 'i1', 'x1', 'langfuse', '2026-01-01', '[]'), ('t2', 'w1', 'i1', 'x2', 'langfuse', '2026-01-01', '[]'),
    ('t3', 'w1', 'i1', 'x3', 'langfuse', '2026-01-01', '[]')`,
  "INSERT INTO feedback (id, trace_id, agent_id, rating) VALUES ('f1', 't1', 'a1', 'positive'), ('f2', 't2', 'a1', 'negative')",
  "INSERT INTO evals (id, agent_id, version, name, code, model_used) VALUES ('e1', 'a1', 1, 'eval', '', 'm')",
  "INSERT INTO eval_candidates (id, agent_id, code) VALUES ('c1', 'a1', ''), ('c2', 'a1', '')",
];

const legacyRows = `INSERT INTO eval_executions (id, eval_id, trace_id, predicted_result, predicted_reason, execution_time_ms, error, executed_at) VALUES
  ('x1', 'e1', 't1', 0, 'no', 5, NULL, '2026-01-01 00:00:00'), ('x2', 'e1', 't2', 0, NULL, NULL, 'late', NULL),
  ('x3', 'e1', 't3', 1, 'yes; and no', 7, NULL, '2026-01-01T00:00:00.000Z')`;
/** What eval_comparison says of them: is_contradiction by id. */
const legacyResults = { x1: 1, x2: 0, x3: null };

const older = [
  "DROP TABLE eval_executions",
  `CREATE TABLE eval_executions (
    id TEXT PRIMARY KEY, eval_id TEXT NOT NULL REFERENCES evals(id) ON DELETE CASCADE, trace_id TEXT NOT NULL REFERENCES traces(id) ON DELETE CASCADE,
    result BOOLEAN NOT NULL, reason TEXT NOT NULL, execution_time_ms INTEGER NOT NULL, error TEXT, stdout TEXT, stderr TEXT,
    executed_at DATETIME DEFAULT CURRENT_TIMESTAMP, UNIQUE (eval_id, trace_id))`,
  "CREATE INDEX idx_executions_eval ON eval_executions(eval_id)",
  "CREATE INDEX idx_executions_eval_trace ON eval_executions(eval_id, trace_id)",
  "CREATE INDEX idx_executions_executed_at ON eval_executions(executed_at DESC)",
  "CREATE INDEX idx_executions_result ON eval_executions(result)",
  "CREATE INDEX idx_executions_trace ON eval_executions(trace_id)",
  `INSERT INTO eval_executions (id, eval_id, trace_id, result, reason, execution_time_ms, stdout) VALUES
    ('x1', 'e1', 't1', 0, 'no', 5, 'out'), ('x2', 'e1', 't2', 1, 'yes', 6, NULL)`,
];

const candidateColumns = (references) => `
  id TEXT PRIMARY KEY, eval_candidate_id TEXT NOT NULL${references ? " REFERENCES eval_candidates(id) ON DELETE CASCADE" : ""},
  trace_id TEXT NOT NULL${references ? " REFERENCES traces(id) ON DELETE CASCADE" : ""}, score REAL, feedback TEXT, success BOOLEAN, error TEXT,
  duration_ms INTEGER, llm_calls INTEGER, llm_cost_usd REAL, cache_hits INTEGER, created_at DATETIME DEFAULT CURRENT_TIMESTAMP`;
const candidateTable = (name, references = true) => `CREATE TABLE ${name} (${candidateColumns(references)})`;
const gepaTable = (references = true) => [
  "DROP TABLE eval_executions",
  candidateTable("eval_executions", references),
  "CREATE INDEX idx_eval_executions_candidate ON eval_executions(eval_candidate_id)",
  "CREATE INDEX idx_eval_executions_created ON eval_executions(created_at DESC)",
  "CREATE INDEX idx_eval_executions_success ON eval_executions(success)",
  "CREATE INDEX idx_eval_executions_trace ON eval_executions(trace_id)",
];
const candidateRows = (
  table,
  ids,
) => `INSERT INTO ${table} (id, eval_candidate_id, trace_id, score, feedback, success, llm_cost_usd, created_at) VALUES
  ${ids.map((id, i) => `('${id}', 'c${(i % 2) + 1}', 't${(i % 3) + 1}', 0.1, 'fine', ${i % 2}, 1e-17, '2026-01-0${i + 1} 00:00:00')`).join(", ")}`;
const goneParents = (table) =>
  `INSERT INTO ${table} (id, eval_candidate_id, trace_id) VALUES ('o1', 'gone', 't1'), ('o2', 'c1', 'gone')`;

/** after: rows of eval_executions with what eval_comparison says of each, and ids of eval_candidate_executions and of both orphans. */
export const states = [
  { name: "legacy shape", setup: [legacyRows], after: { evals: legacyResults } },
  {
    name: "legacy shape, rows whose eval or trace is gone",
    // On D1 foreign keys are always on: such rows are from before, or from a table without them, as here.
    setup: [
      "DROP TABLE eval_executions",
      `CREATE TABLE eval_executions (id TEXT PRIMARY KEY, eval_id TEXT NOT NULL, trace_id TEXT NOT NULL, predicted_result BOOLEAN NOT NULL, predicted_reason TEXT,
        execution_time_ms INTEGER, error TEXT, stdout TEXT, stderr TEXT, executed_at DATETIME DEFAULT CURRENT_TIMESTAMP)`,
      legacyRows,
      "INSERT INTO eval_executions (id, eval_id, trace_id, predicted_result) VALUES ('o1', 'gone', 't1', 1), ('o2', 'e1', 'gone', 1)",
    ],
    after: { evals: legacyResults, evalOrphans: ["o1", "o2"] },
  },
  { name: "older shape", setup: older, after: { evals: { x1: 1, x2: 1 } } },
  { name: "GEPA shape, empty", setup: gepaTable(), after: {} },
  {
    name: "GEPA shape with rows",
    setup: [...gepaTable(), candidateRows("eval_executions", ["r1", "r2", "r3"])],
    after: { candidates: ["r1", "r2", "r3"] },
  },
  {
    name: "GEPA shape, rows whose candidate or trace is gone",
    setup: [...gepaTable(false), candidateRows("eval_executions", ["r1", "r2", "r3"]), goneParents("eval_executions")],
    after: { candidates: ["r1", "r2", "r3"], candidateOrphans: ["o1", "o2"] },
  },
  {
    name: "GEPA shape after an attempt that left the new table empty",
    setup: [
      ...gepaTable(),
      candidateRows("eval_executions", ["r1", "r2"]),
      candidateTable("eval_candidate_executions"),
    ],
    after: { candidates: ["r1", "r2"] },
  },
  {
    name: "GEPA shape after an attempt that filled half of the new table",
    setup: [
      ...gepaTable(),
      candidateRows("eval_executions", ["r1", "r2", "r3"]),
      candidateTable("eval_candidate_executions"),
      "INSERT INTO eval_candidate_executions SELECT * FROM eval_executions LIMIT 2",
      "INSERT INTO eval_candidate_executions (id, eval_candidate_id, trace_id) VALUES ('r9', 'c1', 't1')",
      "CREATE INDEX idx_eval_candidate_executions_trace ON eval_candidate_executions(trace_id)",
    ],
    after: { candidates: ["r1", "r2", "r3", "r9"] },
  },
  {
    name: "GEPA shape after an attempt whose half differs in one row",
    setup: [
      ...gepaTable(),
      candidateRows("eval_executions", ["r1", "r2"]),
      candidateTable("eval_candidate_executions"),
      "INSERT INTO eval_candidate_executions (id, eval_candidate_id, trace_id, score) VALUES ('r1', 'c1', 't1', 0.9)",
    ],
    after: { candidates: ["r1", "r2"], candidateOrphans: ["r1"] },
  },
  {
    name: "GEPA shape after an attempt that left neither keys nor all columns in the new table",
    setup: [
      ...gepaTable(),
      candidateRows("eval_executions", ["r1"]),
      "CREATE TABLE eval_candidate_executions (id TEXT, eval_candidate_id TEXT, trace_id TEXT, score REAL)",
      "INSERT INTO eval_candidate_executions VALUES ('r7', 'c1', 't1', 0.5), ('o1', 'gone', 't1', 0.5)",
    ],
    after: { candidates: ["r1", "r7"], candidateOrphans: ["o1"] },
  },
  {
    name: "GEPA table renamed by an earlier attempt, its indexes with it",
    setup: [
      "DROP VIEW eval_comparison",
      ...gepaTable(),
      candidateRows("eval_executions", ["r1", "r2"]),
      "ALTER TABLE eval_executions RENAME TO eval_candidate_executions",
    ],
    after: { candidates: ["r1", "r2"] },
  },
  {
    name: "legacy shape beside a filled new table",
    setup: [
      legacyRows,
      candidateTable("eval_candidate_executions"),
      candidateRows("eval_candidate_executions", ["r1"]),
    ],
    after: { evals: legacyResults, candidates: ["r1"] },
  },
  { name: "table missing", setup: ["DROP TABLE eval_executions"], after: {} },
  {
    name: "view broken",
    setup: [
      legacyRows,
      "DROP VIEW eval_comparison",
      "CREATE VIEW eval_comparison AS SELECT e.no_such_column FROM eval_executions AS e",
    ],
    after: { evals: legacyResults },
  },
  {
    name: "view missing, another view broken",
    setup: [legacyRows, "DROP VIEW eval_comparison", "CREATE VIEW broken AS SELECT gone FROM no_such_table"],
    after: { evals: legacyResults },
  },
];
