// A D1 binding in the shape of the real one (as in workerd 1.20260426): bound values are checked one by one, the request
// is made into JSON, the answer is parsed from JSON, and all(), first() and batch() build one object a row from columns and
// cells by Object.fromEntries. What lies behind it is given: texts to answer with.

const empty = [];

/** source.one(statement) and source.all(statements) return the JSON texts of answers. */
export function bindingOver(source) {
  const objects = (answer) => ({
    ...answer,
    results: answer.results.rows.map((row) =>
      Object.fromEntries(answer.results.columns.map((name, i) => [name, row[i]])),
    ),
  });
  const send = async (statement) => JSON.parse(await source.one(statement));
  class PreparedStatement {
    constructor(sql, params) {
      this.sql = sql;
      this.params = params ?? empty;
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
    async first(column) {
      const row = objects(await send(this)).results[0];
      if (row === undefined) return null;
      return column === undefined ? row : row[column];
    }
    async all() {
      return objects(await send(this));
    }
    async run() {
      return objects(await send(this));
    }
    async raw(options) {
      const { columns, rows } = (await send(this)).results;
      return options?.columnNames ? [columns, ...rows] : rows;
    }
  }
  return {
    prepare: (sql) => new PreparedStatement(sql),
    batch: async (statements) => (await source.all(statements)).map((text) => objects(JSON.parse(text))),
  };
}

const meta = {
  served_by: "stub",
  duration: 0.1,
  changes: 0,
  last_row_id: 0,
  changed_db: false,
  size_after: 4096,
  rows_read: 1,
  rows_written: 0,
};
const answer = (columns, rows) => JSON.stringify({ success: true, results: { columns, rows }, meta });

/** Asks a real D1 and keeps what was sent and what came back. */
export class Recorder {
  constructor(d1) {
    this.d1 = d1;
    this.sent = [];
    this.answers = [];
    this.trips = 0;
  }
  prepared({ sql, params }) {
    this.sent.push(sql);
    return params.length === 0 ? this.d1.prepare(sql) : this.d1.prepare(sql).bind(...params);
  }
  async one(statement) {
    this.trips++;
    const [columns, ...rows] = await this.prepared(statement).raw({ columnNames: true });
    const text = answer(columns, rows);
    this.answers.push(text);
    return text;
  }
  async all(statements) {
    this.trips++;
    const results = await this.d1.batch(statements.map((s) => this.prepared(s)));
    const texts = results.map(({ results: rows }) => answer(Object.keys(rows[0] ?? {}), rows.map(Object.values)));
    this.answers.push(...texts);
    return texts;
  }
}

/** Gives recorded answers in their order, again and again, at once. */
export class Replayer {
  constructor(answers) {
    this.answers = answers;
    this.next = 0;
  }
  answer() {
    const text = this.answers[this.next];
    this.next = this.next + 1 === this.answers.length ? 0 : this.next + 1;
    return text;
  }
  async one({ sql, params }) {
    const body = JSON.stringify({ sql, params });
    await null;
    if (body.length === 0) throw new Error("nothing was sent");
    return this.answer();
  }
  async all(statements) {
    const body = JSON.stringify(statements.map(({ sql, params }) => ({ sql, params })));
    await null;
    if (body.length === 0) throw new Error("nothing was sent");
    return statements.map(() => this.answer());
  }
}
