// Moves under load, with a mover that is killed at random places, against a model that knows every acknowledged write. A run that gets
// SIGUSR2 ends after its move, checks, and reports the moves that it has made.
//   node tests/fleet/moves.mjs [--moves 500] [--callers 50] [--pause 5] [--seed N]     SQLite in memory; movers are killed
//   node tests/fleet/moves.mjs --workerd [--objects] …                     local D1 (or Durable Objects); movers, routers and workerd are killed
import { fileURLToPath } from "node:url";
import { facts } from "../../dist/fleet.js";
import { newFleet, newTenant, rows } from "./support.mjs";

export class Killed extends Error {}

function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const owned = Object.entries(facts.tables).filter(([, t]) => t.class === "owned" || t.class === "root");
/** All rows of all owned tables of a shard, exactly; without the rowids. */
export async function dump(binding, where = "") {
  const all = {};
  for (const [table, { columns }] of owned) {
    const found = await rows(
      binding,
      `SELECT ${columns.map((c) => `typeof("${c}") || ':' || quote("${c}")`).join(", ")} FROM ${table} ${where}`,
    );
    if (found.length > 0) all[table] = found.map((row) => JSON.stringify(row)).sort();
  }
  return all;
}
/** The bindings of a mover that stops at its nth request, before or after it is performed. */
export function killing(binding, state) {
  const send = async (perform) => {
    if (state.dead) throw new Killed();
    if (--state.left === 0) {
      state.dead = true;
      if (state.after) await perform();
      throw new Killed();
    }
    return await perform();
  };
  const statement = (sql, values) => {
    const real = () => (values.length === 0 ? binding.prepare(sql) : binding.prepare(sql).bind(...values));
    return {
      real,
      bind: (...all) => statement(sql, all),
      raw: () => send(() => real().raw()),
      all: () => send(() => real().all()),
    };
  };
  return {
    prepare: (sql) => statement(sql, []),
    batch: (statements) => send(() => binding.batch(statements.map(({ real }) => real()))),
  };
}

/** An error that says nothing about what has happened: of a router that was killed, or of a workerd. */
function isUncertain(error) {
  for (let e = error, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth++)
    if (e instanceof Killed || e.isLost) return true;
  return false;
}
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * `engine`: of engines.mjs, or a function that opens databases. `killRouters`: callers are killed too, in the middle of their calls, and
 * come back with an empty cache. `killDatabases`: kills what runs the databases, and starts it again,
 * after a number of `calls`. `thinks`: how long a caller waits between two calls, at least, in milliseconds.
 */
