import { handler, ok, refusal } from "./answers.mjs";

const summary = (row) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  agent_id: row.agent_id,
  accuracy: row.accuracy,
  cohen_kappa: row.cohen_kappa,
  f1_score: row.f1_score,
  precision: row.precision,
  recall: row.recall,
  execution_count: row.execution_count,
  contradiction_count: row.contradiction_count,
  created_at: row.created_at,
  updated_at: row.updated_at,
});
const detail = (row) => ({
  ...summary(row),
  code: row.code,
  model_used: row.model_used,
  test_results: row.test_results,
});
/** The workspace where the caller has one: left out, it is any. */
const within = (workspace_id) => (workspace_id ? { workspace_id } : {});
const isText = (value, max = Infinity) => typeof value === "string" && value.length >= 1 && value.length <= max;
const isTextOrAbsent = (value) => value === undefined || typeof value === "string";

export const createEval = handler(async (db, body, workspace_id) => {
  if (!isText(body.agent_id) || !isText(body.name, 255) || !isText(body.code)) return refusal(400);
  if (!isTextOrAbsent(body.description) || !isTextOrAbsent(body.model_used)) return refusal(400);
  const row = await db.evals.create({
    ...within(workspace_id),
    agent_id: body.agent_id,
    name: body.name,
    code: body.code,
    description: body.description || null,
    model_used: body.model_used ?? "manual",
  });
  return ok(detail(row));
});
export const listEvals = handler(async (db, query, workspace_id) => {
  if (!workspace_id) return refusal(400);
  const limit = query.limit ? parseInt(query.limit, 10) : 50;
  if (!(limit >= 1 && limit <= 200)) return refusal(400);
  const { agent_id, cursor } = query;
  const page = await db.evals.list({
    workspace_id,
    agent_id: agent_id || undefined,
    cursor: cursor || undefined,
    limit,
  });
  return ok({ evals: page.items.map(summary), next_cursor: page.next_cursor, has_more: page.next_cursor !== null });
});
export const getEval = handler(async (db, id, workspace_id) => {
  const row = await db.evals.get({ ...within(workspace_id), id });
  return row === null ? refusal(404) : ok(detail(row));
});
export const updateEval = handler(async (db, id, body, workspace_id) => {
  const { name, description, code } = body;
  if ((name !== undefined && !isText(name, 255)) || !isTextOrAbsent(description) || !isTextOrAbsent(code))
    return refusal(400);
  return ok(detail(await db.evals.update({ ...within(workspace_id), id, patch: { name, description, code } })));
});
export const deleteEval = handler(async (db, id, workspace_id) =>
  (await db.evals.delete({ ...within(workspace_id), id })) ? ok(null, 204) : refusal(404),
);
