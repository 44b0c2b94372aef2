// A Worker on its way from SQL in the handlers to squall. MODES says how far: "*=legacy", "agents.get=shadow", "squall".
import { open } from "../../../dist/index.js";
import { adopt, toAnalytics, toLog } from "../../../dist/shadow.js";
import { handlers } from "./handlers.js";

export interface Env {
  DB: D1Database;
  /** Changed by `npx wrangler kv key put modes "*=legacy" --binding FLAGS`: no deploy. */
  FLAGS?: KVNamespace;
  MODES?: string;
  COSTS?: AnalyticsEngineDataset;
}

export default {
  async fetch(request, env, context) {
    const flags = await env.FLAGS?.get("modes").catch(() => null);
    const { getAgent, createAgent, cancelJob } = handlers(
      adopt({
        binding: env.DB,
        open,
        mode: flags ?? env.MODES,
        sample: 0.1,
        waitUntil: (work) => context.waitUntil(work),
        costs: env.COSTS === undefined ? toLog() : toAnalytics(env.COSTS),
      }),
    );
    const [, workspace = "", kind, id = ""] = new URL(request.url).pathname.split("/");
    if (kind === "agents" && request.method === "GET") return Response.json(await getAgent(workspace, id));
    if (kind === "agents" && request.method === "POST")
      return Response.json(await createAgent(workspace, await request.text()));
    if (kind === "jobs" && request.method === "DELETE") return Response.json(await cancelJob(workspace, id));
    return new Response(null, { status: 404 });
  },
} satisfies ExportedHandler<Env>;
