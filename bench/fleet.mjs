// A fleet of 1, 10, 100 and 1,000 SQLite files with 10,000 tenants, writes on 1, 4 and 16 local D1 databases, and what follows for a
// million tenants: ./dev bench fleet
import { cpSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open } from "../dist/node.js";
import { openFleet } from "../dist/fleet.js";
import { openSqlite, readMigrations } from "../dist/sqlite-wasm-node.js";
import { openFile } from "../js-shim/fleet/sqlite_binding.mjs";
import { startWorkerd } from "../tests/fleet/engines.mjs";
import { median } from "./statistics.mjs";
import { root } from "./workerd.mjs";

const tenants = 10_000;
const samples = 200;
const show = (number) => (number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2));

async function measured(count, call) {
  const times = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await call(n);
    times.push(performance.now() - began);
  }
  return times;
}

/** All tenants on so many files; each has a workspace and an agent. */
async function filled(folder, template, count) {
  const files = Object.fromEntries(
    ["home", ...Array.from({ length: count }, (_, i) => `s${i}`)].map((name) => [
      name,
      join(folder, `${count}_${name}.sqlite`),
    ]),
  );
  for (const file of Object.values(files)) cpSync(template, file);
  const opened = Object.entries(files).map(([name, file]) => [name, openFile(file)]);
  const { home, ...shards } = Object.fromEntries(opened.map(([name, { binding }]) => [name, binding]));
  const fleet = openFleet(open, { home, shards, directory_ttl: 1e9 });
  await fleet.prepare();
  const numbers = `WITH RECURSIVE n(n) AS (SELECT ?1 UNION ALL SELECT n + ?2 FROM n WHERE n + ?2 < ${tenants})`;
  await home.batch([
    home
      .prepare(
        `${numbers} INSERT INTO squall_fleet_tenants (tenant, shard, generation, state) SELECT 'ws_' || n, 's' || (n % ${count}), 1, 'active' FROM n`,
      )
      .bind("0", "1"),
  ]);
  for (const [i, shard] of Object.values(shards).entries()) {
    const insert = (text) => shard.prepare(`${numbers} ${text}`).bind(String(i), String(count));
    await shard.batch([
      shard.prepare("INSERT INTO users (id, email) VALUES ('user', 'someone@example.com')"),
      insert("INSERT INTO squall_fleet_owned (tenant, generation, state) SELECT 'ws_' || n, 1, 'active' FROM n"),
      insert("INSERT INTO workspaces (id, user_id, name) SELECT 'ws_' || n, 'user', 'Workspace ' || n FROM n"),
      insert("INSERT INTO agents (id, workspace_id, name) SELECT 'agent_' || n, 'ws_' || n, 'Agent' FROM n"),
    ]);
  }
  return { fleet, shards, files, close: () => opened.forEach(([, { close }]) => close()) };
}

async function bySize(folder, template) {
  const cases = [];
  for (const count of [1, 10, 100, 1000]) {
    const { fleet, shards, files, close } = await filled(folder, template, count);
    const tenantOf = (n) => (n * 7919) % tenants;
    const cold = await measured(samples, (n) =>
      fleet.of(`ws_${tenantOf(n)}`).agents.get({ id: `agent_${tenantOf(n)}` }),
    );
    const read = await measured(samples, (n) =>
      fleet.of(`ws_${tenantOf(n)}`).agents.get({ id: `agent_${tenantOf(n)}` }),
    );
    const direct = Object.fromEntries(Object.entries(shards).map(([name, binding]) => [name, open(binding)]));
    const directRead = await measured(samples, (n) =>
      direct[`s${tenantOf(n) % count}`].agents.get({ workspace_id: `ws_${tenantOf(n)}`, id: `agent_${tenantOf(n)}` }),
    );
    const write = await measured(samples / 4, (n) =>
      fleet.of(`ws_${tenantOf(n)}`).agents.update({ id: `agent_${tenantOf(n)}`, patch: { name: `Agent ${n}` } }),
    );
    const every = await measured(5, () => fleet.every.jobs.count({ status: "queued" }));
    const state = await fleet.moves.move("ws_5", count === 1 ? "s0" : "s1", { grace: 0 });
    if (state.step !== "done") throw new Error("the move is not done");
    cases.push({
      shards: count,
      tenants,
      "first read": median(cold),
      read: median(read),
      "read, direct": median(directRead),
      write: median(write),
      every: median(every),
      "directory, bytes a tenant": statSync(files.home).size / tenants,
    });
    close();
    for (const file of Object.values(files)) rmSync(file, { force: true });
  }
  return cases;
}

