// A tenant is moved: exactly, with kills at every request, under load.
import assert from "node:assert/strict";
import test from "node:test";
import { isDeepStrictEqual } from "node:util";
import { open } from "../../dist/node.js";
import { openFleet } from "../../dist/fleet.js";
import { dump, Killed, killing, playMoves } from "./moves.mjs";
import { killable } from "./killable.mjs";
import { newFleet, newTenant, rows } from "./support.mjs";
import { seedStatements } from "./seed.mjs";

/** The seed of the cases on one shard, as tenants of a fleet. */
async function seeded(options = {}) {
  const all = await newFleet({ shards: 2, ...options });
  const { home, shards } = all;
  const put = (binding, texts) => binding.db.batch(texts.map((sql) => binding.db.prepare(sql)));
  await put(shards.s1, seedStatements);
  const tenants = (await rows(shards.s1, "SELECT id FROM workspaces")).map(([id]) => id);
  for (const tenant of tenants) {
    await put(home, [
      `INSERT INTO squall_fleet_tenants (tenant, shard, generation, state) VALUES ('${tenant}', 's1', 1, 'active')`,
    ]);
    await put(shards.s1, [
      `INSERT INTO squall_fleet_owned (tenant, generation, state) VALUES ('${tenant}', 1, 'active')`,
    ]);
  }
  return { ...all, tenants };
}
const union = (a, b) =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])]
      .sort()
      .map((t) => [t, [...(a[t] ?? []), ...(b[t] ?? [])].sort()]),
  );
const ordered = (a) => union(a, {});

test("all rows of a tenant arrive exactly, whatever is in their cells", async () => {
  const { fleet, shards } = await seeded();
  const odd = [
    "UPDATE jobs SET priority = 9223372036854775807 WHERE workspace_id = 'ws_1'",
    "UPDATE jobs SET metadata = x'00ff10' WHERE id = (SELECT min(id) FROM jobs WHERE workspace_id = 'ws_1')",
    "UPDATE agents SET description = 'a' || char(0) || 'b' || char(128512) WHERE workspace_id = 'ws_1'",
    "UPDATE eval_candidates SET accuracy = 0.1 + 0.2, f1_score = 9e999, cohen_kappa = -1.5e-310",
    "UPDATE agents SET updated_at = 5.5 WHERE id = 'agent_1'",
  ];
  await shards.s1.db.batch(odd.map((sql) => shards.s1.db.prepare(sql)));
  const before = await dump(shards.s1);
  const result = await fleet.moves.move("ws_1", "s2", { grace: 0, page_rows: 3 });
  assert.equal(result.step, "done");
  const [left, arrived] = [await dump(shards.s1), await dump(shards.s2)];
  assert.deepEqual(union(left, arrived), ordered(before));
  assert.ok(Object.keys(arrived).length >= 30, Object.keys(arrived).join(" "));
  assert.deepEqual(await rows(shards.s1, "SELECT id FROM workspaces WHERE id = 'ws_1'"), []);
  assert.deepEqual(await fleet.moves.list(), []);
  assert.deepEqual(await fleet.where("ws_1"), { shard: "s2", generation: 2, state: "active" });
  // And back.
  await fleet.moves.move("ws_1", "s1", { grace: 0 });
  assert.deepEqual(await dump(shards.s1), before);
  assert.deepEqual(await dump(shards.s2), {});
});

test("a mover that is killed at any request goes on from there", async () => {
  const { fleet, home, shards } = await seeded();
  const before = await dump(shards.s1);
  let target = "s2";
  let count = 0;
  for (let n = 1, isDone = false; !isDone; n += n < 30 ? 1 : 11) {
    const state = { left: n, after: n % 2 === 0, dead: false };
    const moves = openFleet(open, {
      home: killing(home, state),
      shards: { s1: killing(shards.s1, state), s2: killing(shards.s2, state) },
    }).moves;
    try {
      await moves.move("ws_1", target, { grace: 0, page_rows: 50 });
      isDone = true;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      count++;
      await fleet.moves.move("ws_1", target, { grace: 0, page_rows: 50 });
    }
    assert.deepEqual(union(await dump(shards.s1), await dump(shards.s2)), ordered(before), `killed at request ${n}`);
    assert.equal((await fleet.where("ws_1")).shard, target);
    assert.deepEqual(await fleet.moves.list(), []);
    target = target === "s2" ? "s1" : "s2";
  }
  assert.ok(count > 30);
});

