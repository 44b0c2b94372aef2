// The rows that are made by number: traces, their feedback and the executions on them, in both forms of time.
export const day = (n, hour = 0) => new Date(Date.UTC(2026, 0, 1 + n, hour)).toISOString();
/** The form that SQLite's clock writes. */
export const plain = (n, hour = 0) => day(n, hour).replace("T", " ").slice(0, 19);
export const two = (i) => String(i).padStart(2, "0");

const step = (i, text) => ({
  step_id: `step_${i}`,
  trace_id: `ext_${i}`,
  timestamp: day(i),
  messages_added: [
    { role: "user", content: text },
    { role: "assistant", content: `answer to ${text}` },
  ],
  tool_calls: i % 3 === 0 ? [{ tool_name: "search", arguments: { q: text } }] : [],
  input: i % 4 === 0 ? null : { text },
  output: { text: `answer ${i}` },
  metadata: {},
});

export const traces = Array.from({ length: 24 }, (_, i) => ({
  id: `trace_${two(i)}`,
  workspace_id: i < 18 ? "ws_1" : "ws_2",
  integration_id: i < 18 ? "int_1" : "int_2",
  trace_id: `ext_${i}`,
  source: i % 2 ? "langfuse" : "langsmith",
  timestamp: day(i),
  steps: JSON.stringify([step(i, i % 5 === 4 ? "the same question" : `question ${i}`)]),
  raw_data: i % 6 === 0 ? JSON.stringify({ observations: [{ id: `o${i}` }] }) : null,
  input_preview: i % 7 === 0 ? null : `question ${i}`,
  output_preview: `answer ${i}`,
  step_count: 1,
  has_errors: i % 8 === 0 ? 1 : 0,
  agent_version_id: i < 12 ? "av_1" : i < 15 ? "av_3" : i >= 18 && i < 21 ? "av_4" : null,
  assignment_status: i < 15 || (i >= 18 && i < 21) ? "assigned" : i === 15 ? "orphaned" : "unassigned",
  imported_at: i % 2 ? day(i) : plain(i),
}));
export const feedback = Array.from({ length: 12 }, (_, i) => ({
  id: `fb_${two(i)}`,
  trace_id: `trace_${two(i)}`,
  agent_id: i % 4 === 3 ? null : "agent_1",
  rating: ["positive", "negative", "neutral"][i % 3],
  rating_detail: i % 2 ? `note ${i}` : null,
  created_at: i % 2 ? day(i) : plain(i),
}));
feedback.push({
  id: "fb_20",
  trace_id: "trace_20",
  agent_id: "agent_4",
  rating: "positive",
  rating_detail: null,
  created_at: day(20),
});
export const executions = Array.from({ length: 16 }, (_, i) => ({
  id: `exec_${two(i)}`,
  eval_candidate_id: i % 2 ? "candidate_safety_1_a" : "candidate_correctness_1_b",
  trace_id: `trace_${two(i % 10)}`,
  score: i / 16,
  feedback: i % 5 === 0 ? null : `because ${i}`,
  success: i % 3 === 0 ? 1 : 0,
  error: i % 6 === 5 ? "timeout" : null,
  duration_ms: i % 7 === 0 ? null : 10 * i,
  llm_calls: 1,
  llm_cost_usd: 0.01,
  cache_hits: 0,
  created_at: i % 2 ? day(i, 3) : plain(i, 3),
}));
