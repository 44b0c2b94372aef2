import { handler, ok, refusal } from "./answers.mjs";

const activeVersion = (row) =>
  row.version_id && {
    id: row.version_id,
    agent_id: row.id,
    version: row.version_number,
    prompt_template: row.prompt_template,
    variables: row.variables ?? [],
    source: row.source,
    parent_version_id: row.parent_version_id,
    accuracy: row.accuracy,
    status: row.version_status,
    created_at: row.version_created_at,
  };
const agentOf = (row) => ({
  id: row.id,
  workspace_id: row.workspace_id,
  name: row.name,
  description: row.description,
  status: row.status,
  active_version_id: row.active_version_id,
  created_at: row.created_at,
  updated_at: row.updated_at,
});

export const createAgent = handler(async (db, workspace_id, body) => {
  if (!body.name || body.name.trim() === "") return refusal(400);
  const agent = await db.agents.create({ workspace_id, name: body.name.trim(), description: body.description || null });
  return ok({ ...agentOf(agent), active_version: null }, 201);
});
export const listAgents = handler(async (db, workspace_id, query) => {
  const limit = parseInt(query.limit ?? "", 10);
  const [agents, pending_discoveries] = await db.batch((q) => [
    q.agents.list({ workspace_id, limit: limit > 0 ? limit : undefined }),
    q.agents.count_by_status({ workspace_id, status: "discovered" }),
  ]);
  return ok({
    agents: agents.map((row) => ({
      ...agentOf(row),
      active_version: activeVersion(row),
      counts: { traces: row.trace_count, evals: row.eval_count, feedback: row.feedback_count, tasks: row.task_count },
    })),
    pending_discoveries,
  });
});
export const getAgentById = handler(async (db, workspace_id, id) => {
  const [agent, versions, functions, metrics, active] = await db.batch((q) => [
    q.agents.get_with_active_version({ workspace_id, id }),
    q.agent_versions.list({ workspace_id, agent_id: id }),
    q.functions.list_for_agent({ workspace_id, agent_id: id }),
    q.agents.get_metrics({ workspace_id, id }),
    q.eval_candidates.get_active({ agent_id: id }),
  ]);
  if (agent === null) return refusal(404);
  const functionOf = (role) => {
    const found = functions.find((f) => f.role === role);
    if (!found) return null;
    const { role: _, ...shown } = found;
    return shown;
  };
  const accuracy = active?.accuracy || null;
  return ok({
    ...agentOf(agent),
    active_version: activeVersion(agent),
    versions: versions.map((v) => ({ ...v, variables: v.variables ?? [] })),
    functions: { extractor: functionOf("extractor"), injector: functionOf("injector") },
    metrics: {
      ...metrics,
      accuracy,
      contradiction_rate: active?.accuracy == null ? null : 1 - active.accuracy || null,
    },
  });
});
export const confirmAgent = handler(async (db, workspace_id, body, id) => {
  await db.agents.confirm({ workspace_id, id, name: body.name?.trim() || undefined });
  return await getAgentById(db, workspace_id, id);
});
export const deleteAgent = handler(async (db, workspace_id, id) => {
  await db.agents.archive({ workspace_id, id });
  return ok(null, 204);
});
export const getAgentPrompt = handler(async (db, workspace_id, id) => {
  const prompt = await db.agents.get_active_prompt({ workspace_id, id });
  if (prompt === null) return refusal(404);
  const { prompt_template: template, version, version_id, variables, updated_at } = prompt;
  return ok({ template, version, version_id, variables: variables ?? [], updated_at });
});
export const updateAgent = handler(async (db, workspace_id, body, id) => {
  if (body.name === undefined && body.description === undefined) return refusal(400);
  if (body.name !== undefined && body.name.trim() === "") return refusal(400);
  const patch = {};
  if (body.name !== undefined) patch.name = body.name.trim();
  if (body.description !== undefined) patch.description = body.description || null;
  await db.agents.update({ workspace_id, id, patch });
  return await getAgentById(db, workspace_id, id);
});
export const improveAgent = handler(async (db, workspace_id, body, id) => {
  const agent = await db.agents.get_with_active_version({ workspace_id, id });
  if (agent === null) return refusal(404);
  if (!agent.prompt_template) return refusal(400);
  const guidance = body?.custom_instructions;
  const made = await db.agent_versions.create({
    workspace_id,
    agent_id: id,
    prompt_template: guidance
      ? `${agent.prompt_template}\n\n[Improvement guidance: ${guidance}]`
      : agent.prompt_template,
    source: "ai_improved",
    parent_version_id: agent.active_version_id,
  });
  const { agent_id, version, prompt_template, source, status, created_at } = made;
  const message = "New candidate version created. Review and promote to activate.";
  return ok({ id: made.id, agent_id, version, prompt_template, source, status, created_at, message }, 201);
});
