// openFleet() over a home database and three shards, all SQLite in this process.
import assert from "node:assert/strict";
import test from "node:test";
import { open } from "../../dist/node.js";
import { facts, openFleet } from "../../dist/fleet.js";
import { fails, newFleet, newTenant, rows } from "./support.mjs";

test("tables are classified by their foreign keys, and functions by their statements", () => {
  const of = (name) =>
    Object.entries(facts.tables)
      .filter(([, t]) => t.class === name)
      .map(([table]) => table)
      .sort();
  assert.equal(facts.root, "workspaces");
  assert.equal(facts.tenant, "workspace_id");
  assert.equal(of("owned").length, 38);
  assert.deepEqual(of("reference"), ["tools", "users"]);
  assert.deepEqual(of("global"), ["eval_llm_cache", "prompt_best_practices"]);
  assert.equal(Object.values(facts.functions).filter((f) => f.runs === "none").length, 0);
  assert.equal(facts.functions["users.find_by_email"].runs, "home");
  assert.deepEqual(facts.functions["jobs.create_many"].tenant, ["jobs[].workspace_id"]);
  assert.deepEqual(facts.functions["workspaces.create"].tenant, ["id"]);
});

test("a tenant's client fills in the tenant, and refuses another before anything is sent", async () => {
  const { fleet, home, shards } = await newFleet();
  await newTenant(fleet, "ws_a", "s2");
  await newTenant(fleet, "ws_b", "s2");
  const a = fleet.of("ws_a");
  const agent = await a.agents.create({ name: "Sorter" });
  assert.equal(agent.workspace_id, "ws_a");
  assert.equal((await a.agents.get({ id: agent.id })).name, "Sorter");
  assert.equal(await fleet.of("ws_b").agents.get({ id: agent.id }), null);
  const jobs = await a.jobs.create_many({ jobs: [{ type: "import" }, { workspace_id: "ws_a", type: "monitor" }] });
  assert.deepEqual(
    (Array.isArray(jobs) ? jobs : jobs.items).map((j) => j.workspace_id),
    ["ws_a", "ws_a"],
  );
  const before = [home, ...Object.values(shards)].map((b) => b.counts.trips);
  await assert.rejects(
    a.agents.get({ workspace_id: "ws_b", id: agent.id }),
    fails("invalid_argument", /not the tenant/),
  );
  await assert.rejects(
    a.jobs.create_many({ jobs: [{ workspace_id: "ws_b", type: "import" }] }),
    fails("invalid_argument", /not the tenant/),
  );
  await assert.rejects(a.workspaces.get({ id: "ws_b" }), fails("invalid_argument", /not the tenant/));
  await assert.rejects(a.users.get({ id: "user_ws_a" }), fails("invalid_argument", /use fleet.home/));
  await assert.rejects(
    fleet.home.agents.get({ id: agent.id, workspace_id: "ws_a" }),
    fails("invalid_argument", /use fleet.of/),
  );
  await assert.rejects(fleet.every.agents.create({ name: "x" }), fails("invalid_argument", /it writes/));
  await assert.rejects(a.agents.get(Object.create({ workspace_id: "ws_b", id: agent.id })), fails("invalid_argument"));
  assert.deepEqual(
    [home, ...Object.values(shards)].map((b) => b.counts.trips),
    before,
  );
  await assert.rejects(fleet.of("ws_none").agents.create({ name: "x" }), fails("not_found", /directory/));
  assert.throws(() => fleet.of(""), fails("invalid_argument"));
});

test("a write is one batch with the fence; a read is sent as it is", async () => {
  const { fleet, home, shards } = await newFleet();
  await newTenant(fleet, "ws_a", "s1");
  await fleet.of("ws_a").agents.list();
  const { counts } = shards.s1;
  const at = (counts.texts.length, { trips: counts.trips, texts: counts.texts.length, home: home.counts.trips });
  await fleet.of("ws_a").agents.list();
  assert.equal(counts.texts.length - at.texts, 1);
  await fleet.of("ws_a").agents.create({ name: "One" });
  assert.equal(counts.trips - at.trips, 2);
  assert.match(counts.texts[at.texts + 1], /squall_fleet_owned/);
  const [created, listed] = await fleet.of("ws_a").batch((q) => [q.agents.create({ name: "Two" }), q.agents.list({})]);
  assert.equal(created.workspace_id, "ws_a");
  assert.equal(listed.length ?? listed.items.length, 2);
  assert.equal(counts.trips - at.trips, 3);
  assert.equal(home.counts.trips, at.home, "the directory was cached");
});

