// Results are what their schemas say; a value of another form is refused with its path.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { database } from "./database.mjs";
import { modules } from "./modules.mjs";

const [{ schemas, open }] = modules;
const validate = (name, value) => {
  const [domain, fn] = name.split(".");
  return schemas[domain][fn].result["~standard"].validate(value);
};
let db;
before(async () => {
  db = open(await database());
});

describe("results", () => {
  it("of calls are accepted, through rows, lists, pages, nested rows, numbers and nothing", async () => {
    const user = await db.users.create({ email: "ann@example.com" });
    const workspace = await db.workspaces.create({ name: "w", user_id: user.id });
    const of = { workspace_id: workspace.id };
    const agent = await db.agents.create({ ...of, name: "a" });
    const results = {
      "users.create": user,
      "users.list": await db.users.list({}),
      "users.get": await db.users.get({ id: "nobody" }),
      "agents.create": agent,
      "agents.list": await db.agents.list(of),
      "agents.exists": await db.agents.exists({ id: agent.id }),
      "agents.count_by_status": await db.agents.count_by_status(of),
      "agents.archive": await db.agents.archive({ ...of, id: agent.id }),
      "overviews.agent": await db.overviews.agent({ ...of, id: agent.id }),
    };
    for (const [name, value] of Object.entries(results)) assert.deepEqual(validate(name, value), { value }, name);
  });
  it("of another form are refused with their path", async () => {
    const page = await db.users.list({});
    const issues = (name, value) => validate(name, value).issues?.map((issue) => issue.message);
    assert.deepEqual(issues("users.list", { ...page, items: [{ ...page.items[0], id: 5, colour: 1 }] }), [
      "items.0.colour is not a known field",
      "items.0.id must be text",
    ]);
    assert.deepEqual(issues("users.list", { items: [], next_cursor: 5 }), ["next_cursor must be text or null"]);
    assert.deepEqual(issues("users.get", undefined), ["the result must be an object"]);
    assert.deepEqual(issues("agents.exists", 1), ["the result must be true or false"]);
    assert.deepEqual(issues("agents.list", {}), ["the result must be a list"]);
  });
});
