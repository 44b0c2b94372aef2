// A Worker over a fleet: a home database and two shards. Moves are requested by a route and done by a cron trigger.
import { open, SquallError } from "../../../dist/index.js";
import { openFleet } from "../../../dist/fleet.js";

interface Env {
  HOME: D1Database;
  SHARD_1: D1Database;
  SHARD_2: D1Database;
}
const fleetOf = (env: Env) => openFleet(open, { home: env.HOME, shards: { s1: env.SHARD_1, s2: env.SHARD_2 } });
let known: ReturnType<typeof fleetOf> | undefined;

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    // One fleet for the isolate: its directory is cached.
    const fleet = (known ??= fleetOf(env));
    const [, tenant = "", what] = new URL(request.url).pathname.split("/");
    try {
      switch (`${request.method} ${what}`) {
        case "POST tenant": {
          await fleet.prepare();
          await fleet.home.users.create({ id: "user_1", email: "ann@example.com" });
          await fleet.create(tenant, { shard: "s1", refer: { users: ["user_1"] } });
          return Response.json(await fleet.of(tenant).workspaces.create({ user_id: "user_1", name: "Support" }));
        }
        case "POST agents":
          return Response.json(await fleet.of(tenant).agents.create(await request.json()));
        case "GET agents":
          return Response.json(await fleet.of(tenant).agents.list());
        case "GET place":
          return Response.json({ ...(await fleet.where(tenant)), move: await fleet.moves.state(tenant) });
        case "POST move":
          return Response.json(await fleet.moves.request(tenant, await request.json()));
        case "POST run":
          return Response.json(await fleet.moves.run({ budget: 1_000, grace: 0 }));
      }
      return new Response(null, { status: 404 });
    } catch (error) {
      if (error instanceof SquallError) return Response.json({ error: error.message }, { status: 409 });
      throw error;
    }
  },
  async scheduled(_: ScheduledController, env: Env): Promise<void> {
    await (known ??= fleetOf(env)).moves.run({ budget: 20_000 });
  },
} satisfies ExportedHandler<Env>;
