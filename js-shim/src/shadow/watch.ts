// Two bindings that stand before D1: one lets everything through and remembers it, the other sends what reads and keeps back
// what writes.
import { readWrite, type Write } from "./sql.js";

/** What this needs of a D1Database or a session of one; the old function gets all of it. */
export interface Database {
  prepare(sql: string): Statement;
  batch(statements: never[]): Promise<unknown[]>;
}
interface Statement {
  bind(...values: unknown[]): Statement;
}
type Meta = { meta?: { rows_read?: number; rows_written?: number } };

export interface Seen {
  writes: Write[];
  round_trips: number;
  /** As far as D1 tells them: first() and raw() give none. */
  rows_read: number;
  rows_written: number;
}

const inner = new WeakMap<object, { statement: object; sql: string; values: readonly unknown[] }>();

/** A stand-in for an object of D1's: these members are ours, all others its own. */
function standIn<T extends object>(target: T, members: Record<string, unknown>): T {
  return new Proxy(target, {
    get(of, key) {
      if (typeof key === "string" && Object.hasOwn(members, key)) return members[key];
      const member: unknown = Reflect.get(of, key, of);
      return typeof member === "function" ? (member.bind(of) as unknown) : member;
    },
  });
}

/** Lets all through to D1. */
export function watched<D extends Database>(database: D): { database: D; seen: Seen } {
  const seen: Seen = { writes: [], round_trips: 0, rows_read: 0, rows_written: 0 };
  const remember = (sql: string, values: readonly unknown[]): void => {
    const write = readWrite(sql, values);
    if (write !== undefined) seen.writes.push(write);
  };
  const count = (results: unknown[]): void => {
    for (const { meta } of results as Meta[]) {
      seen.rows_read += meta?.rows_read ?? 0;
      seen.rows_written += meta?.rows_written ?? 0;
    }
  };
  const statementOf = (statement: Statement, sql: string, values: readonly unknown[]): Statement => {
    const send =
      (method: string) =>
      async (...args: unknown[]): Promise<unknown> => {
        seen.round_trips += 1;
        remember(sql, values);
        const result: unknown = await (
          statement as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
        )[method]!(...args);
        if (method === "all" || method === "run") count([result]);
        return result;
      };
    const shown = standIn(statement, {
      bind: (...given: unknown[]) => statementOf(statement.bind(...given), sql, given),
      ...Object.fromEntries(["first", "all", "run", "raw"].map((method) => [method, send(method)])),
    });
    inner.set(shown, { statement, sql, values });
    return shown;
  };
  const databaseOf = <T extends Database>(of: T): T => {
    const more = of as T & { exec?: (sql: string) => Promise<unknown>; withSession?: (...args: unknown[]) => T };
    return standIn(of, {
      prepare: (sql: string) => statementOf(of.prepare(sql), sql, []),
      batch: async (statements: object[]) => {
        seen.round_trips += 1;
        const known = statements.map((s) => inner.get(s));
        for (const s of known) if (s !== undefined) remember(s.sql, s.values);
        const results = await of.batch(statements.map((s, i) => known[i]?.statement ?? s) as never[]);
        count(results);
        return results;
      },
      exec: async (sql: string) => {
        seen.round_trips += 1;
        for (const line of sql.split("\n")) remember(line, []);
        return await more.exec!(sql);
      },
      withSession: (...args: unknown[]) => databaseOf(more.withSession!(...args)),
    });
  };
  return { database: databaseOf(database), seen };
}

/** What a call is rejected with whose plan was kept back. */
export class KeptBack extends Error {
  override readonly name = "KeptBack";
  constructor(readonly writes: Write[]) {
    super("a plan that writes is not sent in the shadow");
  }
}

/** A plan that reads is sent. Of one that writes at most the questions before its first write are: its guards. */
export function rehearsing<D extends Database>(database: D, asksGuards: boolean): D {
  type Sent = { statement: object; sql: string; values: readonly unknown[] };
  const check = async (statements: readonly Sent[]): Promise<void> => {
    const writes = statements.map(({ sql, values }) => readWrite(sql, values));
    const first = writes.findIndex((write) => write !== undefined);
    if (first < 0) return;
    if (asksGuards && first > 0) await database.batch(statements.slice(0, first).map((s) => s.statement) as never[]);
    throw new KeptBack(writes.filter((write) => write !== undefined));
  };
  const statementOf = (statement: Statement, sql: string, values: readonly unknown[]): Statement => {
    const send =
      (method: string) =>
      async (...args: unknown[]): Promise<unknown> => {
        await check([{ statement, sql, values }]);
        return await (statement as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[method]!(
          ...args,
        );
      };
    const shown = standIn(statement, {
      bind: (...given: unknown[]) => statementOf(statement.bind(...given), sql, given),
      ...Object.fromEntries(["first", "all", "run", "raw"].map((method) => [method, send(method)])),
    });
    inner.set(shown, { statement, sql, values });
    return shown;
  };
  return standIn(database, {
    prepare: (sql: string) => statementOf(database.prepare(sql), sql, []),
    batch: async (statements: object[]) => {
      const known = statements.map((s) => inner.get(s)!);
      await check(known);
      return await database.batch(known.map((s) => s.statement) as never[]);
    },
    exec: () => Promise.reject(new KeptBack([])),
    withSession: () => {
      throw new KeptBack([]);
    },
  });
}
