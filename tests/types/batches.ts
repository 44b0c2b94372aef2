import type { Agent, AgentVersion, Client, Page, Plan, User } from "../../dist/index.js";
import { same } from "./equal.js";

const workspace_id = "ws";
const key = { workspace_id, id: "agent" };

export async function batches(db: Client) {
  const results = await db.batch((q) => [q.agents.get(key), q.users.list(), q.jobs.count(), q.agents.archive(key)]);
  same<typeof results, [Agent | null, Page<User>, number, void]>();
  const [agent, page] = results;
  agent?.name satisfies string | undefined;
  page.items satisfies User[];

  const versions = await db.batch((q) =>
    [1, 2, 3].map((version) => q.agent_versions.promote({ workspace_id, agent_id: "a", version })),
  );
  same<typeof versions, AgentVersion[]>();
  const none = await db.batch(() => []);
  same<typeof none, []>();

  let kept: Plan<Agent | null> | undefined;
  await db.batch((q) => [(kept = q.agents.get(key))]);
  // @ts-expect-error a plan is no promise: nothing has been called
  (await kept)?.name;
  // @ts-expect-error a call is no plan
  await db.batch(() => [db.agents.get(key)]);
  // @ts-expect-error a list is wanted
  await db.batch((q) => q.agents.get(key));
  // @ts-expect-error at once, not by and by
  await db.batch(async (q) => [q.agents.get(key)]);
  // @ts-expect-error arguments are checked here as well
  await db.batch((q) => [q.agents.get({ id: "agent" })]);
  // @ts-expect-error no batch in a batch
  await db.batch((q) => [q.batch(() => [])]);
  // @ts-expect-error two results, no third
  const [, , third] = await db.batch((q) => [q.agents.get(key), q.jobs.count()]);
  // @ts-expect-error clients are not written to
  db.agents = db.agents;
}
