// Two methods of a job: they return values, and throw.
export async function fetchTraces(db, agent_id, trace_ids) {
  const traces = await db.traces.list_for_eval_run({ agent_id, trace_ids });
  return traces.map(({ id, trace_id, source, steps, raw_data }) => ({ id, trace_id, source, steps, raw_data }));
}
export async function storeExecutionResults(db, eval_id, results) {
  await db.eval_executions.record_many({
    eval_id,
    results: results.map((r) => ({
      trace_id: r.traceId,
      predicted_result: r.result,
      predicted_reason: r.reason,
      execution_time_ms: r.executionTimeMs,
      error: r.error ?? null,
      stdout: r.stdout ?? null,
      stderr: r.stderr ?? null,
    })),
  });
}
