// A fleet of four local D1 databases and a home, inside workerd: the fence's errors, moves, and what routing costs.
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { openFleet, openMoves } from "../../../dist/fleet.js";
import { open, SquallError } from "../../../dist/index.js";
import { seedStatements } from "../../cases/all.js";

interface Databases {
  HOME: D1Database;
  S1: D1Database;
  S2: D1Database;
  S3: D1Database;
  S4: D1Database;
  MIGRATIONS: Parameters<typeof applyD1Migrations>[1];
}
const { HOME, S1, S2, S3, S4, MIGRATIONS } = env as unknown as Databases;
const options = { home: HOME, shards: { s1: S1, s2: S2, s3: S3, s4: S4 } };
const put = (db: D1Database, texts: string[]) => db.batch(texts.map((sql) => db.prepare(sql)));

async function ready() {
  for (const db of [HOME, S1, S2, S3, S4]) await applyD1Migrations(db, MIGRATIONS);
  const fleet = openFleet(open, options);
  await fleet.prepare();
  await put(S1, seedStatements);
  for (const { id } of (await S1.prepare("SELECT id FROM workspaces").all<{ id: string }>()).results) {
    await put(HOME, [
      `INSERT INTO squall_fleet_tenants (tenant, shard, generation, state) VALUES ('${id}', 's1', 1, 'active') ON CONFLICT DO NOTHING`,
    ]);
    await put(S1, [
      `INSERT INTO squall_fleet_owned (tenant, generation, state) VALUES ('${id}', 1, 'active') ON CONFLICT DO NOTHING`,
    ]);
  }
  return fleet;
}

it("moves a tenant between D1 databases, and a stale router follows", async () => {
  const fleet = await ready();
  const stale = openFleet(open, { ...options, directory_ttl: 1e9 });
  const agents = await stale.of("ws_1").agents.list({});
  const dump = async (db: D1Database) =>
    (await db.prepare("SELECT count(*) AS n, sum(length(id)) AS l FROM traces WHERE workspace_id = 'ws_1'").all())
      .results;
  const before = await dump(S1);
  const state = await fleet.moves.move("ws_1", "s3", { grace: 0 });
  expect(state.step).toBe("done");
  expect(await dump(S3)).toEqual(before);
  expect(await dump(S1)).toEqual([{ n: 0, l: null }]);
  await stale.of("ws_1").agents.update({ id: "agent_1", patch: { name: "Moved" } });
  expect((await S3.prepare("SELECT name FROM agents WHERE id = 'agent_1'").all()).results).toEqual([{ name: "Moved" }]);
  expect(JSON.stringify(await stale.of("ws_1").agents.list({})).length).toBe(
    JSON.stringify(agents).replace("Sorter", "Moved").length,
  );
  // Nobody owns it: the error of the fence, as D1 words it.
  await put(S3, ["DELETE FROM squall_fleet_owned WHERE tenant = 'ws_1'"]);
  const error = await stale
    .of("ws_1")
    .agents.update({ id: "agent_1", patch: { name: "No" } })
    .catch((e: unknown) => e);
  expect(error).toBeInstanceOf(SquallError);
  expect(error).toMatchObject({ kind: "guard_failed", guard: "fleet_owner", mayHaveHappened: false });
});

it("refuses a write by id to rows that are fenced, with the same error", async () => {
  const fleet = await ready();
  expect((await fleet.moves.move("ws_2", "s2", { grace: 1e9 })).step).toBe("cleanup");
  // Another tenant's client of the same shard, with an id of the moved one.
  const error = await fleet
    .of("ws_empty")
    .jobs.start({ id: "job_theirs" })
    .catch((e: unknown) => e);
  expect(error).toMatchObject({ kind: "guard_failed", guard: "fleet_owner", mayHaveHappened: false });
  await fleet.moves.advance("ws_2", { grace: 0 });
});