test("a stale router's write changes nothing, and goes to where the tenant is", async () => {
  const { fleet, home, shards, openOne } = await newFleet();
  await newTenant(fleet, "ws_a", "s1");
  const stale = openOne({ move_wait: 100 });
  await stale.of("ws_a").agents.list();
  // The tenant is elsewhere now: rows, generation and directory.
  await home.db.batch([
    home.db.prepare("UPDATE squall_fleet_tenants SET shard = 's3', generation = 2 WHERE tenant = 'ws_a'"),
  ]);
  await shards.s1.db.batch([shards.s1.db.prepare("UPDATE squall_fleet_owned SET state = 'ceded'")]);
  await shards.s3.db.batch([
    shards.s3.db.prepare("INSERT INTO users (id, email) VALUES ('user_ws_a', 'a@example.com')"),
    shards.s3.db.prepare("INSERT INTO workspaces (id, user_id, name) VALUES ('ws_a', 'user_ws_a', 'A')"),
    shards.s3.db.prepare("INSERT INTO squall_fleet_owned (tenant, generation, state) VALUES ('ws_a', 2, 'active')"),
  ]);
  const agent = await stale.of("ws_a").agents.create({ name: "Late" });
  assert.deepEqual(await rows(shards.s1, "SELECT count(*) FROM agents"), [[0]]);
  assert.deepEqual(await rows(shards.s3, "SELECT id FROM agents"), [[agent.id]]);
  // Nobody owns it: the fence's own error, after one retry.
  await shards.s3.db.batch([shards.s3.db.prepare("DELETE FROM squall_fleet_owned")]);
  const trips = shards.s3.counts.trips;
  await assert.rejects(stale.of("ws_a").agents.create({ name: "Lost" }), (error) => {
    assert.equal(error.kind, "guard_failed");
    assert.equal(error.guard, "fleet_owner");
    assert.equal(error.mayHaveHappened, false);
    return true;
  });
  assert.equal(shards.s3.counts.trips - trips, 2);
});

test("reads with the fence do not see what a moved tenant has left behind", async () => {
  const { fleet, home, shards, openOne } = await newFleet();
  await newTenant(fleet, "ws_a", "s1");
  await fleet.of("ws_a").agents.create({ name: "Old" });
  const fenced = openOne({ fence_reads: true });
  const count = (list) => (list.items ?? list).length;
  assert.equal(count(await fenced.of("ws_a").agents.list()), 1);
  await home.db.batch([home.db.prepare("UPDATE squall_fleet_tenants SET shard = 's2', generation = 2")]);
  await shards.s1.db.batch([shards.s1.db.prepare("UPDATE squall_fleet_owned SET state = 'ceded'")]);
  await shards.s2.db.batch([
    shards.s2.db.prepare("INSERT INTO squall_fleet_owned (tenant, generation, state) VALUES ('ws_a', 2, 'active')"),
  ]);
  assert.equal(count(await fenced.of("ws_a").agents.list()), 0);
});

test("every merges lists in their order, walks pages with one cursor, and adds up counts", async () => {
  const { fleet, shards } = await newFleet();
  for (let i = 0; i < 9; i++) await newTenant(fleet, `ws_${i}`, `s${(i % 3) + 1}`);
  // One user's workspaces on all shards.
  for (const shard of Object.values(shards))
    await shard.db.batch([
      shard.db.prepare("INSERT INTO users (id, email) VALUES ('user_x', 'x@example.com')"),
      shard.db.prepare("UPDATE workspaces SET user_id = 'user_x', created_at = '2026-01-0' || (9 - substr(id, 4))"),
    ]);
  assert.deepEqual(
    (await fleet.every.workspaces.list({ user_id: "user_x" })).map((w) => w.id),
    [8, 7, 6, 5, 4, 3, 2, 1, 0].map((i) => `ws_${i}`),
  );
  for (let i = 0; i < 9; i++) for (let j = 0; j <= i; j++) await fleet.of(`ws_${i}`).jobs.create({ type: "import" });
  assert.equal(await fleet.every.jobs.count(), 45);
  await assert.rejects(fleet.every.jobs.count({ workspace_id: "ws_1" }), fails("invalid_argument", /use fleet.of/));
});

