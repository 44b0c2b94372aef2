// Bindings that stand between the client and D1: one counts, others fail.
import { env } from "cloudflare:workers";
import type { Binding } from "./squall.js";

export interface Sent {
  sql: string[];
  round_trips: number;
}

/** Passes everything on to D1 and counts what goes over the network. */
export function counting(db: D1Database | D1DatabaseSession = env.DB): { binding: Binding; sent: Sent } {
  const sent: Sent = { sql: [], round_trips: 0 };
  const inner = new WeakMap<object, { statement: D1PreparedStatement; sql: string }>();
  const wrap = (statement: D1PreparedStatement, sql: string): object => {
    const goes = <T>(send: () => T) => {
      sent.round_trips += 1;
      sent.sql.push(sql);
      return send();
    };
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values), sql),
      raw: () => goes(() => statement.raw()),
      all: () => goes(() => statement.all()),
      run: () => goes(() => statement.run()),
      first: () => goes(() => statement.first()),
    };
    inner.set(wrapped, { statement, sql });
    return wrapped;
  };
  const binding = {
    prepare: (sql: string) => wrap(db.prepare(sql), sql),
    batch: (statements: object[]) => {
      const all = statements.map((s) => inner.get(s)!);
      sent.round_trips += 1;
      sent.sql.push(...all.map((s) => s.sql));
      return db.batch(all.map((s) => s.statement));
    },
  };
  return { binding: binding as unknown as Binding, sent };
}

/** Rejects everything with an error of this text, as D1 words it. */
export function failing(text: string): Binding {
  const reject = () => Promise.reject(new Error(text, { cause: new Error(text.replace(/^D1_ERROR: /, "")) }));
  const statement = { bind: () => statement, raw: reject, all: reject };
  return { prepare: () => statement, batch: reject };
}
