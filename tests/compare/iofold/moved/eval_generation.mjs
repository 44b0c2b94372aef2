import { handler, ok, refusal } from "./answers.mjs";

const share = (part, rest) => (part + rest > 0 ? part / (part + rest) : 0);
const metricsOf = (row) => {
  const cm = row.confusion_matrix;
  return {
    candidate_id: row.id,
    agreement_rate: row.agreement_rate,
    accuracy: row.accuracy,
    cohen_kappa: row.cohen_kappa,
    precision: share(cm.true_positive, cm.false_positive),
    recall: share(cm.true_positive, cm.false_negative),
    f1_score: row.f1_score,
    confusion_matrix: cm,
    per_trace_results: row.per_trace_results,
    execution_stats: { total_cost_usd: row.total_cost_usd, avg_duration_ms: row.avg_duration_ms, failures: 0 },
  };
};

export const listTasks = handler(async (db, workspace_id, agent_id) => {
  const [exists, rows] = await db.batch((q) => [
    q.agents.exists({ workspace_id, id: agent_id }),
    q.task_metadata.list({ workspace_id, agent_id, limit: 100 }),
  ]);
  if (!exists) return refusal(404);
  const tasks = rows.map((row) => ({
    id: row.id,
    trace_id: row.trace_id,
    task: { user_message: row.user_message },
    task_metadata: {
      task_type: row.task_type ?? undefined,
      difficulty: row.difficulty ?? undefined,
      domain: row.domain ?? undefined,
      custom: row.custom_metadata ?? undefined,
    },
    created_at: row.created_at,
  }));
  return ok({ tasks, total: tasks.length });
});
export const activateEval = handler(async (db, workspace_id, agent_id, id) => {
  const [exists, candidates] = await db.batch((q) => [
    q.agents.exists({ workspace_id, id: agent_id }),
    q.eval_candidates.list_by_ids({ agent_id, ids: [id], tested_only: true }),
  ]);
  if (!exists || candidates.length === 0) return refusal(404);
  const { activated_eval_id, previous_eval_id } = await db.eval_candidates.activate({ agent_id, id });
  return ok({ success: true, activated_eval_id, previous_eval_id, message: "Eval activated successfully" });
});
export const getActiveEval = handler(async (db, workspace_id, agent_id) => {
  const agent = await db.agents.get({ workspace_id, id: agent_id });
  if (agent === null) return refusal(404);
  const none = (message) => ok({ eval: null, metrics: null, message });
  if (!agent.active_eval_id) return none("No active eval for this agent");
  const row = await db.eval_candidates.get_active({ agent_id, candidate_id: agent.active_eval_id });
  if (row === null) return none("Active eval not found (may have been archived)");
  return ok({
    eval: { id: row.id, code: row.code, variation: row.variation },
    metrics: row.accuracy === null ? null : metricsOf(row),
    activated_at: row.activated_at,
    created_at: row.created_at,
  });
});
