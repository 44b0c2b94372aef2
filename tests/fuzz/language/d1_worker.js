// Performs statements on D1, as the client does: bind() and raw(), or a batch for what writes.
export default {
  async fetch(request, { DB }) {
    const { setup, statements } = await request.json();
    const bytes = ({ blob }) => new Uint8Array((blob.match(/../g) ?? []).map((digits) => parseInt(digits, 16)));
    const bound = (v) => (v !== null && typeof v === "object" ? bytes(v) : v);
    const prepared = ({ sql, values = [] }) => DB.prepare(sql).bind(...values.map(bound));
    if (setup) {
      await DB.batch(setup.map((sql) => DB.prepare(sql)));
      return Response.json({});
    }
    const answers = [];
    for (const statement of statements) {
      try {
        if (!statement.writes) {
          answers.push({ rows: await prepared(statement).raw() });
          continue;
        }
        // The tables are read after the write, and put back in the same transaction.
        const batch = [
          prepared(statement),
          ...[...statement.tables, ...statement.restore].map((sql) => DB.prepare(sql)),
        ];
        const results = await DB.batch(batch);
        const rows = results
          .slice(0, 1 + statement.tables.length)
          .map((r) => r.results.map((row) => Object.values(row)));
        answers.push({ rows: rows[0], tables: rows.slice(1) });
      } catch (error) {
        answers.push({ error: String(error.message) });
      }
    }
    return Response.json({ answers });
  },
};
