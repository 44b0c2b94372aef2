// The tables of cases through a fleet: a home and four shards. Each case runs where its function runs; the answers are those of one
// database. ws_1 and ws_2 are on different shards. By command also over local D1 databases and Durable Objects:
//   FLEET_ENGINE=d1 node --test tests/fleet/cases.test.mjs
//   FLEET_ENGINE=objects FLEET_DOMAINS=jobs,agents node --test tests/fleet/cases.test.mjs
import assert from "node:assert/strict";
import test from "node:test";
import { open, SquallError } from "../../dist/node.js";
import { facts, openFleet } from "../../dist/fleet.js";
import { allParts, now, play, Seeded, seedStatements } from "./seed.mjs";
import { prune, tables, tenantNamed } from "./spread.mjs";
import { newFleet, rows } from "./support.mjs";

const { home, shards, close } = await newFleet({ shards: 4 });
test.after(close);
const domains = process.env.FLEET_DOMAINS?.split(",");
const put = (binding, texts) => binding.db.batch(texts.map((sql) => binding.db.prepare(sql)));
const tenants = ["ws_1", "ws_2", "ws_empty"];

/** One database for the situation of a case, spread over the fleet, and gathered again to be looked at. */
const all = [home, ...Object.values(shards)];
/** What each database has changed in all when it was put in order last; -1: it has rows of a situation. */
const known = new Map(all.map((binding) => [binding, -1]));
const changesOf = async (binding) => (await rows(binding, "SELECT total_changes()"))[0][0];

/** The seed, and what makes a case's situation, go to every database; afterwards each keeps what belongs to it. */
async function execute(statements) {
  const isSeed = statements === seedStatements;
  const restore = async (binding) => {
    if (isSeed && (await changesOf(binding)) === known.get(binding)) return;
    const seed = isSeed ? statements : [...seedStatements, ...statements];
    const own = isSeed && rowsOfSeed.get(binding);
    await put(binding, ["PRAGMA defer_foreign_keys = on", ...(own || [...seed, ...spreadOf(binding)])]);
    if (isSeed && !own) rowsOfSeed.set(binding, await statementsOf(binding));
    known.set(binding, isSeed ? await changesOf(binding) : -1);
  };
  await Promise.all(all.map(restore));
}
/** What puts each database's own rows of the seed back: fewer statements than those that made them. */
const rowsOfSeed = new Map();
async function statementsOf(binding) {
  const inserts = [];
  for (const table of tables) {
    const columns = facts.tables[table].columns.map((column) => `"${column}"`);
    const values = columns.map((column) => `quote(${column})`).join(" || ',' || ");
    const all = await rows(binding, `SELECT '(' || ${values} || ')' FROM "${table}" ORDER BY rowid`);
    if (all.length > 0) inserts.push(`INSERT INTO "${table}" (${columns}) VALUES ${all.join(",\n")}`);
  }
  return [...tables.toReversed().map((table) => `DELETE FROM "${table}"`), ...inserts];
}
/** ws_1 is on one shard, ws_2 on another, every other workspace on a third. */
function spreadOf(binding) {
  if (binding === home) return prune({});
  const [first, second] = tenants;
  if (binding === shards.s3) return prune({ others: [first, second] });
  return prune({ tenants: binding === shards.s1 ? [first] : binding === shards.s2 ? [second] : [] });
}
for (const [tenant, name] of [
  ["ws_1", "s1"],
  ["ws_2", "s2"],
  ["ws_empty", "s3"],
]) {
  await put(home, [
    `INSERT INTO squall_fleet_tenants (tenant, shard, generation, state) VALUES ('${tenant}', '${name}', 1, 'active')`,
  ]);
  await put(shards[name], [
    `INSERT INTO squall_fleet_owned (tenant, generation, state) VALUES ('${tenant}', 1, 'active')`,
  ]);
}