test("a page walk over 16 shards sees each row once and in order, while rows are written", async () => {
  const { fleet, shards } = await newFleet({ shards: 16 });
  const names = Object.keys(shards);
  const seen = async (limit, during = async () => {}) => {
    const all = [];
    for (let cursor; ;) {
      const page = await fleet.every.eval_candidates.list({ agent_id: "a", limit, ...(cursor ? { cursor } : {}) });
      all.push(...page.items.map(({ id }) => id));
      assert.ok(page.items.length === limit || page.next_cursor === null);
      await during(page, all);
      if (page.next_cursor === null) return all;
      cursor = page.next_cursor;
    }
  };
  const add = (shard, id, created_at) => [
    shard.db.prepare("INSERT OR IGNORE INTO users (id, email) VALUES ('u', 'u@example.com')"),
    shard.db.prepare("INSERT OR IGNORE INTO workspaces (id, user_id, name) VALUES ('w', 'u', 'W')"),
    shard.db.prepare("INSERT OR IGNORE INTO agents (id, workspace_id, name) VALUES ('a', 'w', 'A')"),
    shard.db
      .prepare("INSERT INTO eval_candidates (id, agent_id, code, created_at) VALUES (?1, 'a', 'x', ?2)")
      .bind(id, created_at),
  ];
  // Times with many ties: the id decides.
  const expected = [];
  for (let i = 0; i < 100; i++) {
    const id = `c${String((i * 37) % 100).padStart(3, "0")}`;
    const time = `2026-01-01T00:00:0${i % 7}.000Z`;
    expected.push([time, id]);
    await shards[names[i % 16]].db.batch(add(shards[names[i % 16]], id, time));
  }
  const whole = (await fleet.every.eval_candidates.list({ agent_id: "a", limit: 100 })).items.map(({ id }) => id);
  const sorted = expected.sort((a, b) => (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? 1 : -1)).map(([, id]) => id);
  assert.ok(
    JSON.stringify(whole) === JSON.stringify(sorted) || JSON.stringify(whole) === JSON.stringify(sorted.toReversed()),
  );
  for (const limit of [1, 7, 16, 33]) assert.deepEqual(await seen(limit), whole);
  let n = 0;
  const walked = await seen(9, async () => {
    const shard = shards[names[n % 16]];
    await shard.db.batch(add(shard, `new${n++}`, "2026-01-01T00:00:03.500Z"));
  });
  assert.deepEqual(
    walked.filter((id) => !id.startsWith("new")),
    whole,
  );
  assert.equal(new Set(walked).size, walked.length);
});

test("a shard that fails is named; partial results come only when asked for", async () => {
  const { fleet, shards } = await newFleet();
  await newTenant(fleet, "ws_1", "s1");
  await fleet.of("ws_1").jobs.create({ type: "import" });
  shards.s2.hook = async () => {
    throw new Error("D1_ERROR: Network connection lost.");
  };
  await assert.rejects(fleet.every.jobs.count(), fails("unavailable", /\(shard s2\)/));
  const { result, failed } = await fleet.partial.jobs.count();
  assert.equal(result, 1);
  assert.deepEqual(
    failed.map(({ shard, error }) => [shard, error.kind]),
    [["s2", "unavailable"]],
  );
});

test("every asks six shards at a time", async () => {
  const { fleet, shards } = await newFleet({ shards: 16 });
  let now = 0;
  let most = 0;
  for (const shard of Object.values(shards))
    shard.hook = async (_, perform) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 3));
      now--;
      return await perform();
    };
  assert.equal(await fleet.every.jobs.count(), 0);
  assert.equal(most, 6);
});

test("while a tenant is being moved its rows are counted by nobody twice", async () => {
  const { fleet, shards } = await newFleet();
  await newTenant(fleet, "ws_1", "s1");
  await newTenant(fleet, "ws_2", "s2");
  for (const shard of [shards.s1, shards.s2, shards.s3])
    await shard.db.batch([
      shard.db.prepare("INSERT OR IGNORE INTO users (id, email) VALUES ('user_x', 'x@example.com')"),
      shard.db.prepare("UPDATE workspaces SET user_id = 'user_x'"),
    ]);
  await shards.s3.db.batch([
    shards.s3.db.prepare("INSERT INTO workspaces (id, user_id, name) VALUES ('ws_1', 'user_x', 'copy')"),
    shards.s3.db.prepare("INSERT INTO squall_fleet_owned (tenant, generation, state) VALUES ('ws_1', 2, 'arriving')"),
  ]);
  assert.deepEqual((await fleet.every.workspaces.list({ user_id: "user_x" })).map((w) => w.name).sort(), [
    "ws_1",
    "ws_2",
  ]);
  await assert.rejects(fleet.every.jobs.count(), fails("unavailable", /being moved/));
});

