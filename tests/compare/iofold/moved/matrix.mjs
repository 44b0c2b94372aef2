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

export const getComparisonMatrix = handler(async (db, agent_id, query) => {
  const limit = limitOf(query.limit, { fallback: 50, max: 201, clamps: false });
  if (!query.eval_ids || limit === undefined || limit > 200) return refusal(400);
  if (!isOneOf(query.filter, ["all", "contradictions_only", "errors_only"])) return refusal(400);
  const eval_ids = listed(query.eval_ids);
  if (eval_ids.length === 0) return refusal(400);
  const { rating, date_from, date_to, cursor } = query;
  const page = await db.feedback.list_matrix_rows({ agent_id, rating, date_from, date_to, cursor, limit });
  const trace_ids = page.items.map((row) => row.trace_id);
  const executions = await db.matrix.list_executions({ eval_ids, trace_ids, latest_only: true });
  const rows = page.items.map((row) => ({
    trace_id: row.trace_id,
    trace_summary: { timestamp: row.timestamp, ...previews(row.steps), source: row.source ?? "unknown" },
    human_feedback: { rating: row.human_rating, notes: row.human_notes },
    predictions: Object.fromEntries(
      eval_ids.map((id) => {
        const one = executions.find((e) => e.trace_id === row.trace_id && e.eval_id === id);
        return [id, one ? { ...shown(one), is_contradiction: contradicts(row.human_rating, one.result) } : null];
      }),
    ),
  }));
  return ok({ rows, next_cursor: page.next_cursor, has_more: page.next_cursor !== null });
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