test("a mover that was taken over can write nothing more", async () => {
  const { fleet, home, shards } = await seeded();
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  let isHeld = false;
  const slow = {
    prepare: (sql) => shards.s2.prepare(sql),
    batch: async (statements) => {
      if (statements.some(({ sql }) => /INSERT INTO "agents"/.test(sql))) {
        isHeld = true;
        await gate;
      }
      return await shards.s2.batch(statements);
    },
  };
  const first = openFleet(open, { home, shards: { s1: shards.s1, s2: slow } }).moves.move("ws_1", "s2", { grace: 0 });
  first.catch(() => {});
  while (!isHeld) await new Promise((resolve) => setTimeout(resolve, 1));
  await fleet.moves.advance("ws_1", { grace: 0 });
  await fleet.of("ws_1").agents.update({ id: "agent_1", patch: { name: "Newer" } });
  release();
  await assert.rejects(first, /fleet_mover/);
  assert.deepEqual(await rows(shards.s2, "SELECT name FROM agents WHERE id = 'agent_1'"), [["Newer"]]);
});

test("a request of a mover that was taken over changes nothing, however late it arrives", async () => {
  const { fleet, home, shards } = await seeded({ now: () => 0 });
  const write = () => fleet.of("ws_1").agents.update({ id: "agent_1", patch: { name: "Sorter" } });
  await write();
  const before = await dump(shards.s1);
  const options = { grace: 0, page_rows: 50 };
  let refused = 0;
  // Every request by command: FLEET_STRIDE=1.
  for (let n = 1, isOver = false; !isOver; n += n < 8 ? 1 : Number(process.env.FLEET_STRIDE ?? 31)) {
    // The nth request of a mover is held until another mover has moved the tenant, and moved it back.
    let left = n;
    let release;
    const gate = new Promise((resolve) => (release = resolve));
    let reached;
    const held = new Promise((resolve) => (reached = resolve));
    const holding = (binding) => {
      const hold = async (perform) => {
        if (--left === 0) {
          reached();
          await gate;
        }
        return await perform();
      };
      const statement = (real) => ({
        real,
        bind: (...values) => statement(real.bind(...values)),
        raw: () => hold(() => real.raw()),
        all: () => hold(() => real.all()),
      });
      return {
        prepare: (sql) => statement(binding.prepare(sql)),
        batch: (all) => hold(() => binding.batch(all.map(({ real }) => real))),
      };
    };
    const late = openFleet(open, {
      home: holding(home),
      shards: { s1: holding(shards.s1), s2: holding(shards.s2) },
    }).moves.move("ws_1", "s2", options);
    late.catch(() => {});
    isOver = await Promise.race([held.then(() => false), late.then(() => true)]);
    if (!isOver) {
      await fleet.moves.move("ws_1", "s2", options);
      await fleet.moves.move("ws_1", "s1", options);
      release();
      await late.then(
        () => {},
        () => refused++,
      );
    }
    const [move] = await fleet.moves.list();
    if (move !== undefined) await fleet.moves.move(move.tenant, move.target, options);
    if ((await fleet.where("ws_1")).shard === "s2") await fleet.moves.move("ws_1", "s1", options);
    await write();
    assert.ok(isDeepStrictEqual(await dump(shards.s1), before), `request ${n} came late, and has changed rows`);
    assert.deepEqual(await dump(shards.s2), {}, `request ${n} came late`);
    const owned = await rows(
      shards.s2,
      "SELECT tenant, state, generation FROM squall_fleet_owned WHERE state <> 'left'",
    );
    assert.deepEqual(owned, [], `request ${n} came late`);
  }
  assert.ok(refused > 10, String(refused));
});

test("a move that cannot succeed is undone, and the tenant goes on where it was", async () => {
  const { fleet, shards } = await seeded();
  const before = await dump(shards.s1);
  // Another tenant's row on the target has the key of a row that is to come.
  await newTenant(fleet, "ws_x", "s2");
  await shards.s2.db.batch([
    shards.s2.db.prepare("INSERT INTO agents (id, workspace_id, name) VALUES ('agent_1', 'ws_x', 'in the way')"),
  ]);
  const target = await dump(shards.s2);
  await assert.rejects(fleet.moves.move("ws_1", "s2", { grace: 0 }), /the move was undone, the tenant stays on s1: /);
  assert.deepEqual(await dump(shards.s1), before);
  assert.deepEqual(await dump(shards.s2), target);
  await fleet.of("ws_1").agents.update({ id: "agent_1", patch: { name: "Works" } });
  // The generation of the move is used up.
  assert.deepEqual(await fleet.where("ws_1"), { shard: "s1", generation: 2, state: "active" });
});