/** One run: blocks of 1, 4 and 16 databases in turn, so that what slows the machine down slows all of them. */
async function writes() {
  const names = ["home", ...Array.from({ length: 16 }, (_, i) => `s${i}`)];
  const { databases, migrate, close } = await startWorkerd("d1", names);
  await migrate();
  const { home, ...shards } = databases;
  const fleet = openFleet(open, { home, shards, directory_ttl: 1e9 });
  await fleet.prepare();
  for (let n = 0; n < 16; n++) {
    await fleet.home.users.create({ id: `user_${n}`, email: `${n}@example.com` });
    await fleet.create(`ws_${n}`, { shard: `s${n}`, refer: { users: [`user_${n}`] } });
    await fleet.of(`ws_${n}`).workspaces.create({ user_id: `user_${n}`, name: "W" });
  }
  const rates = { 1: [], 4: [], 16: [] };
  for (let round = 0; round < 3; round++)
    for (const count of [1, 4, 16]) {
      const total = 192;
      let next = 0;
      const began = performance.now();
      const writer = async () => {
        for (let n = next++; n < total; n = next++)
          await fleet.of(`ws_${n % count}`).agents.create({ name: `${round} ${count} ${n}` });
      };
      await Promise.all(Array.from({ length: 16 }, writer));
      rates[count].push((1000 * total) / (performance.now() - began));
    }
  await close();
  return Object.entries(rates).map(([count, all]) => ({ databases: Number(count), "writes a second": median(all) }));
}

// ---- a million, by arithmetic ---------------------------------------------------------------------------------------
/** Cloudflare's published limits and prices of the paid plan, read in November 2026. */
const published = {
  databases: 1_000_000,
  databasesIncluded: 100_000,
  databasePrice: 0.1,
  databaseBytes: 10e9,
  accountBytes: 1e12,
  bindings: 5_000,
  queriesAnInvocation: 1_000,
  connections: 6,
  readsIncluded: 25e9,
  readPrice: 0.001 / 1e6,
  writesIncluded: 50e6,
  writePrice: 1 / 1e6,
  storageIncluded: 5e9,
  storagePrice: 0.75 / 1e9,
};
/** `load`: bytes of a tenant, rows that it reads and writes a month. */
export function million({ tenants, bytes, reads, writes, directoryBytes }) {
  const p = published;
  const shards = Math.ceil((tenants * bytes) / (0.7 * p.databaseBytes));
  const over = (used, included, price) => Math.max(0, used - included) * price;
  const cost = {
    storage: over(tenants * bytes, p.storageIncluded, p.storagePrice),
    // The fence reads a row with each write.
    reads: over(tenants * (reads + writes), p.readsIncluded, p.readPrice),
    writes: over(tenants * writes, p.writesIncluded, p.writePrice),
    databases: over(shards, p.databasesIncluded, p.databasePrice),
  };
  const ends = [
    tenants * bytes > p.accountBytes &&
      `${show((tenants * bytes) / 1e12)} TB are more than an account has without asking (1 TB)`,
    shards > p.bindings &&
      `${shards} shards are more than a Worker may bind (about ${p.bindings}): several Workers, or Durable Objects`,
    shards > p.queriesAnInvocation &&
      `a call on every shard needs ${shards} queries, and an invocation has ${p.queriesAnInvocation}`,
    tenants * directoryBytes > 0.7 * p.databaseBytes && "the directory does not fit into one database",
  ].filter(Boolean);
  return { shards, directory: tenants * directoryBytes, trips: Math.ceil(shards / p.connections), cost, ends };
}
function showMillion(directoryBytes) {
  const dollars = (n) => `$${n.toFixed(0)}`;
  for (const tenants of [10_000, 100_000, 1_000_000])
    for (const [what, load] of Object.entries({
      "small (1 MB, 20,000 rows read, 1,000 written a month)": { bytes: 1e6, reads: 20_000, writes: 1_000 },
      "large (50 MB, 1,000,000 rows read, 20,000 written)": { bytes: 50e6, reads: 1e6, writes: 20_000 },
    })) {
      const { shards, directory, trips, cost, ends } = million({ tenants, directoryBytes, ...load });
      const total = Object.values(cost).reduce((a, b) => a + b, 0);
      console.log(
        `  ${tenants} tenants, ${what}:\n    ${shards} shards at 7 GB; directory ${show(directory / 1e6)} MB; every: ${trips} round trips one after another; ` +
          `${dollars(total)} a month (${Object.entries(cost)
            .map(([name, n]) => `${name} ${dollars(n)}`)
            .join(", ")})`,
      );
      for (const end of ends) console.log(`    ends: ${end}`);
    }
}

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "squall-bench-fleet-"));
  try {
    const template = join(folder, "template.sqlite");
    const db = await openSqlite({ file: template });
    await db.applyMigrations(await readMigrations(join(root, "migrations")));
    await db.close();
    const sizes = await bySize(folder, template);
    console.log("\nSQLite files in one process; milliseconds, medians");
    console.log("  shards   first read   read   read, direct   write   every   directory, bytes a tenant");
    for (const c of sizes)
      console.log(
        `  ${String(c.shards).padStart(6)}   ${show(c["first read"]).padStart(10)}   ${show(c.read).padStart(4)}   ${show(c["read, direct"]).padStart(12)}   ` +
          `${show(c.write).padStart(5)}   ${show(c.every).padStart(5)}   ${show(c["directory, bytes a tenant"]).padStart(6)}`,
      );
    const rates = await writes();
    console.log("\nlocal D1 databases in one workerd, 16 writers");
    for (const r of rates)
      console.log(`  ${String(r.databases).padStart(2)} databases: ${show(r["writes a second"])} writes a second`);
    console.log("\nby arithmetic with the published limits and prices of D1's paid plan");
    showMillion(sizes.at(-1)["directory, bytes a tenant"]);
    return [...sizes, ...rates];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
