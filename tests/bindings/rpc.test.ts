// A SquallError through Durable Object RPC and structured clone, in workerd.
import { readdirSync, readFileSync } from "node:fs";
import { Miniflare } from "miniflare";
import { describe, expect, it } from "vitest";

const root = new URL("../..", import.meta.url).pathname;
const migrations = readdirSync(`${root}migrations`)
  .filter((name) => name.endsWith(".sql"))
  .map((name) => ({ name, sql: readFileSync(`${root}migrations/${name}`, "utf8") }));
const worker = `
  import { DurableObject } from "cloudflare:workers";
  import { open, SquallError } from "./index.js";
  import { objectDatabase } from "./durable-object.js";
  import migrations from "./migrations.json";
  export class Keeper extends DurableObject {
    db = open(objectDatabase(this.ctx.storage));
    constructor(ctx, env) {
      super(ctx, env);
      ctx.blockConcurrencyWhile(() => objectDatabase(ctx.storage).applyMigrations(JSON.parse(migrations)));
    }
    user(email) { return this.db.users.create({ email }); }
    cancel() { return this.db.jobs.cancel({ workspace_id: "w", id: "nobody" }); }
    refused() { return this.db.users.create({ email: 7 }); }
    given() { return this.cancel().catch((error) => error); }
    other() { throw new TypeError("mine"); }
  }
  const shown = (e) => e && { is: e instanceof SquallError, ...e, message: e.message, own: Object.keys(e) };
  export default {
    async fetch(request, env) {
      const stub = env.KEEPER.get(env.KEEPER.idFromName("a"));
      await stub.user("a");
      const errors = {};
      for (const [name, act] of Object.entries({
        conflict: () => stub.user("a"),
        not_found: () => stub.cancel(),
        invalid: () => stub.refused(),
        given: async () => { throw await stub.given(); },
        other: () => stub.other(),
      })) await act().catch((error) => (errors[name] = shown(SquallError.from(error)) ?? null));
      const local = await open(env.DB).users.get({ id: 7 }).catch((error) => error);
      errors.clone = shown(SquallError.from(structuredClone(local))) ?? null;
      return Response.json(errors);
    },
  };
`;
async function errorsWith(compatibilityFlags: string[]): Promise<Record<string, Record<string, unknown> | null>> {
  const read = (name: string) => readFileSync(`${root}dist/${name}`);
  const miniflare = new Miniflare({
    modules: [
      { type: "ESModule", path: "worker.js", contents: worker },
      { type: "ESModule", path: "index.js", contents: read("index.js") },
      { type: "ESModule", path: "module.js", contents: read("module.js") },
      { type: "CompiledWasm", path: "squall.wasm", contents: read("squall.wasm") },
      { type: "ESModule", path: "durable-object.js", contents: read("durable-object.js") },
      { type: "Text", path: "migrations.json", contents: JSON.stringify(migrations) },
    ],
    compatibilityDate: "2026-11-01",
    compatibilityFlags,
    d1Databases: ["DB"],
    durableObjects: { KEEPER: { className: "Keeper", useSQLite: true } },
  });
  try {
    return (await (await miniflare.dispatchFetch("http://x/")).json()) as never;
  } finally {
    await miniflare.dispose();
  }
}

describe("what SquallError.from() makes of an error that crossed RPC", () => {
  it("has all of its fields, with the flag enhanced_error_serialization", async () => {
    const { conflict, not_found, invalid, given, other, clone } = await errorsWith(["enhanced_error_serialization"]);
    expect(conflict).toMatchObject({
      is: true,
      name: "SquallError",
      kind: "conflict",
      table: "users",
      columns: ["email"],
      function: "users.create",
      retryable: false,
      mayHaveHappened: false,
    });
    expect(not_found).toMatchObject({
      is: true,
      kind: "not_found",
      guard: expect.any(String),
      function: "jobs.cancel",
    });
    expect(invalid).toMatchObject({ is: true, kind: "invalid_argument", function: "users.create" });
    expect(given).toEqual(not_found);
    expect(clone).toMatchObject({ is: true, kind: "invalid_argument", function: "users.get" });
    expect(other).toBeNull();
  });
  it("has kind, guard and message without it, for no more than the message comes over", async () => {
    const { conflict, not_found, invalid, other } = await errorsWith([]);
    expect(conflict).toMatchObject({ is: true, kind: "conflict", mayHaveHappened: false });
    expect(not_found).toMatchObject({
      is: true,
      kind: "not_found",
      guard: expect.any(String),
      message: "not_found: job",
    });
    expect(invalid).toMatchObject({ is: true, kind: "invalid_argument" });
    expect(other).toBeNull();
  });
});
