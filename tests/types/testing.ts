import { testDatabase } from "../../dist/testing.js";

export async function factories(binding: D1Database) {
  const t = await testDatabase({ binding });
  const agent = await t.make.agents({ name: "x", status: "archived" });
  const id: string = agent.id;
  // @ts-expect-error there is no such column
  await t.make.agents({ colour: "red" });
  // @ts-expect-error there is no such table
  await t.make.paintings();
  return await t.db.agents.get({ workspace_id: agent.workspace_id, id });
}
