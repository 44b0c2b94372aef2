// A Worker over a local D1. GET does an operation of a contender, as an application's request would; POST prepares,
// compares and times.
import { open as openApplication } from "../../dist/index.js";
import { bulk } from "../contenders/bulk.js";
import { contenders } from "../contenders/index.js";
import { candidates, sequences } from "../contenders/sequences.js";
import { insertReadings, migrate, reset } from "./fill.js";
import { now, reading } from "../contenders/data.js";

/** The same D1, counting its round trips. */
function counted(d1) {
  const count = { trips: 0 };
  const wrap = (statement) => ({
    statement,
    bind: (...values) => wrap(statement.bind(...values)),
    ...Object.fromEntries(
      ["first", "all", "run", "raw"].map((name) => [name, (...args) => (count.trips++, statement[name](...args))]),
    ),
  });
  return {
    count,
    prepare: (sql) => wrap(d1.prepare(sql)),
    batch: (statements) => (count.trips++, d1.batch(statements.map((s) => s.statement))),
  };
}

async function prepare(d1, readings) {
  const tables = ["taskset_tasks", "tasksets", "eval_candidates"];
  await d1.batch(
    ["UPDATE agents SET active_eval_id = NULL", ...tables.map((t) => `DELETE FROM ${t}`)].map((sql) => d1.prepare(sql)),
  );
  await reset(d1, readings);
  await d1.batch(
    candidates.map((c) =>
      d1
        .prepare("INSERT INTO eval_candidates (id, agent_id, code, accuracy, status) VALUES (?, ?, ?, ?, ?)")
        .bind(...c),
    ),
  );
}

const tasks = {
  migrate: async (d1, { migrations }) => {
    await migrate(d1, migrations);
    return true;
  },
  prepare: async (d1, { readings }) => {
    await prepare(d1, readings);
    return true;
  },
  names: () => ({ contenders: Object.keys(contenders), sequences: Object.keys(sequences), bulk: Object.keys(bulk) }),
  /** A sequence in both ways: the round trips of each, and what stands in the tables after it. */
  sequence: async (d1, { name, who }) => {
    await prepare(d1, 1);
    const { view, statements, squall } = sequences[name];
    const binding = counted(d1);
    if (who === "squall") await squall(openApplication(binding, { now: () => now }));
    else await statements(binding);
    return { trips: binding.count.trips, rows: (await d1.prepare(view).all()).results };
  },
  trips: async (d1, { contender, operation, argument }) => {
    await prepare(d1, argument ?? 1);
    const binding = counted(d1);
    await contenders[contender](binding)[operation](argument);
    return { trips: binding.count.trips };
  },
  /** Only reads or replaces: what is there before does not matter to the time. */
  empty: async (d1) => {
    await d1.prepare("DELETE FROM readings").run();
    return true;
  },
  fill: async (d1, { rows }) => {
    await d1.prepare("DELETE FROM readings").run();
    const statements = insertReadings(
      d1,
      Array.from({ length: rows }, (_, i) => reading(i + 1)),
    );
    for (let i = 0; i < statements.length; i += 20) await d1.batch(statements.slice(i, i + 20));
    return true;
  },
  bulk: async (d1, { contender, operation, argument }) => {
    const result = await bulk[contender](d1)[operation](argument);
    return { rows: Array.isArray(result) ? result.length : undefined };
  },
  rows: async (d1) =>
    await d1
      .prepare(
        "SELECT count(*) AS n, min(id) AS first, sum(sequence) AS sum, group_concat(DISTINCT labels) AS labels, sum(is_valid) AS valid FROM readings",
      )
      .first(),
};

const kept = new Map();
export default {
  async fetch(request, { DB }) {
    if (request.method === "POST") {
      const asked = await request.json();
      return Response.json(await tasks[asked.task](DB, asked));
    }
    const [, who, operation, argument] = decodeURIComponent(new URL(request.url).pathname).split("/");
    if (!kept.has(who)) kept.set(who, contenders[who](DB));
    return Response.json(await kept.get(who)[operation](argument === undefined ? undefined : Number(argument)));
  },
};
