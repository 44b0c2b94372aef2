// squall/testing inside workerd, on a local D1.
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { testDatabase } from "../../dist/testing.js";

it("fills a D1 database that has the migrations", async () => {
  const t = await testDatabase({ binding: env.DB });
  const trace = await t.make.traces({ source: "langfuse" });
  const [agent, other] = [await t.make.agents({ workspace_id: trace.workspace_id, name: "x" }), await t.make.agents()];
  expect(agent.workspace_id).toBe(trace.workspace_id);
  expect(other.workspace_id).not.toBe(agent.workspace_id);
  expect((await t.db.agents.list({ workspace_id: agent.workspace_id })).map(({ name }) => name)).toEqual(["x"]);
  expect(await t.db.agents.get({ workspace_id: other.workspace_id, id: other.id })).toMatchObject({ id: other.id });
});
