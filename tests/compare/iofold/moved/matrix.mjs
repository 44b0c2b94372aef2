import { handler, limitOf, ok, previews, refusal } from "./answers.mjs";

const contradicts = (rating, result) => (rating === "positive" && !result) || (rating === "negative" && result);
const listed = (text) => text.split(",").map((id) => id.trim()).filter(Boolean); // prettier-ignore
const isOneOf = (value, allowed) => value === undefined || allowed.includes(value);
const shown = (row) => ({
  result: Boolean(row.result),
  reason: row.reason ?? "",
  execution_time_ms: row.execution_time_ms ?? 0,
  error: row.error,
});

/** What the matrix counts of one eval: over the pairs that are shown or filtered out, as the application did. */
function statsOf(id, pairs) {
  const executions = pairs.filter(([, one]) => one?.eval_id === id);
  const times = executions.map(([, one]) => one.execution_time_ms).filter(Boolean);
  const isRight = ([rating, one]) => rating !== "neutral" && (rating === "positive") === Boolean(one.result);
  return {
    eval_name: executions[0]?.[1].eval_name ?? "Unknown",
    accuracy: executions.length > 0 ? executions.filter(isRight).length / executions.length : null,
    contradiction_count: executions.filter(([rating, one]) => contradicts(rating, one.result)).length,
    error_count: executions.filter(([, one]) => one.error).length,
    avg_execution_time_ms: times.length > 0 ? times.reduce((a, b) => a + b) / times.length : null,
  };
}
const filters = {
  all: () => true,
  contradictions_only: ({ predictions }) => Object.values(predictions).some((one) => one?.is_contradiction),
  errors_only: ({ predictions }) => Object.values(predictions).some((one) => one?.error),
};
const emptyMatrix = {
  rows: [],
  stats: { total_traces: 0, traces_with_feedback: 0, per_eval: {} },
  next_cursor: null,
  has_more: false,
};

export const getComparisonMatrix = handler(async (db, agent_id, query) => {
  const limit = limitOf(query.limit, { fallback: 50, max: 201, clamps: false });
  if (!query.eval_ids || limit === undefined || limit > 200) return refusal(400);
  if (!isOneOf(query.filter, Object.keys(filters))) return refusal(400);
  const eval_ids = listed(query.eval_ids);
  if (eval_ids.length === 0) return refusal(400);
  const { rating, date_from, date_to, cursor } = query;
  const page = await db.feedback.list_matrix_rows({ agent_id, rating, date_from, date_to, cursor, limit });
  if (page.items.length === 0) return ok(emptyMatrix);
  const trace_ids = page.items.map((row) => row.trace_id);
  const executions = await db.matrix.list_executions({ eval_ids, trace_ids, latest_only: true });
  const executionOf = (row, id) => executions.find((one) => one.trace_id === row.trace_id && one.eval_id === id);
  const pairs = page.items.flatMap((row) => eval_ids.map((id) => [row.human_rating, executionOf(row, id)]));
  const rows = page.items
    .map((row) => ({
      trace_id: row.trace_id,
      trace_summary: { timestamp: row.timestamp, ...previews(row.steps), source: row.source ?? "unknown" },
      human_feedback: { rating: row.human_rating, notes: row.human_notes },
      predictions: Object.fromEntries(
        eval_ids.map((id) => {
          const one = executionOf(row, id);
          return [id, one ? { ...shown(one), is_contradiction: contradicts(row.human_rating, one.result) } : null];
        }),
      ),
    }))
    .filter(filters[query.filter ?? "all"]);
  return ok({
    rows,
    stats: {
      total_traces: rows.length,
      traces_with_feedback: rows.length,
      per_eval: Object.fromEntries(eval_ids.map((id) => [id, statsOf(id, pairs)])),
    },
    next_cursor: page.next_cursor,
    has_more: page.next_cursor !== null,
  });
});
export const getEvalExecutionDetail = handler(async (db, trace_id, eval_id) => {
  const row = await db.matrix.get_execution_detail({ trace_id, eval_id });
  if (row === null) return refusal(404);
  return ok({
    trace_id,
    eval_id,
    ...shown(row),
    stdout: "",
    stderr: "",
    executed_at: row.executed_at,
    human_feedback: row.human_rating ? { rating: row.human_rating, notes: row.human_notes } : null,
    is_contradiction: contradicts(row.human_rating, row.result),
  });
});
export const getTraceExecutions = handler(async (db, trace_id) => {
  const rows = await db.matrix.list_trace_executions({ trace_id });
  return ok({
    executions: rows.map((row) => ({
      eval_id: row.eval_id,
      eval_name: row.eval_name,
      ...shown(row),
      executed_at: row.executed_at,
    })),
  });
});
export const getEvalExecutions = handler(async (db, eval_id, query) => {
  const limit = limitOf(query.limit, { fallback: 50, max: 201, clamps: false });
  if (limit === undefined || limit > 200) return refusal(400);
  if (!isOneOf(query.result, ["true", "false"]) || !isOneOf(query.has_error, ["true", "false"])) return refusal(400);
  const page = await db.matrix.list_eval_executions({
    eval_id,
    result: query.result === undefined ? undefined : query.result === "true",
    has_error: query.has_error === "true" ? true : undefined,
    limit,
    cursor: query.cursor,
  });
  return ok({
    executions: page.items.map((row) => ({
      id: row.id,
      trace_id: row.trace_id,
      ...shown(row),
      executed_at: row.executed_at,
      trace_summary: { timestamp: row.trace_timestamp, ...previews(row.steps), source: row.source ?? "unknown" },
    })),
    next_cursor: page.next_cursor,
    has_more: page.next_cursor !== null,
  });
});
