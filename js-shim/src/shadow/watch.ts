// Two bindings that stand before D1: one lets everything through and records it, the other sends what reads and suppresses what
// writes.
import { kindOfError } from "./error_kinds.js";
import { finderOf, readWrites, type Write } from "./sql.js";

/** What this needs of a D1Database or a session of one; the old function gets all of it. */
export interface Database {
  prepare(sql: string): Statement;
  batch(statements: never[]): Promise<unknown[]>;
}
interface Statement {
  bind(...values: unknown[]): Statement;
}
interface Result {
  meta?: { rows_read?: number; rows_written?: number; changes?: number };
}

/** A statement as it is sent; of one that another binding prepared its text is not known. */
interface Sent {
  statement: object;
  sql: string | undefined;
  values: readonly unknown[];
}
/** Performs statements, or does not: `act` sends all of them, `batch` some. `noRows` is what D1 returns for a single one without rows. */
type Perform = (
  sent: Sent[],
  act: () => Promise<unknown>,
  batch: (statements: object[]) => Promise<unknown>,
  noRows: unknown,
) => Promise<unknown>;

const emptyResult = { success: true, results: [], meta: { changes: 0, rows_read: 0, rows_written: 0 } };
const noRowsOf: Record<string, unknown> = { first: null, all: emptyResult, run: emptyResult, raw: [] };

const prepared = new WeakMap<object, Sent>();

/** A proxy of an object of D1's: these members are replaced where it has them, all others are its own. */
function proxyOf<T extends object>(target: T, members: Record<string, unknown>): T {
  return new Proxy(target, {
    get(of, key) {
      const member: unknown = Reflect.get(of, key, of);
      if (typeof member !== "function") return member;
      if (typeof key === "string" && Object.hasOwn(members, key)) return members[key];
      return member.bind(of) as unknown;
    },
  });
}

function wrap<D extends Database>(database: D, perform: Perform): D {
  const of = database as D & {
    exec(sql: string): Promise<unknown>;
    withSession(...args: unknown[]): D;
  };
  const batch = (statements: object[]): Promise<unknown> => of.batch(statements as never[]);
  const statementOf = (statement: Statement, sql: string, values: readonly unknown[]): Statement => {
    const sent: Sent = { statement, sql, values };
    const methods = statement as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    const proxy = proxyOf(statement, {
      bind: (...bound: unknown[]) => statementOf(statement.bind(...bound), sql, bound),
      ...Object.fromEntries(
        ["first", "all", "run", "raw"].map((method) => [
          method,
          (...args: unknown[]) => perform([sent], async () => await methods[method]!(...args), batch, noRowsOf[method]),
        ]),
      ),
    });
    prepared.set(proxy, sent);
    return proxy;
  };
  return proxyOf(database, {
    prepare: (sql: string) => statementOf(of.prepare(sql), String(sql), []),
    batch: (statements: object[]) => {
      const sent = Array.from(
        statements,
        (statement) => prepared.get(statement) ?? { statement, sql: undefined, values: [] },
      );
      return perform(sent, async () => await batch(sent.map(({ statement }) => statement)), batch, [emptyResult]);
    },
    exec: (sql: string) =>
      perform([{ statement: {}, sql: String(sql), values: [] }], async () => await of.exec(sql), batch, undefined),
    withSession: (...args: unknown[]) => wrap(of.withSession(...args), perform),
  });
}

/** What a statement writes, and what could not be read of it. */
function writesOf({ sql, values }: Sent, notes: Set<string>): Write[] {
  try {
    if (sql !== undefined) return readWrites(sql, values);
    notes.add("a statement that another binding prepared");
  } catch {
    notes.add("a statement that could not be read");
  }
  return [];
}

export interface Trace {
  writes: Write[];
  /** What could not be recorded. */
  notes: Set<string>;
  round_trips: number;
  /** As far as D1 reports them: first() and raw() have none. */
  rows_read: number;
  rows_written: number;
}

