// What may be called where, for the compiler. Nothing runs it.
import { objectDatabase, reportMigration } from "../../../dist/durable-object.js";
import { openFleet, type Fleet } from "../../../dist/fleet.js";
import { open, type Agent, type Job } from "../../../dist/index.js";

declare const db: D1Database;
declare const storage: DurableObjectStorage;
export const fleet: Fleet = openFleet(open, { home: db, shards: { a: db } });

export async function types() {
  const tenant = fleet.of("ws_1");
  const agent: Agent | null = await tenant.agents.get({ id: "a" });
  await tenant.agents.get({ id: "a", workspace_id: "ws_1" }, { retry: true });
  await tenant.agents.list();
  await tenant.jobs.create_many({ jobs: [{ type: "import" }] });
  await tenant.workspaces.create({ user_id: "u", name: "n" });
  const job: Job = await tenant.jobs.start({ id: "j" });
  const [one, two] = await tenant.batch((q) => [q.agents.create({ name: "x" }), q.jobs.get({ id: "j" })]);
  const created: Agent = one;
  const found: Job | null = two;
  await fleet.home.users.create({ id: "u", email: "e" });
  const count: number = await fleet.every.jobs.count();
  const partial: { result: number; failed: { shard: string }[] } = await fleet.partial.jobs.count({ status: "queued" });
  const generations: ("same" | "older" | "newer")[] = (await fleet.migrations()).map(({ generation }) => generation);
  await reportMigration(db, "a", objectDatabase(storage));
  // @ts-expect-error a global function
  await tenant.users.list();
  // @ts-expect-error a function of the shards
  await fleet.home.agents.get({ id: "a" });
  // @ts-expect-error it writes
  await fleet.every.agents.create({ name: "x" });
  // @ts-expect-error one tenant's rows are on one shard
  await fleet.every.jobs.count({ workspace_id: "ws_1" });
  // @ts-expect-error id is missing
  await tenant.agents.get({});
  // @ts-expect-error not an argument
  await tenant.agents.get({ id: "a", nothing: 1 });
  return { agent, job, created, found, count, partial, generations };
}
