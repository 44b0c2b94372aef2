// A D1 binding that answers at once with a fixed text: what is left to measure is the work in the isolate. It does what
// the real binding does around its request (as in workerd 1.20260426): bound values are checked one by one, the answer is
// parsed from JSON, and all(), first() and batch() build one object a row from columns and cells.

/** answers: from the first words of a statement to the JSON text that comes back. */
export function stubDatabase(answers) {
  const sent = [];
  const answerOf = (sql) => {
    for (const [start, text] of answers) if (sql.startsWith(start) || sql.includes(start)) return text;
    return empty;
  };
  const objects = (answer) => ({
    ...answer,
    results: answer.results.rows.map((row) => Object.fromEntries(answer.results.columns.map((name, i) => [name, row[i]]))),
  });
  const send = async (sql, params) => {
    if (database.keep) sent.push(sql);
    const body = JSON.stringify({ sql, params });
    await null;
    if (body.length === 0) throw new Error("nothing was sent");
    return JSON.parse(answerOf(sql));
  };
  class PreparedStatement {
    constructor(sql, params) {
      this.sql = sql;
      this.params = params ?? [];
    }
    bind(...values) {
      return new PreparedStatement(
        this.sql,
        values.map((v) => {
          if (typeof v === "number" || typeof v === "string" || v === null) return v;
          if (typeof v === "boolean") return v ? 1 : 0;
          throw new Error(`D1_TYPE_ERROR: Type '${typeof v}' not supported`);
        }),
      );
    }
    async first() {
      return objects(await send(this.sql, this.params)).results[0] ?? null;
    }
    async all() {
      return objects(await send(this.sql, this.params));
    }
    async run() {
      return objects(await send(this.sql, this.params));
    }
    async raw() {
      return (await send(this.sql, this.params)).results.rows;
    }
  }
  const database = {
    keep: false,
    sent,
    prepare: (sql) => new PreparedStatement(sql),
    async batch(statements) {
      if (database.keep) for (const s of statements) sent.push(s.sql);
      const body = JSON.stringify(statements.map((s) => ({ sql: s.sql, params: s.params })));
      await null;
      if (body.length === 0) throw new Error("nothing was sent");
      return statements.map((s) => objects(JSON.parse(answerOf(s.sql))));
    },
  };
  return database;
}

const meta = { served_by: "stub", duration: 0.1, changes: 0, last_row_id: 0, changed_db: false, size_after: 4096, rows_read: 1, rows_written: 0 };
export const answer = (columns, rows) => JSON.stringify({ success: true, results: { columns, rows }, meta });
const empty = answer([], []);