test("new tenants go to the shard with the least load; a full fleet refuses", async () => {
  const { fleet, home, openOne } = await newFleet();
  const placed = [];
  for (let i = 0; i < 6; i++) placed.push((await fleet.create(`t${i}`)).shard);
  assert.deepEqual(placed, ["s1", "s2", "s3", "s1", "s2", "s3"]);
  assert.deepEqual(await fleet.create("t0"), { shard: "s1", generation: 1, state: "active" });
  await home.db.batch([home.db.prepare("UPDATE squall_fleet_shards SET bytes = 100000000 WHERE shard = 's1'")]);
  assert.equal((await fleet.create("t6")).shard, "s2");
  const measured = await openOne({ thresholds: { draining: 1, full: 1e12 } }).measure({ s1: 5, s2: 5, s3: 2e12 });
  assert.deepEqual(
    measured.map(({ state }) => state),
    ["draining", "draining", "full"],
  );
  await assert.rejects(fleet.measure(), fails("invalid_argument", /does not tell its size/));
  await assert.rejects(fleet.create("t9"), fails("limit", /no shard is open/));
  const many = await Promise.all([1, 2, 3, 4].map(() => fleet.create("t0")));
  assert.equal(new Set(many.map(({ shard }) => shard)).size, 1);
});

test("a value that is unique across tenants is held, confirmed, and expires", async () => {
  let now = 1_000_000;
  const { fleet } = await newFleet({ now: () => now });
  await fleet.unique.hold("email", "a@example.com", "ws_1", 1000);
  await assert.rejects(fleet.unique.hold("email", "a@example.com", "ws_2"), fails("conflict"));
  await fleet.unique.hold("email", "a@example.com", "ws_1", 1000);
  now += 2000;
  assert.deepEqual(await fleet.unique.leftovers(), [{ name: "email", value: "a@example.com", owner: "ws_1" }]);
  await fleet.unique.hold("email", "a@example.com", "ws_2", 1000);
  await assert.rejects(fleet.unique.confirm("email", "a@example.com", "ws_1"), fails("conflict"));
  await fleet.unique.confirm("email", "a@example.com", "ws_2");
  now += 1e9;
  await assert.rejects(fleet.unique.hold("email", "a@example.com", "ws_3"), fails("conflict"));
  assert.deepEqual(await fleet.unique.leftovers(), []);
  await fleet.unique.release("email", "a@example.com", "ws_2");
  await assert.rejects(fleet.unique.confirm("email", "a@example.com", "ws_2"), fails("not_found"));
});

test("one bookmark covers all databases: a later fleet begins each session where the one before has ended", async () => {
  const { fleet, home, shards } = await newFleet({ shards: 2 });
  await newTenant(fleet, "ws_a", "s1");
  await newTenant(fleet, "ws_b", "s2");
  assert.equal(fleet.bookmark(), null);
  const begun = [];
  /** Its bookmarks count what was asked. */
  const withSessions = (name, binding) => ({
    prepare: (sql) => binding.prepare(sql),
    batch: (all) => binding.batch(all),
    withSession(start) {
      begun.push(`${name} ${start}`);
      let asked = 0;
      const statement = (real) => ({
        real,
        bind: (...values) => statement(real.bind(...values)),
        raw: () => (asked++, real.raw()),
        all: () => (asked++, real.all()),
      });
      return {
        prepare: (sql) => statement(binding.prepare(sql)),
        batch: (all) => (asked++, binding.batch(all.map(({ real }) => real))),
        getBookmark: () => (asked === 0 ? null : `${name}é${start}${asked}`),
      };
    },
  });
  const all = {
    home: withSessions("home", home),
    shards: { s1: withSessions("s1", shards.s1), s2: withSessions("s2", shards.s2) },
  };
  const first = openFleet(open, { ...all, bookmark: "first-unconstrained" });
  await first.of("ws_a").agents.create({ name: "One" });
  await first.home.users.get({ id: "user_ws_a" });
  assert.deepEqual(begun.splice(0), ["s1 first-unconstrained", "home first-unconstrained"]);
  const token = first.bookmark();
  assert.match(token, /^[\w+/=]+$/);
  const second = openFleet(open, { ...all, bookmark: token });
  await second.of("ws_a").agents.list();
  // The token does not have this shard: it is asked at its primary, so that nothing older is seen.
  await second.of("ws_b").agents.list();
  assert.deepEqual(begun.splice(0), ["s1 s1éfirst-unconstrained1", "s2 first-primary"]);
  // What was not asked is handed on.
  const third = openFleet(open, { ...all, bookmark: second.bookmark() });
  await third.home.users.get({ id: "user_ws_a" });
  await third.every.jobs.count();
  assert.deepEqual(begun.splice(0), [
    "home homeéfirst-unconstrained1",
    "s1 s1és1éfirst-unconstrained11",
    "s2 s2éfirst-primary1",
  ]);
  for (const bookmark of ["nonsense", btoa("[1]"), btoa('{"s1":1}'), ""])
    assert.throws(() => openFleet(open, { ...all, bookmark }), fails("invalid_argument", /bookmark is a token/));
});
