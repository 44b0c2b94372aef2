// The rows that the benchmarks find, and the arguments that the contenders are called with.
const id = (kind, i) => `${kind}_00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;

export const moment = "2026-02-03T04:05:06.789Z";
export const now = Date.parse(moment);
export const workspace = id("ws", 1);
export const agent = id("agent", 1);
export const job = id("job", 1);
export const sensor = id("sensor", 1);
export const functionId = id("fn", 1);
export const otherFunctionId = id("fn", 2);
export const trace = id("trace", 1);
export const agentVersion = id("ver", 1);
export const readingId = (i) => id("reading", i);

export const retry = {
  id: id("retry", 1),
  job_id: job,
  attempt: 1,
  error: "timed out",
  error_category: "transient_network",
  delay_ms: 1000,
};
export const patch = { title: "Corrected", score: 0.75, is_valid: false };

/** A row of the list: ten columns, a JSON and a boolean column among them. */
export const reading = (i) => ({
  id: readingId(i),
  sensor_id: sensor,
  sequence: i,
  title: `Reading number ${i} of the day`,
  labels: ["question", "tone", `label ${i % 7}`],
  is_valid: i % 3 !== 0,
  score: 0.5 + (i % 50) / 100,
  note: i % 4 === 0 ? null : "within the expected range",
  previous_id: i > 1 ? readingId(i - 1) : null,
});

const version = (i) => [
  id("ver", i),
  agent,
  i,
  `You are agent number ${i}. Answer {{question}}.`,
  '["question","tone"]',
  "manual",
  i > 1 ? id("ver", i - 1) : null,
  0.5,
  i === 1 ? "active" : "candidate",
  moment,
];
const table = (name, columns, rows) => ({ name, columns, rows });

/** What stands in the tables besides readings, in the order in which foreign keys allow it. */
export const otherRows = [
  table("users", ["id", "email"], [["user_1", "ann@example.com"]]),
  table("workspaces", ["id", "user_id", "name"], [[workspace, "user_1", "Ours"]]),
  table(
    "agents",
    ["id", "workspace_id", "name", "description", "status", "active_version_id", "created_at", "updated_at"],
    [[agent, workspace, "Support Bot", "answers questions", "confirmed", id("ver", 1), moment, moment]],
  ),
  table(
    "agent_versions",
    [
      "id",
      "agent_id",
      "version",
      "prompt_template",
      "variables",
      "source",
      "parent_version_id",
      "accuracy",
      "status",
      "created_at",
    ],
    [1, 2, 3].map(version),
  ),
  table(
    "functions",
    ["id", "workspace_id", "type", "name", "code"],
    [
      [functionId, workspace, "eval", "first", "def run(): pass"],
      [otherFunctionId, workspace, "eval", "second", "def run(): pass"],
    ],
  ),
  table("agent_functions", ["agent_id", "function_id", "role"], [[agent, otherFunctionId, "extractor"]]),
  table("jobs", ["id", "workspace_id", "type", "status", "created_at"], [[job, workspace, "import", "queued", moment]]),
  table(
    "integrations",
    ["id", "workspace_id", "platform", "name", "api_key_encrypted"],
    [["int_1", workspace, "langfuse", "Ours", "sealed"]],
  ),
  table(
    "traces",
    ["id", "workspace_id", "integration_id", "trace_id", "source", "timestamp", "steps"],
    [[trace, workspace, "int_1", "outer_1", "langfuse", moment, "[]"]],
  ),
  table(
    "feedback",
    ["id", "trace_id", "agent_id", "rating", "rating_detail", "created_at"],
    [[id("fb", 1), trace, agent, "positive", "good", moment]],
  ),
];

/** The table of readings, as bench/module/readings.hpp declares it. */
export const readingsTable = `CREATE TABLE readings (id TEXT NOT NULL PRIMARY KEY, sensor_id TEXT NOT NULL, sequence INTEGER NOT NULL, title TEXT NOT NULL, labels TEXT NOT NULL, is_valid INTEGER NOT NULL, score REAL, note TEXT, previous_id TEXT, created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)`;
export const readingsIndex = "CREATE INDEX readings_by_sensor ON readings (sensor_id, sequence)";
