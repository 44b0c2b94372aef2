import { handler, limitOf, ok, refusal } from "./answers.mjs";

const observationsOf = (steps) =>
  steps.map((step, index) => ({
    id: step.step_id || `obs_${index}`,
    type: step.tool_calls?.length > 0 ? "SPAN" : "GENERATION",
    name: step.tool_calls?.[0]?.tool_name || "LLM Call",
    parentObservationId: null,
    startTime: step.timestamp,
    endTime: step.timestamp,
    input: step.input,
    output: step.output,
    metadata: step.metadata,
    model: step.metadata?.model,
    level: step.error ? "ERROR" : "DEFAULT",
    statusMessage: step.error,
  }));

export const listTraces = handler(async (db, workspace_id, query) => {
  const limit = limitOf(query.limit, { fallback: 50, max: 200 });
  const filters = {
    workspace_id,
    agent_id: query.agent_id || undefined,
    source: query.source || undefined,
    ratings: query.rating ? query.rating.split(",") : undefined,
    has_feedback: query.has_feedback === "true" ? true : query.has_feedback === "false" ? false : undefined,
    date_from: query.date_from || undefined,
    date_to: query.date_to || undefined,
  };
  const [page, total_count] = await db.batch((q) => [
    q.traces.list({ ...filters, limit, cursor: query.cursor || undefined }),
    q.traces.count(filters),
  ]);
  const traces = page.items.map((row) => ({
    id: row.id,
    trace_id: row.trace_id,
    source: row.source,
    timestamp: row.timestamp,
    imported_at: row.imported_at,
    step_count: row.step_count,
    agent_id: row.trace_agent_id,
    agent_version_id: row.agent_version_id,
    summary: {
      input_preview: row.input_preview || "No input",
      output_preview: row.output_preview || "No output",
      has_errors: Boolean(row.has_errors),
    },
    ...(row.feedback_id && { feedback: { rating: row.rating, notes: row.notes, agent_id: row.feedback_agent_id } }),
  }));
  return ok({ traces, next_cursor: page.next_cursor, has_more: page.next_cursor !== null, total_count });
});
export const getTraceById = handler(async (db, workspace_id, id) => {
  const row = await db.traces.get_detail({ workspace_id, id });
  if (row === null) return refusal(404);
  const { trace_id, source, timestamp, steps, raw_data } = row;
  const feedback = row.feedback_id && {
    id: row.feedback_id,
    rating: row.rating,
    notes: row.notes,
    agent_id: row.agent_id,
    created_at: row.feedback_created_at,
  };
  const observations = raw_data?.observations || observationsOf(steps);
  return ok({ id: row.id, trace_id, source, timestamp, steps, observations, raw_data, ...(feedback && { feedback }) });
});
export const createTrace = handler(async (db, workspace_id, body) => {
  if (!body.integration_id) return refusal(400);
  const row = await db.traces.create({
    workspace_id,
    integration_id: body.integration_id,
    trace_id: body.trace_id || undefined,
    timestamp: body.timestamp || undefined,
    steps: body.steps || [],
    input_preview: body.input_preview || "Test input",
    output_preview: body.output_preview || "Test output",
    has_errors: body.has_errors || false,
  });
  const { id, trace_id, integration_id, timestamp, steps, step_count, input_preview, output_preview, has_errors } = row;
  return ok(
    { id, trace_id, integration_id, timestamp, steps, step_count, input_preview, output_preview, has_errors },
    201,
  );
});
export const deleteTrace = handler(async (db, workspace_id, id) => {
  try {
    return (await db.traces.delete({ workspace_id, id })) ? ok(null, 204) : refusal(404);
  } catch (error) {
    // Of a deletion, foreign_key means that the row is still referred to.
    if (error.kind === "foreign_key") return refusal(409);
    throw error;
  }
});
export const deleteTraces = handler(async (db, workspace_id, body) => {
  if (!Array.isArray(body.trace_ids) || body.trace_ids.length === 0 || body.trace_ids.length > 100) return refusal(400);
  return ok({ deleted_count: await db.traces.delete_many({ workspace_id, trace_ids: body.trace_ids }) });
});
export const importTraces = handler(async (db, workspace_id, body) => {
  if (!body.integration_id) return refusal(400);
  if ((await db.integrations.get({ workspace_id, id: body.integration_id })) === null) return refusal(404);
  const { limit, date_from, date_to } = body.filters ?? {};
  if (limit && (limit < 1 || limit > 1000)) return refusal(422);
  const filters = body.filters ? { limit, from_date: date_from, to_date: date_to } : undefined;
  const job = await db.jobs.create({
    id: crypto.randomUUID(),
    workspace_id,
    type: "import",
    metadata: JSON.parse(
      JSON.stringify({ workspaceId: workspace_id, type: "import", integration_id: body.integration_id, filters }),
    ),
  });
  return ok({ job_id: job.id, status: "queued", estimated_count: limit || 100, queue_enabled: true }, 202);
});