export async function playMoves({
  moves,
  callers,
  seed,
  engine,
  killRouters = false,
  killDatabases,
  calls,
  thinks = 5,
  report = () => {},
  isStopped = () => false,
}) {
  const random = randomOf(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const { fleet, home, shards, close } = await newFleet({ shards: 3, engine });
  const { openFleet } = await import("../../dist/fleet.js");
  const { open } = await import("../../dist/node.js");
  const tenants = ["ws_a", "ws_b", "ws_c"];
  for (const tenant of tenants) await newTenant(fleet, tenant);
  const problems = [];
  const model = new Map(tenants.map((tenant) => [tenant, new Map()]));
  const killed = { movers: 0, routers: 0, databases: 0 };
  let acknowledged = 0;
  let uncertain = 0;
  const waits = [];
  let isOver = false;

  // Callers: each with a directory of its own, which is stale after every move. A caller's rows are its own.
  const caller = async (n) => {
    const mine = randomOf(seed * 1000 + n);
    const tenant = tenants[n % tenants.length];
    let state;
    const openRouter = () => {
      state = { left: killRouters ? 1 + Math.floor(mine() * 80) : Infinity, after: mine() < 0.5 };
      const of = (binding) => (killRouters ? killing(binding, state) : binding);
      return openFleet(open, {
        home: of(home),
        shards: Object.fromEntries(Object.entries(shards).map(([name, binding]) => [name, of(binding)])),
        directory_ttl: n % 2 === 0 ? 1e9 : 30,
        fence_reads: n % 2 === 0 || killRouters,
        move_wait: 600_000,
      }).of(tenant);
    };
    let db = openRouter();
    /** A router that has survived, to find out what has happened to a call without an answer. */
    const witness = openFleet(open, { home, shards, fence_reads: true, directory_ttl: 0, move_wait: 600_000 }).of(
      tenant,
    );
    const look = async (act) => {
      for (;;)
        try {
          return await act();
        } catch (error) {
          if (!isUncertain(error)) throw error;
          await pause(50);
        }
    };
    const rowsOfModel = model.get(tenant);
    const own = [];
    let ids = 0;
    /** Performs a write; without an answer it looks at the rows with these ids, which are all as before or all as after. */
    const write = async (act, idsOf, after) => {
      let hasHappened = true;
      try {
        await act();
        acknowledged++;
      } catch (error) {
        if (!isUncertain(error)) throw error;
        uncertain++;
        const found = await look(() => Promise.all(idsOf.map((id) => witness.agents.get({ id }))));
        const are = found.map((row, i) => (row?.name ?? null) === (after[i]?.name ?? null));
        if (new Set(are).size > 1) problems.push(`caller ${n}: half of a batch has happened: ${idsOf}`);
        hasHappened = are[0];
      }
      if (!hasHappened) return false;
      idsOf.forEach((id, i) => (after[i] === null ? rowsOfModel.delete(id) : rowsOfModel.set(id, after[i])));
      return true;
    };
    const newAgent = (name) => ({ id: `agent_${n}_${ids++}`, name });
    const rowOf = ({ name }) => ({ table: "agents", name, status: "confirmed" });
    while (!isOver) {
      // Few rows a caller: a move's time is that of its rows.
      const choice = own.length > 12 ? 0.75 : mine();
      const began = performance.now();
      try {
        if (state.dead) {
          killed.routers++;
          db = openRouter();
        }
        if (own.length === 0 || choice < 0.25) {
          const agent = newAgent(`agent ${n} ${mine()}`);
          if (await write(() => db.agents.create(agent), [agent.id], [rowOf(agent)])) own.push(agent.id);
        } else if (choice < 0.5) {
          const id = own[Math.floor(mine() * own.length)];
          const name = `renamed ${mine()}`;
          await write(() => db.agents.update({ id, patch: { name } }), [id], [{ ...rowsOfModel.get(id), name }]);
        } else if (choice < 0.6) {
          const pair = [newAgent(`twin ${n} ${mine()}`), newAgent(`other ${n} ${mine()}`)];
          const both = () => db.batch((q) => pair.map((one) => q.agents.create(one)));
          const names = pair.map(({ id }) => id);
          if (await write(both, names, pair.map(rowOf))) own.push(...names);
        } else if (choice < 0.7) {
          const agent_id = own[Math.floor(mine() * own.length)];
          const id = `version_${n}_${ids++}`;
          try {
            await db.agent_versions.create({ id, agent_id, prompt_template: "p", source: "manual" });
            acknowledged++;
          } catch (error) {
            if (!isUncertain(error)) throw error;
            uncertain++;
            if ((await look(() => witness.agent_versions.get_by_id({ id }))) === null) continue;
          }
          rowsOfModel.set(id, { table: "agent_versions", agent_id });
        } else if (choice < 0.8) {
          const at = Math.floor(mine() * own.length);
          const id = own[at];
          if (!(await write(() => db.agents.delete({ id }), [id], [null]))) continue;
          own.splice(at, 1);
          for (const [key, value] of rowsOfModel) if (value.agent_id === id) rowsOfModel.delete(key);
        } else {
          const id = own[Math.floor(mine() * own.length)];
          const agent = await db.agents.get({ id });
          const expected = rowsOfModel.get(id);
          if (agent?.name !== expected.name)
            problems.push(`caller ${n} read ${agent?.name} of ${id}, not ${expected.name}`);
          acknowledged++;
        }
      } catch (error) {
        if (!isUncertain(error))
          problems.push(`caller ${n} (${choice.toFixed(2)}): ${error.stack ?? error.message}; ${error.cause}`);
      }
      waits.push(performance.now() - began);
      await pause(thinks + mine() * 20);
    }
  };
  const running = Array.from({ length: callers }, (_, n) => caller(n));
  const killer = async () => {
    // By requests and not by time: a slow machine has as many kills in a move as a fast one.
    while (!isOver) {
      const at = calls() + 100 + Math.floor(random() * 900);
      while (!isOver && calls() < at) await pause(1);
      if (isOver) return;
      await killDatabases();
      killed.databases++;
    }
  };
  if (killDatabases !== undefined) running.push(killer());
  const surely = async (act) => {
    for (;;)
      try {
        return await act();
      } catch (error) {
        if (!isUncertain(error)) throw error;
        await pause(50);
      }
  };

  const fenced = [];
  let done = 0;
  for (; done < moves && !isStopped(); done++) {
    const tenant = pick(tenants);
    const { shard } = await surely(() => fleet.where(tenant));
    const target = pick(Object.keys(shards).filter((name) => name !== shard));
    for (let attempt = 1; ; attempt++) {
      // The first attempts are killed; what a killed one has still in flight is part of the test.
      const state = { left: attempt <= 3 ? 1 + Math.floor(random() * 260) : Infinity, after: random() < 0.5 };
      const mover = openFleet(open, {
        home: killing(home, state),
        shards: Object.fromEntries(Object.entries(shards).map(([name, binding]) => [name, killing(binding, state)])),
      }).moves;
      try {
        const options = { page_rows: 7, grace: 40 };
        let result = await mover.move(tenant, target, options);
        while (result.step !== "done") {
          await pause(20);
          result = await mover.advance(tenant, options);
        }
        if (result.fenced_for !== undefined) fenced.push(result.fenced_for);
        break;
      } catch (error) {
        if (!isUncertain(error)) {
          problems.push(`move ${done} of ${tenant}: ${error.stack}; ${error.cause?.stack}`);
          isOver = true;
          await Promise.all(running);
          return { moves: done, problems, acknowledged, killed, fenced, waits, uncertain };
        }
        killed.movers++;
      }
    }
    if ((await surely(() => fleet.where(tenant))).shard !== target)
      problems.push(`move ${done}: ${tenant} is not on ${target}`);
    if ((done + 1) % 10 === 0) report(done + 1);
  }
  isOver = true;
  await Promise.all(running);

  // Every acknowledged row is where its tenant is, once, and nothing else is anywhere.
  const tenantsOf = await rows(home, "SELECT tenant, shard, state FROM squall_fleet_tenants");
  for (const [tenant, shard, state] of tenantsOf) {
    if (state !== "active") problems.push(`${tenant} is ${state}`);
    for (const [name, binding] of Object.entries(shards)) {
      const agents = await rows(binding, "SELECT id, name, status FROM agents WHERE workspace_id = ?1", tenant);
      const versions = await rows(
        binding,
        "SELECT v.id, v.agent_id FROM agent_versions AS v JOIN agents AS a ON a.id = v.agent_id WHERE a.workspace_id = ?1",
        tenant,
      );
      if (name !== shard) {
        if (agents.length + versions.length > 0) problems.push(`${tenant} has rows on ${name} too`);
        continue;
      }
      const expected = model.get(tenant);
      const found = new Map([
        ...agents.map(([id, name, status]) => [id, { table: "agents", name, status }]),
        ...versions.map(([id, agent_id]) => [id, { table: "agent_versions", agent_id }]),
      ]);
      for (const [id, row] of expected)
        if (JSON.stringify(found.get(id)) !== JSON.stringify(row))
          problems.push(`${tenant}: ${id} is ${JSON.stringify(found.get(id))}, not ${JSON.stringify(row)}`);
      for (const id of found.keys())
        if (!expected.has(id)) problems.push(`${tenant}: ${id} is there, and nobody has written it`);
    }
  }
  for (const [name, binding] of Object.entries(shards)) {
    const left = await rows(
      binding,
      "SELECT (SELECT count(*) FROM squall_fleet_moving), (SELECT count(*) FROM squall_fleet_changes), (SELECT count(*) FROM sqlite_master WHERE type = 'trigger')",
    );
    if (JSON.stringify(left) !== "[[0,0,0]]")
      problems.push(`${name} keeps moving rows, changes or triggers: ${JSON.stringify(left)}`);
  }
  await close();
  return { moves: done, problems, acknowledged, killed, fenced, waits, uncertain };
}

export const quantile = (list, q) =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))] ?? 0;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name, otherwise) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? otherwise : Number(process.argv[at + 1]);
  };
  const moves = option("moves", 500);
  const seed = option("seed", 7);
  const began = Date.now();
  const isWorkerd = process.argv.includes("--workerd");
  const { killable } = await import("./killable.mjs");
  let isStopped = false;
  process.on("SIGUSR2", () => (isStopped = true)); // Miniflare ends the process at SIGTERM
  const result = await playMoves({
    moves,
    isStopped: () => isStopped,
    callers: option("callers", isWorkerd ? 12 : 50),
    seed,
    thinks: option("pause", 5),
    ...(isWorkerd ? { ...killable(process.argv.includes("--objects") ? "objects" : "d1"), killRouters: true } : {}),
    report: (done) => console.log(`${done} moves, ${Math.round((Date.now() - began) / 1000)} s`),
  });
  for (const problem of result.problems.slice(0, 20)) console.log(problem);
  const { acknowledged, killed, fenced, waits, uncertain } = result;
  console.log(
    `${result.moves} moves; killed: ${killed.movers} movers, ${killed.routers} routers, ${killed.databases} workerds; ` +
      `${acknowledged} acknowledged calls, ${uncertain} without an answer, seed ${seed}: ${result.problems.length} problems. ` +
      `Writes waited ${quantile(fenced, 0.5)} ms (median), ${Math.max(...fenced)} ms at most, from the fence to the flip; ` +
      `a call took ${quantile(waits, 0.5).toFixed(1)} ms (median), ${quantile(waits, 0.99).toFixed(0)} ms (99 %)`,
  );
  process.exitCode = result.problems.length === 0 ? 0 : 1;
}
