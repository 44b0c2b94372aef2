// The schemas in Hono's validator and in a tRPC procedure, over a database.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { sValidator } from "@hono/standard-validator";
import { initTRPC } from "@trpc/server";
import { Hono } from "hono";
import { database } from "../database.mjs";
import { modules } from "../modules.mjs";

const [{ schemas, open }] = modules;
let db;
before(async () => {
  db = open(await database());
});

describe("Hono", () => {
  const app = new Hono().post("/users", sValidator("json", schemas.users.create.arguments), async (c) =>
    c.json(await db.users.create(c.req.valid("json")), 201),
  );
  const post = (body) =>
    app.request("/users", {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });

  it("passes what the function takes", async () => {
    const response = await post({ email: "hono@example.com" });
    assert.equal(response.status, 201);
    const user = await response.json();
    assert.equal(user.email, "hono@example.com");
    assert.equal(schemas.users.create.result["~standard"].validate(user).issues, undefined);
  });
  it("refuses a wrong argument with the function's own message", async () => {
    const response = await post({ email: 5 });
    assert.equal(response.status, 400);
    const { error } = await response.json();
    assert.deepEqual(
      error.map(({ message, path }) => ({ message, path })),
      [{ message: "email must be text", path: ["email"] }],
    );
  });
});

describe("tRPC", () => {
  const t = initTRPC.create();
  const router = t.router({
    get: t.procedure
      .input(schemas.users.get.arguments)
      .output(schemas.users.get.result)
      .query(({ input }) => db.users.get(input)),
    broken: t.procedure.output(schemas.users.get.result).query(() => ({ id: 5 })),
  });
  const caller = t.createCallerFactory(router)({});

  it("passes input and output", async () => {
    const { id } = await db.users.create({ email: "trpc@example.com" });
    assert.equal((await caller.get({ id })).email, "trpc@example.com");
    assert.equal(await caller.get({ id: "nobody" }), null);
  });
  it("refuses a wrong input, and an output that is no user", async () => {
    await assert.rejects(caller.get({ id: 7 }), (error) => {
      assert.equal(error.code, "BAD_REQUEST");
      assert.match(error.message, /id must be text/);
      return true;
    });
    await assert.rejects(caller.broken(), { code: "INTERNAL_SERVER_ERROR" });
  });
});
