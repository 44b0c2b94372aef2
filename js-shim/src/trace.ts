// squall/trace: a span for each call, named after its function. What a call sends is watched through its binding, so the ordinary client
// has no code for it, and a call that nobody traces takes the same way as without.
import * as workers from "cloudflare:workers";
import type { Binding, Statement, StatementResult } from "./binding.js";
import { SquallError } from "./error.js";
import type { OpenOptions, QueryEvent } from "./types.js";

export interface CallSpan {
  readonly isTraced?: boolean;
  setAttribute(key: string, value: string | number | boolean): unknown;
}
export interface CallTracing {
  enterSpan<T>(name: string, callback: (span: CallSpan) => T): T;
}
export interface CallEvent {
  /** domain.function; of a batch, its functions joined by a plus. */
  name: string;
  /** Milliseconds of the call, all attempts and delays included. */
  duration: number;
  /** How often something was sent: 1, more with retries and for a function of several steps, 0 where the call was refused before. */
  attempts: number;
  /** The SQL of each statement that was sent, of all attempts. */
  sql: string[];
  rows_read: number;
  rows_written: number;
  /** The server that answered, where D1 says it: its region where there is one. */
  served_by: string | undefined;
  served_by_primary: boolean | undefined;
  /** Of a failed call. Its kind, guard, table and columns are those of the SquallError. */
  error?: SquallError;
}
export interface TraceOptions {
  /** By default that of cloudflare:workers; without one no spans are made. */
  tracing?: CallTracing | undefined;
  /** Is called after each call, failed ones included. What it throws is ignored. */
  onCall?: (event: CallEvent) => void;
}

type Open = (binding: any, options?: OpenOptions) => object;
type Functions = Record<string, (...args: unknown[]) => Promise<unknown>>;

interface Sent {
  attempts: number;
  sql: string[];
  results: StatementResult[];
}

/** A binding that remembers what is sent through it. A read alone is sent with all(), which returns D1's counts. */
function watching(binding: Binding, sent: Sent): Binding {
  const inner = new WeakMap<object, { statement: Statement; sql: string }>();
  const wrap = (sql: string, statement: Statement): object => {
    const all = async () => {
      sent.attempts++;
      sent.sql.push(sql);
      const result = await (statement.all() as Promise<StatementResult>);
      sent.results.push(result);
      return result;
    };
    const wrapped = {
      bind: (...values: never[]) =>
        wrap(sql, (statement as unknown as { bind(...values: never[]): Statement }).bind(...values)),
      all,
      raw: async () => (await all()).results,
    };
    inner.set(wrapped, { statement, sql });
    return wrapped;
  };
  return {
    prepare: (sql: string) => wrap(sql, binding.prepare(sql) as unknown as Statement),
    batch: async (statements: object[]) => {
      sent.attempts++;
      const own = statements.map((statement) => inner.get(statement)!);
      sent.sql.push(...own.map(({ sql }) => sql));
      const results = (await binding.batch(
        own.map(({ statement }) => statement) as never[],
      )) as unknown as StatementResult[];
      sent.results.push(...results);
      return results;
    },
    ...(binding.getBookmark && { getBookmark: () => binding.getBookmark!() }),
  } as unknown as Binding;
}

/** An open() whose client makes a span of each call. */
export function traced<O extends Open>(open: O, { tracing = defaultTracing(), onCall }: TraceOptions = {}): O {
  const openTraced = (binding: Binding, options: OpenOptions = {}): object => {
    if (options.coalesce !== undefined)
      throw new SquallError(
        "invalid_argument",
        "invalid_argument: a traced client does not coalesce: its spans are of single calls",
      );
    const base = open(binding, options);

    async function watched(span: CallSpan | undefined, name: string, perform: (client: object) => Promise<unknown>) {
      const sent: Sent = { attempts: 0, sql: [], results: [] };
      const started = Date.now();
      let functions: string | undefined;
      const client = open(watching(binding, sent), {
        ...options,
        onQuery: (event: QueryEvent) => {
          functions = event.name;
          options.onQuery?.(event);
        },
      });
      const tell = (error?: SquallError): void => {
        const event = eventOf(name === "batch" ? (functions ?? name) : name, Date.now() - started, sent, error);
        try {
          if (span) describe(span, event);
          onCall?.(event);
        } catch {
          // What is done is done, whatever a listener makes of it.
        }
      };
      try {
        const result = await perform(client);
        tell();
        return result;
      } catch (error) {
        tell(error instanceof Error && error.name === "SquallError" ? (error as SquallError) : undefined);
        throw error;
      }
    }
    const call = (name: string, perform: (client: object) => Promise<unknown>): Promise<unknown> => {
      if (tracing === undefined) return onCall === undefined ? perform(base) : watched(undefined, name, perform);
      return tracing.enterSpan(`squall ${name}`, (span) =>
        span.isTraced === false && onCall === undefined ? perform(base) : watched(span, name, perform),
      );
    };

    const domains = new Map<string, object>();
    return new Proxy(base, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (key === "batch")
          return (...args: unknown[]) => call("batch", (client) => (client as unknown as Functions).batch!(...args));
        if (typeof value === "function") return value.bind(target) as unknown;
        if (typeof key !== "string" || typeof value !== "object" || value === null) return value;
        let domain = domains.get(key);
        if (domain === undefined)
          domains.set(
            key,
            (domain = new Proxy(value, {
              get(functions, name) {
                const fn: unknown = Reflect.get(functions, name, functions);
                if (typeof fn !== "function" || typeof name !== "string" || name === "constructor") return fn;
                return (...args: unknown[]) =>
                  call(`${key}.${name}`, (client) => (client as Record<string, Functions>)[key]![name]!(...args));
              },
            })),
          );
        return domain;
      },
    });
  };
  return openTraced as unknown as O;
}

function defaultTracing(): CallTracing | undefined {
  return (workers as { tracing?: CallTracing }).tracing;
}

function eventOf(name: string, duration: number, { attempts, sql, results }: Sent, error?: SquallError): CallEvent {
  const sum = (field: "rows_read" | "rows_written") =>
    results.reduce((all, { meta }) => all + Number(meta?.[field] ?? 0), 0);
  const meta = results.at(-1)?.meta as Record<string, unknown> | undefined;
  return {
    name,
    duration,
    attempts,
    sql,
    rows_read: sum("rows_read"),
    rows_written: sum("rows_written"),
    served_by: (meta?.served_by_region ?? meta?.served_by) as string | undefined,
    served_by_primary: meta?.served_by_primary as boolean | undefined,
    ...(error && { error }),
  };
}

function describe(span: CallSpan, event: CallEvent): void {
  const { error } = event;
  const attributes: Record<string, string | number | boolean | undefined> = {
    "squall.function": event.name,
    "squall.attempts": event.attempts,
    "squall.statements": event.sql.length,
    "squall.rows_read": event.rows_read,
    "squall.rows_written": event.rows_written,
    "squall.served_by": event.served_by,
    "squall.served_by_primary": event.served_by_primary,
    "squall.error_kind": error?.kind,
    "squall.guard": error?.guard,
    ...(error && { error: true }),
  };
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) span.setAttribute(key, value);
}
