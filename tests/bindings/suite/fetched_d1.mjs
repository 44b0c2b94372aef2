// Local D1 databases asked by requests, a batch each. Miniflare's own proxy of one stops the thread for each prepare(), which is slow
// and does not hold through the many thousand calls of the suite.
import { Miniflare } from "miniflare";

const script = `export default {
  async fetch(request, databases) {
    const { name, statements, mode } = await request.json();
    const DB = databases[name];
    const prepared = statements.map(({ sql, values }) => (values.length ? DB.prepare(sql).bind(...values) : DB.prepare(sql)));
    try {
      return Response.json({ value: mode === "batch" ? await DB.batch(prepared) : await prepared[0].raw({ columnNames: mode === "names" }) });
    } catch (error) {
      return Response.json({ error: error.message });
    }
  },
};`;

/** One database. */
export async function openFetchedD1() {
  const { databases, close } = await openFetchedD1s(["DB"]);
  return { db: databases[0], close };
}
/** Empty databases of these names, in one process. */
export async function openFetchedD1s(names) {
  const miniflare = new Miniflare({ modules: true, script, compatibilityDate: "2026-11-01", d1Databases: names });
  const address = await miniflare.ready;
  const ask = (name) => async (statements, mode) => {
    const body = JSON.stringify({ name, statements, mode });
    const { value, error } = await (await fetch(address, { method: "POST", body })).json();
    if (error === undefined) return value;
    throw new Error(error, { cause: new Error(error.replace(/^D1_ERROR: /, "")) });
  };
  return { databases: names.map((name) => asDatabase(ask(name))), close: () => miniflare.dispose() };
}

/** The shape of a D1Database, as far as the tests use it. */
function asDatabase(ask) {
  const statement = (sql, values) => ({
    sql,
    values,
    bind: (...values) => statement(sql, values),
    all: async () => (await ask([{ sql, values }], "batch"))[0],
    run: async () => (await ask([{ sql, values }], "batch"))[0],
    raw: ({ columnNames } = {}) => ask([{ sql, values }], columnNames ? "names" : "rows"),
  });
  return {
    prepare: (sql) => statement(sql, []),
    batch: (all) =>
      ask(
        all.map(({ sql, values }) => ({ sql, values })),
        "batch",
      ),
  };
}