const listed = new Map();
const skip = (name, why) => {
  if (!listed.has(why)) listed.set(why, new Set());
  listed.get(why).add(name);
  throw new Skipped();
};
class Skipped extends Error {}
/** A tenant that the fleet does not have is not found, whatever one database would answer; wrong arguments may be refused before. */
async function mustNotFind(act, name) {
  const error = await act().then(
    () => undefined,
    (error) => error,
  );
  if (!["not_found", "invalid_argument"].includes(error?.kind)) throw new Error(`${name}: ${error}`);
  skip(name, "a tenant that the fleet does not have is not found");
}
const runner = {
  async call(name, args) {
    let ids = 0;
    const fleet = openFleet(open, {
      home,
      shards,
      now: () => Date.parse(now),
      uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
    });
    const known = facts.functions[name];
    const [domain, fn] = name.split(".");
    let scope;
    if (known.runs === "home") scope = fleet.home;
    else {
      const tenant = tenantNamed(name, args);
      const isKnown = typeof tenant === "string" && tenants.includes(tenant);
      if (isKnown) scope = fleet.of(tenant);
      else if (typeof tenant === "string" && (known.every === undefined || args.workspace_id === tenant))
        return await mustNotFind(async () => fleet.of(tenant)[domain][fn](args), name);
      else if (known.every !== undefined && tenant === undefined) scope = fleet.every;
      else if (tenant === undefined || tenant === null || typeof tenant !== "string") scope = fleet.of("ws_1");
      else scope = fleet.every;
    }
    try {
      return { result: await scope[domain][fn](args) };
    } catch (error) {
      if (!(error instanceof SquallError)) throw error;
      return { error };
    }
  },
  async dump(table) {
    const columns = facts.tables[table].columns;
    const of = ["owned", "root"].includes(facts.tables[table].class) ? Object.values(shards) : [home];
    const found = [];
    for (const binding of of) found.push(...(await rows(binding, `SELECT * FROM ${table} ORDER BY rowid`)));
    return found.map((cells) => Object.fromEntries(columns.map((c, i) => [c, cells[i]])));
  },
  execute,
  changes: async () => {
    let sum = 0;
    for (const binding of all) sum += (await rows(binding, "SELECT total_changes()"))[0][0];
    return sum;
  },
};
/** Cases whose answer is another one in a fleet, by what they are about. docs/FLEET.md lists the reasons. */
const differs = {
  "a key of a shard's row is unique in its shard": [
    "agents.create: refuses a taken id",
    "integrations.create: refuses a taken id",
    "jobs.create: refuses a taken id",
    "jobs.create: reports a taken id before a missing agent",
    "tasksets.add_tasks: refuses a taken task id, and adds no other",
    "traces.upsert_many: refuses the id of another workspace's trace",
  ],
  "a foreign key of a shard does not reach the home database": [
    "users.delete: is blocked by what is in the user's workspaces",
    "users.delete: takes the user's workspaces along",
    "tools.delete: removes the tool and its links",
  ],
  "fleet.create() makes a tenant, and the id of a workspace is the tenant's": [
    "workspaces.create: adds a workspace with a new id",
    "workspaces.create: refuses an unknown user",
  ],
  "fleet.of() fills in the tenant, and refuses another": [
    "jobs.create_many: adds them in the order given",
    "jobs.create_many: refuses an item without a workspace",
    "jobs.create_many: reports a taken id before an unknown workspace",
    "jobs.create_many: refuses an unknown workspace in a later item, and adds no other",
  ],
  "it takes rows of several tenants, and cannot run on every shard": [
    "agents.get_metrics: looks in every workspace when none is named",
    "eval_candidates.record_test_results: takes candidates of any agent without one",
    "matrix.list_executions: looks in every workspace when none is named",
    "jobs.claim_next: looks in every workspace when none is named",
    "jobs.cancel: cancels a queued one of any workspace",
    "taskset_tasks.delete: removes the task and counts anew",
  ],
};
const expected = Object.values(differs).flat();

test("the cases of every function through a fleet of four shards and a home", async (t) => {
  const seeded = new Seeded(runner, seedStatements);
  let played = 0;
  const places = { of: 0, home: 0, every: 0 };
  const problems = [];
  for (const domain of allParts.filter(({ name }) => domains === undefined || domains.includes(name)))
    for (const [fn, cases] of Object.entries(domain.cases)) {
      const name = `${domain.name}.${fn}`;
      for (const one of cases) {
        await seeded.restore();
        try {
          const wrong = await play(runner, name, one, domain.tables);
          played++;
          places[facts.functions[name].runs]++;
          problems.push(...wrong.map((problem) => `${name}: ${one.it}: ${problem}`));
        } catch (error) {
          if (!(error instanceof Skipped)) throw error;
        }
      }
    }
  t.diagnostic(
    `${played} cases; not played: ${[...listed].map(([why, names]) => `${names.size} functions: ${why}`).join("; ")}`,
  );
  const found = [
    ...new Set(problems.map((problem) => expected.find((name) => problem.startsWith(`${name}:`)) ?? problem)),
  ];
  assert.deepEqual(
    found.filter((name) => !expected.includes(name)).map((p) => p.slice(0, 300)),
    [],
  );
  assert.deepEqual(
    expected.filter((name) => !found.includes(name) && (domains === undefined || domains.includes(name.split(".")[0]))),
    [],
    "cases that give the same now",
  );
});
