// Writes what is whole only as a whole: a user, a workspace, an agent with two versions and a job, in one batch.
import { open } from "../../dist/index.js";

export default {
  async fetch(request, { DB }) {
    const n = new URL(request.url).pathname.slice(1);
    const workspace_id = `ws_${n}`;
    const agent_id = `agent_${n}`;
    await open(DB).batch((q) => [
      q.users.create({ id: `user_${n}`, email: n }),
      q.workspaces.create({ id: workspace_id, user_id: `user_${n}`, name: n }),
      q.agents.create({ id: agent_id, workspace_id, name: n }),
      q.agent_versions.create({ id: `ver_${n}_1`, workspace_id, agent_id, prompt_template: "x".repeat(20_000) }),
      q.agent_versions.create({ id: `ver_${n}_2`, workspace_id, agent_id, prompt_template: "y".repeat(20_000) }),
      q.agent_versions.promote({ workspace_id, agent_id, version: 2 }),
      q.jobs.create({ id: `job_${n}`, workspace_id, type: "import", metadata: { n } }),
    ]);
    return Response.json(n);
  },
};
