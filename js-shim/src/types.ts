// The public types of a client. dist/ has their declarations as tsc writes them; the generated index.d.ts adds the functions.
import type { SquallError } from "./error.js";

/** What is asked of a D1Database or a session of one. */
export interface Binding {
  prepare(sql: string): { bind(...values: any[]): any };
  batch(statements: any[]): Promise<any[]>;
  getBookmark?(): string | null;
}

export interface QueryEvent {
  /** domain.function; of a batch, its functions joined by a plus. */
  name: string;
  /** Milliseconds from sending to the answer. */
  duration: number;
  rows_read: number;
  rows_written: number;
  /** 1; with coalesce, 0 for a read that went with another. */
  round_trips: number;
  /** The round trip failed with this error; rows_read and rows_written are unknown, and 0. */
  error?: SquallError;
}

export interface RetryOptions {
  /** The number of attempts, the first one included; 3 by default. */
  attempts?: number;
  /** The maximum delay before the second attempt, in milliseconds; 100 by default. It doubles with each attempt (full jitter). */
  wait?: number;
  /** The maximum delay before any attempt, in milliseconds; 2,000 by default. */
  maxDelay?: number;
}
/** Options of a single call; open() takes the same as defaults for all calls of a client. */
export interface CallOptions {
  /** Ends the call with kind "unavailable" and the signal's reason as the cause. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for the call, all attempts included; then it fails with kind "unavailable". */
  deadline?: number | undefined;
  /** Retries transient errors of reads, and of writes that the compiler can prove idempotent. Off by default. */
  retry?: boolean | RetryOptions | undefined;
}
export type Options<Mode> = Mode extends "plan" ? [] : [options?: CallOptions];

/** The clock of retries and deadlines; for tests. */
export interface Timer {
  now(): number;
  /** Runs a function after a delay in milliseconds; returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void;
  /** A number in [0, 1), as Math.random returns. */
  random(): number;
}

export interface OpenOptions extends CallOptions {
  timer?: Timer;
  /** The clock, in milliseconds as Date.now returns them. */
  now?: () => number;
  /** The source of new ids, as crypto.randomUUID returns them. */
  uuid?: () => string;
  /**
   * Sends reads of the same turn of the event loop in one round trip: coalesce() of squall/coalesce. Off by default.
   */
  coalesce?: Coalescing | undefined;
  /**
   * Appends the database's own text to the message of an error, for code that matches on it:
   * "unavailable: …; D1_ERROR: Network connection lost." Off by default: that text may contain names of the schema.
   */
  databaseText?: boolean | undefined;
  /** Is called after every round trip, failed ones included. An exception or a rejected promise of it is ignored. */
  onQuery?: (event: QueryEvent) => void;
}

/** Makes the queue of a client whose reads are sent together: coalesce() of squall/coalesce. */
export type Coalescing = (binding: any, isOfAll: (cause: unknown) => boolean) => object;

/** A page of a list; next_cursor is null on the last one. */
export interface Page<Row> {
  items: Row[];
  next_cursor: string | null;
}

declare const result: unique symbol;
/** A call that is not made yet: a part of db.batch(). */
export interface Plan<T> {
  readonly [result]: T;
}
export type Result<Mode, T> = Mode extends "plan" ? Plan<T> : Promise<T>;
export type Results<Plans extends readonly Plan<unknown>[]> = {
  -readonly [K in keyof Plans]: Plans[K] extends Plan<infer T> ? T : never;
};

/** What a client has beside its functions; Q has the same functions, which return plans. */
export interface ClientMethods<Q> {
  /** Sends calls as one batch: one round trip, all or nothing. */
  batch<const Plans extends readonly Plan<unknown>[]>(
    build: (q: Q) => Plans,
    options?: CallOptions,
  ): Promise<Results<Plans>>;
  /**
   * The bookmark of a session (open(env.DB.withSession(…))). A later session that begins with it sees at least as much. Null
   * before the first answer, and for a database without a session.
   */
  bookmark(): string | null;
}
