import { handler, ok, refusal } from "./answers.mjs";

/** The application answers with the schema as text. */
const shown = (tool) => ({ ...tool, parameters_schema: JSON.stringify(tool.parameters_schema) });

export const listTools = handler(async (db, _workspace, { category }) =>
  ok({ tools: (await db.tools.list({ category: category || undefined })).map(shown) }),
);
export const getToolById = handler(async (db, _workspace, id) => {
  const tool = await db.tools.get({ id });
  return tool === null ? refusal(404) : ok(shown(tool));
});
export const getAgentTools = handler(async (db, workspace_id, agent_id) => {
  const [exists, tools] = await db.batch((q) => [
    q.agents.exists({ workspace_id, id: agent_id }),
    q.agent_tools.list({ workspace_id, agent_id }),
  ]);
  return exists ? ok({ tools: tools.map(shown) }) : refusal(404);
});
export const attachToolToAgent = handler(async (db, workspace_id, body, agent_id) => {
  if (!body.tool_id || typeof body.tool_id !== "string") return refusal(400);
  const tool = await db.agent_tools.attach({
    workspace_id,
    agent_id,
    tool_id: body.tool_id,
    config: body.config || null,
  });
  return ok(shown(tool), 201);
});
export const detachToolFromAgent = handler(async (db, workspace_id, agent_id, tool_id) => {
  await db.agent_tools.detach({ workspace_id, agent_id, tool_id });
  return ok(null, 204);
});