/** Lets all through to D1. The first write, and all after it, are sent when `beforeWrites` has ended. */
export function recorded<D extends Database>(
  database: D,
  beforeWrites: () => Promise<unknown>,
): { database: D; trace: Trace } {
  const trace: Trace = { writes: [], notes: new Set(), round_trips: 0, rows_read: 0, rows_written: 0 };
  let before: Promise<unknown> | undefined;
  const count = (sent: Write[][], results: unknown): void => {
    const all = (Array.isArray(results) && sent.length > 1 ? results : [results].flat()) as (Result | undefined)[];
    sent.forEach((writes, i) => {
      const meta = all[i]?.meta;
      trace.rows_read += meta?.rows_read ?? 0;
      trace.rows_written += meta?.rows_written ?? 0;
      for (const write of writes) write.changes = meta?.changes;
    });
  };
  const perform: Perform = async (sent, act) => {
    const writes = sent.map((statement) => writesOf(statement, trace.notes));
    trace.round_trips += 1;
    if (writes.flat().length > 0) {
      trace.writes.push(...writes.flat());
      await (before ??= beforeWrites());
    }
    let results: unknown;
    try {
      results = await act();
    } catch (error) {
      for (const write of writes.flat()) write.hasFailed = true;
      throw error;
    }
    try {
      count(writes, results);
    } catch {
      trace.notes.add("the costs of an answer that did not come from D1");
    }
    return results;
  };
  return { database: wrap(database, perform), trace };
}

/** What a call is rejected with whose writes were suppressed. */
export class SuppressedWrite extends Error {
  override readonly name = "SuppressedWrite";
  constructor() {
    super("a plan that writes is not sent in the shadow");
  }
}

/** The answer of a finder, the last of a batch; undefined where the binding answers otherwise. */
function foundIn(results: unknown): boolean | undefined {
  const last = (results as { results?: { found?: unknown }[] }[] | undefined)?.at?.(-1);
  const found = last?.results?.[0]?.found;
  return typeof found === "number" ? found !== 0 : undefined;
}
/** A guard's refusal is the answer; whatever else failed may be the finder, so the guards are asked alone. */
function unlessRefused(error: unknown): undefined {
  if (kindOfError(error) !== undefined) throw error;
}

export interface DryRun {
  /** Of the first calls that write. What comes after one of them has been rejected answers to that rejection. */
  writes: Write[];
  /** Whether all of them find no row, so that nothing was suppressed. */
  isIdle: boolean;
  /** The kind of the guard's error, where a guard refused: the caller may have caught it. */
  refusal: string | undefined;
  notes: Set<string>;
}

/**
 * A plan that reads is sent. Of one that writes at most the questions before its first write are: its guards, and whether the
 * condition of that write finds a row. A single write that finds none changes nothing: it returns no rows, and with those its
 * guard may fail.
 */
export function dryRun<D extends Database>(database: D, asksGuards: boolean): { database: D; run: DryRun } {
  const run: DryRun = { writes: [], isIdle: false, refusal: undefined, notes: new Set() };
  let isOver = false;
  const statementThatFinds = ({ sql, values }: Sent): object | undefined => {
    try {
      const finder = sql === undefined ? undefined : finderOf(sql, values.length);
      return finder === undefined ? undefined : database.prepare(finder).bind(...values);
    } catch {
      return undefined;
    }
  };
  const perform: Perform = async (sent, act, batch, noRows) => {
    const isLate = isOver;
    const writes = sent.map((statement) => writesOf(statement, run.notes));
    const first = writes.findIndex((of, i) => of.length > 0 || sent[i]!.sql === undefined);
    if (first < 0) return await act();
    if (asksGuards) {
      const guards = sent.slice(0, first).map(({ statement }) => statement);
      const finder = statementThatFinds(sent[first]!);
      try {
        const found = finder && (await batch([...guards, finder]).then(foundIn, unlessRefused));
        if (found !== undefined) for (const write of writes[first]!) write.finds = found;
        if (found === false && sent.length === 1 && noRows !== undefined) {
          if (isLate) return noRows;
          run.isIdle = run.writes.length === 0 || run.isIdle;
          run.writes.push(...writes.flat());
          return noRows;
        }
        if (found === undefined && guards.length > 0) await batch(guards);
      } catch (error) {
        run.refusal ??= kindOfError(error) ?? "refused";
        throw error;
      }
    }
    if (!isLate) run.writes.push(...writes.flat());
    run.isIdle = false;
    isOver = true;
    throw new SuppressedWrite();
  };
  return { database: wrap(database, perform), run };
}

/** A client whose calls may be rejected before anybody waits for them: a suppressed write must not end the process. Reports errors. */
export function handled<T>(client: T, onError: (error: unknown) => void): T {
  if ((typeof client !== "object" && typeof client !== "function") || client === null) return client;
  return new Proxy(client as T & object, {
    get(of, key) {
      const member: unknown = Reflect.get(of, key, of);
      if (typeof member !== "function") return typeof member === "object" ? handled(member, onError) : member;
      return (...args: unknown[]): unknown => {
        const result: unknown = member.apply(of, args);
        if (result instanceof Promise) result.catch(onError);
        return result;
      };
    },
  });
}
