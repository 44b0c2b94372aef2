// A local D1 asked by requests, a batch each. Miniflare's own proxy of one stops the thread for each prepare(), which is slow
// and does not hold through the many thousand calls of the suite.
import { Miniflare } from "miniflare";

export const today = { Miniflare, compatibilityDate: "2026-11-01" };

const script = `export default {
  async fetch(request, { DB }) {
    const { statements, mode } = await request.json();
    const prepared = statements.map(({ sql, values }) => (values.length ? DB.prepare(sql).bind(...values) : DB.prepare(sql)));
    try {
      return Response.json({ value: mode === "batch" ? await DB.batch(prepared) : await prepared[0].raw({ columnNames: mode === "names" }) });
    } catch (error) {
      return Response.json({ error: error.message });
    }
  },
};`;

/** The argument is another Miniflare, of another workerd, and the compatibility date to run it with. */
export async function openFetchedD1({ Miniflare: Runtime, compatibilityDate } = today) {
  const miniflare = new Runtime({ modules: true, script, compatibilityDate, d1Databases: ["DB"] });
  const ask = async (statements, mode) => {
    const body = JSON.stringify({ statements, mode });
    const { value, error } = await (await miniflare.dispatchFetch("http://d1/", { method: "POST", body })).json();
    if (error === undefined) return value;
    throw new Error(error, { cause: new Error(error.replace(/^D1_ERROR: /, "")) });
  };
  const statement = (sql, values) => ({
    sql,
    values,
    bind: (...values) => statement(sql, values),
    all: async () => (await ask([{ sql, values }], "batch"))[0],
    run: async () => (await ask([{ sql, values }], "batch"))[0],
    raw: ({ columnNames } = {}) => ask([{ sql, values }], columnNames ? "names" : "rows"),
  });
  const db = {
    prepare: (sql) => statement(sql, []),
    batch: (all) =>
      ask(
        all.map(({ sql, values }) => ({ sql, values })),
        "batch",
      ),
  };
  await miniflare.ready;
  return { db, close: () => miniflare.dispose() };
}