test("shards of two schemas: nothing is moved between them, nor by a mover that is older or newer than they are", async () => {
  const { fleet, shards } = await seeded();
  const change = async (shard, ...texts) => {
    await shard.db.batch(texts.map((sql) => shard.db.prepare(sql)));
  };
  const isUndone = async (message, after) => {
    const before = await dump(shards.s1);
    await assert.rejects(fleet.moves.move("ws_1", "s2", { grace: 0 }), message);
    assert.deepEqual(await dump(shards.s1), before);
    assert.deepEqual(await dump(shards.s2), {});
    assert.equal((await fleet.where("ws_1")).state, "active");
    await after();
  };
  // A value in a column that the mover does not know would be lost.
  await change(shards.s1, "ALTER TABLE agents ADD COLUMN Colour TEXT");
  await isUndone(/undone.* the shard s1 has the column agents\.colour, which this mover does not know/, () =>
    change(shards.s2, "ALTER TABLE agents ADD COLUMN Colour TEXT"),
  );
  await isUndone(/undone.* the shard s1 has the column agents\.colour/, async () => {
    for (const shard of [shards.s1, shards.s2]) await change(shard, "ALTER TABLE agents DROP COLUMN Colour");
  });
  await change(shards.s2, "ALTER TABLE jobs RENAME COLUMN type TO kind");
  await isUndone(/undone.* the shard s2 has the column jobs\.kind/, () =>
    change(shards.s2, "ALTER TABLE jobs RENAME COLUMN kind TO type"),
  );
  await change(shards.s2, "ALTER TABLE agents DROP COLUMN description");
  await isUndone(/undone.* the shard s2 has no column agents\.description: run squall fleet migrate/, () =>
    change(shards.s2, "ALTER TABLE agents ADD COLUMN description TEXT"),
  );
  await fleet.moves.move("ws_1", "s2", { grace: 0 });
});

test("a migration that runs into a move undoes it", async () => {
  const { fleet, shards } = await seeded();
  const change = async (shard, ...texts) => {
    await shard.db.batch(texts.map((sql) => shard.db.prepare(sql)));
  };
  // The table is made anew while its rows are copied: its triggers are gone, and with them what is written from then on.
  let state = await fleet.moves.move("ws_1", "s2", { budget: 0 });
  await change(
    shards.s1,
    "PRAGMA defer_foreign_keys = on",
    "DROP TRIGGER squall_fleet_update_agents",
    "UPDATE agents SET name = 'not noted' WHERE id = 'agent_1'",
  );
  await assert.rejects(
    fleet.moves.advance("ws_1", { grace: 0 }),
    /undone.* the trigger squall_fleet_update_agents of the shard s1 is gone/,
  );
  assert.deepEqual(await rows(shards.s1, "SELECT name FROM agents WHERE id = 'agent_1'"), [["not noted"]]);
  // A column that came meanwhile.
  state = await fleet.moves.move("ws_1", "s2", { budget: 0 });
  assert.equal(state.step, "copy");
  await change(shards.s1, "ALTER TABLE jobs ADD COLUMN weight INTEGER");
  await assert.rejects(fleet.moves.advance("ws_1", { grace: 0 }), /undone.* the column jobs\.weight/);
  assert.deepEqual(await dump(shards.s2), {});
  assert.deepEqual(await rows(shards.s1, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"), [[0]]);
});

test("a move can be aborted until it flips", async () => {
  const { fleet, shards } = await seeded();
  const before = await dump(shards.s1);
  const state = await fleet.moves.move("ws_1", "s2", { budget: 0 });
  assert.equal(state.step, "copy");
  await assert.rejects(fleet.moves.move("ws_1", "s1"), /being moved to s2/);
  await fleet.moves.abort("ws_1");
  assert.deepEqual(await dump(shards.s1), before);
  assert.deepEqual(await dump(shards.s2), {});
  const flipped = await fleet.moves.move("ws_1", "s2", { grace: 1e9 });
  assert.equal(flipped.step, "cleanup");
  await assert.rejects(fleet.moves.abort("ws_1"), /move it back/);
  // The rows at the source are refused to whoever still writes them by their ids.
  await assert.rejects(
    shards.s1.db.batch([shards.s1.db.prepare("UPDATE agents SET name = 'late' WHERE id = 'agent_1'")]),
    /guard_failed:fleet_owner/,
  );
});

test("50 moves under load and kills: no row is lost, doubled or invented", async () => {
  const { problems, acknowledged, killed, fenced } = await playMoves({ moves: 50, callers: 20, seed: 11 });
  assert.deepEqual(problems.slice(0, 5), []);
  assert.ok(
    acknowledged > 200 && killed.movers > 30 && fenced.length > 10,
    JSON.stringify({ acknowledged, killed, fenced: fenced.length }),
  );
});

test("movers, routers and workerd are killed during moves between D1 databases", async () => {
  const { problems, acknowledged, killed, uncertain } = await playMoves({
    ...killable("d1"),
    moves: 2,
    callers: 2,
    seed: 5,
    killRouters: true,
  });
  assert.deepEqual(problems.slice(0, 5), []);
  assert.ok(
    acknowledged > 20 && killed.databases > 0 && uncertain > 0,
    JSON.stringify({ acknowledged, killed, uncertain }),
  );
});