it("moves by a cron trigger with a short budget, over sessions with one bookmark", async () => {
  const fleet = await ready();
  await fleet.moves.request("ws_empty", "s4");
  const scheduled = () => openMoves(options).run({ budget: 5, grace: 0 });
  let report = await scheduled();
  for (let calls = 0; report.next_at !== undefined && calls < 1000; calls++) report = await scheduled();
  expect(report).toEqual({ moves: [expect.objectContaining({ tenant: "ws_empty", step: "done" })], failed: [] });
  const session = openFleet(open, { ...options, bookmark: "first-primary" });
  const agent = await session.of("ws_empty").agents.create({ name: "Bookmarked" });
  const later = openFleet(open, { ...options, bookmark: session.bookmark()! });
  expect((await later.of("ws_empty").agents.get({ id: agent.id }))?.name).toBe("Bookmarked");
  expect((await S4.prepare("SELECT id FROM agents").all()).results).toEqual([{ id: agent.id }]);
});

it("costs no round trip more than a direct call", async () => {
  await ready();
  await put(HOME, ["UPDATE squall_fleet_tenants SET shard = 's1', generation = 1 WHERE tenant = 'ws_1'"]);
  await put(S1, ["UPDATE squall_fleet_owned SET generation = 1, state = 'active' WHERE tenant = 'ws_1'"]);
  let trips = 0;
  const real = new WeakMap<object, D1PreparedStatement>();
  const counting = (db: D1Database): D1Database => {
    const send = <T>(perform: () => T): T => (++trips, perform());
    const wrap = (statement: D1PreparedStatement): object => {
      const wrapped = {
        bind: (...values: unknown[]) => wrap(statement.bind(...values)),
        raw: () => send(() => statement.raw()),
        all: () => send(() => statement.all()),
      };
      real.set(wrapped, statement);
      return wrapped;
    };
    const batch = (all: object[]) => send(() => db.batch(all.map((one) => real.get(one)!)));
    return { prepare: (sql: string) => wrap(db.prepare(sql)), batch } as unknown as D1Database;
  };
  const shards = { s1: counting(S1), s2: counting(S2), s3: counting(S3), s4: counting(S4) };
  const direct = open(shards.s1);
  const routed = openFleet(open, { home: counting(HOME), shards, directory_ttl: 1e9 }).of("ws_1");
  await routed.agents.get({ id: "agent_1" }); // where the tenant is, is asked once
  const tripsOf = async (call: () => Promise<unknown>) => {
    const before = trips;
    await call();
    return trips - before;
  };
  expect([
    await tripsOf(() => direct.agents.get({ workspace_id: "ws_1", id: "agent_1" })),
    await tripsOf(() => routed.agents.get({ id: "agent_1" })),
  ]).toEqual([1, 1]);
  expect([
    await tripsOf(() => direct.agents.update({ workspace_id: "ws_1", id: "agent_1", patch: { description: "a" } })),
    await tripsOf(() => routed.agents.update({ id: "agent_1", patch: { description: "b" } })),
  ]).toEqual([1, 1]);
});

it("names the migration that a D1 database lacks, or has before its client", async () => {
  const fleet = await ready();
  const last = (await fleet.migrations())[0]!;
  expect(last.generation).toBe("same");
  await put(S4, [
    "ALTER TABLE agents ADD COLUMN colour TEXT",
    "INSERT INTO d1_migrations (name) VALUES ('9999_colour.sql')",
  ]);
  await fleet.create("ws_new", { shard: "s4" });
  const tenant = fleet.of("ws_new");
  expect(await tenant.agents.get({ id: "none" })).toBeNull();
  await put(S4, ["ALTER TABLE agents DROP COLUMN description"]);
  await expect(tenant.agents.get({ id: "none" })).rejects.toThrow(
    /the shard s4 has the migration 9999_colour\.sql, which is newer than .* \(no such column: description\): deploy/,
  );
  await put(S4, [`DELETE FROM d1_migrations WHERE name IN ('9999_colour.sql', '${last.migration}')`]);
  await expect(tenant.agents.create({ name: "x" })).rejects.toThrow(
    new RegExp(`the shard s4 does not have the migration ${last.migration} yet`),
  );
  expect((await fleet.migrations()).find(({ database }) => database === "s4")?.generation).toBe("older");
  await expect(fleet.moves.move("ws_1", "s4")).rejects.toThrow(/undone.* the column agents\.colour/);
});
