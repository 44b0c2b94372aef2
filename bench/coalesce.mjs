// Reads of one turn in one round trip, over a database that answers after 5 and after 50 ms: a handler with six independent reads
// under Promise.all, and resolvers as GraphQL calls them, N + 1. The connections to D1 of one request are limited to six
// (https://developers.cloudflare.com/workers/platform/limits/#simultaneous-open-connections), and so they are here.
import { fileURLToPath } from "node:url";
import { coalesce } from "../dist/coalesce.js";
import { open } from "../dist/node.js";
import { openSqlite, readMigrations } from "../dist/sqlite-wasm-node.js";
import { summary } from "./statistics.mjs";

const connections = 6;
const rounds = 7;
const parents = 10;

/** The database behind a network; counts the round trips. */
function distant(sqlite, latency) {
  const trips = { count: 0 };
  let busy = 0;
  const queue = [];
  const send = async (work) => {
    if (busy === connections) await new Promise((resolve) => queue.push(resolve));
    busy++;
    trips.count++;
    await new Promise((resolve) => setTimeout(resolve, latency));
    try {
      return await work();
    } finally {
      busy--;
      queue.shift()?.();
    }
  };
  const inner = new WeakMap();
  const wrap = (statement) => {
    const wrapped = {
      bind: (...values) => wrap(statement.bind(...values)),
      raw: () => send(() => statement.raw()),
      all: () => send(() => statement.all()),
    };
    inner.set(wrapped, statement);
    return wrapped;
  };
  const binding = {
    prepare: (sql) => wrap(sqlite.prepare(sql)),
    batch: (list) => send(() => sqlite.batch(list.map((statement) => inner.get(statement)))),
  };
  return { binding, trips };
}

async function filled() {
  const sqlite = await openSqlite();
  await sqlite.applyMigrations(await readMigrations(fileURLToPath(new URL("../migrations", import.meta.url))));
  const db = open(sqlite);
  const user = await db.users.create({ email: "a@example.com" });
  const workspace_id = (await db.workspaces.create({ name: "w", user_id: user.id })).id;
  for (let i = 0; i < parents; i++) {
    const agent = await db.agents.create({ workspace_id, name: `agent ${i}` });
    await db.agent_versions.create({
      workspace_id,
      agent_id: agent.id,
      prompt_template: "p",
      variables: [],
      source: "manual",
    });
  }
  return { sqlite, workspace_id };
}

export async function run() {
  const { sqlite, workspace_id } = await filled();
  const agent = (await open(sqlite).agents.list({ workspace_id }))[0];
  const handlers = {
    "six reads under Promise.all": (db) =>
      Promise.all([
        db.workspaces.get({ id: workspace_id }),
        db.agents.get({ workspace_id, id: agent.id }),
        db.agents.list({ workspace_id }),
        db.agent_versions.list({ workspace_id, agent_id: agent.id }),
        db.jobs.count({ workspace_id }),
        db.traces.list({ workspace_id }),
      ]),
    [`resolvers of ${parents} agents, N + 1`]: async (db) => {
      const agents = await db.agents.list({ workspace_id });
      return await Promise.all(
        agents.map(async ({ id }) => ({ id, versions: await db.agent_versions.list({ workspace_id, agent_id: id }) })),
      );
    },
    "one read": (db) => db.agents.get({ workspace_id, id: agent.id }),
  };
  const results = [];
  for (const latency of [5, 50])
    for (const [name, handler] of Object.entries(handlers)) {
      const rows = [];
      for (const [contender, options] of [
        ["each by itself", {}],
        ["coalesced", { coalesce: coalesce() }],
      ]) {
        const times = [];
        let trips = 0;
        for (let round = 0; round < rounds; round++) {
          const far = distant(sqlite, latency);
          const db = open(far.binding, options);
          const started = performance.now();
          await handler(db);
          times.push(performance.now() - started);
          trips = far.trips.count;
        }
        rows.push({ contender, round_trips: trips, ...summary(times) });
        console.log(
          `  ${name}, ${latency} ms: ${contender}: ${trips} round trips, ${summary(times).median.toFixed(1)} ms`,
        );
      }
      results.push({ name: `${name}, ${latency} ms a round trip`, unit: "ms", rows });
    }
  return results;
}
