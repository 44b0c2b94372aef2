/** What went wrong. */
export type ErrorKind =
  | "not_found"
  | "conflict"
  | "foreign_key"
  | "not_null"
  | "check"
  | "invalid_argument"
  | "guard_failed"
  | "limit"
  | "unavailable"
  | "internal";

/**
 * The one class of errors that the client throws. No bound value ever stands in its message. Its fields are own enumerable
 * properties: they survive wherever those of an Error do, and from() makes a SquallError of what arrives.
 */
export class SquallError extends Error {
  /**
   * The SquallError that an error was before it crossed RPC, structured clone or JSON; undefined where it was none. Of one
   * that kept its message alone (RPC without the compatibility flag enhanced_error_serialization) kind and message are known,
   * and `mayHaveHappened` is true where the kind does not rule it out.
   */
  static from(error: unknown): SquallError | undefined;
  /** All but the cause, which may hold values. */
  toJSON(): object;
  readonly name: "SquallError";
  readonly kind: ErrorKind;
  /** The table and columns of a broken constraint, where the database names them. */
  readonly table: string | undefined;
  readonly columns: string[] | undefined;
  /** domain.function, where the error can be told to one. */
  readonly function: string | undefined;
  /** The guard that failed. */
  readonly guard: string | undefined;
  /** A passing fault: the same call may succeed later. */
  readonly retryable: boolean;
  /** The call writes, and nobody knows whether it did: what was sent may have been performed. */
  readonly mayHaveHappened: boolean;
  /** All that the call writes is committed; only its result could not be read. Then mayHaveHappened is true as well. */
  readonly committed: boolean;
  readonly cause?: unknown;
}

/** What is asked of a D1Database or a session of one. */
export interface Binding {
  prepare(sql: string): { bind(...values: any[]): any };
  batch(statements: any[]): Promise<any[]>;
  getBookmark?(): string | null;
}

export interface QueryEvent {
  /** domain.function; of a batch, its functions with a plus between them. */
  name: string;
  /** Milliseconds from sending to the answer. */
  duration: number;
  rows_read: number;
  rows_written: number;
  round_trips: number;
  /** The round trip failed with this error; what was read and written is then not known, and 0. */
  error?: SquallError;
}

export interface RetryOptions {
  /** How often a call is sent at most. 3 where nothing is said. */
  attempts?: number;
  /** The longest wait before the second try, in milliseconds; with every further try it doubles. Each wait is a random
      part of it. 100 where nothing is said. */
  wait?: number;
  /** No wait is longer than this. 2,000 milliseconds where nothing is said. */
  longestWait?: number;
}
/** What a single call goes by; open() takes the same for all calls of a client. */
export interface CallOptions {
  /** Ends the call: kind "unavailable", the signal's reason as the cause. */
  signal?: AbortSignal | undefined;
  /** Milliseconds that the call may take, with all tries; then kind "unavailable". */
  deadline?: number | undefined;
  /** Sends again after a passing fault: reads, and writes of which a second run does no harm. */
  retry?: boolean | RetryOptions | undefined;
}
export type Options<Mode> = Mode extends "plan" ? [] : [options?: CallOptions];

/** The time that retries and deadlines go by; for tests. */
export interface Timer {
  now(): number;
  /** Runs something in so many milliseconds; gives what calls it off. */
  after(milliseconds: number, run: () => void): () => void;
  /** From 0 to below 1, as Math.random gives. */
  random(): number;
}

export interface OpenOptions extends CallOptions {
  timer?: Timer;
  /** The clock, in milliseconds as Date.now gives them. */
  now?: () => number;
  /** The source of new ids, as crypto.randomUUID gives them. */
  uuid?: () => string;
  /**
   * Errors have the database's own text behind their message, for code that matches on it:
   * "unavailable: …; D1_ERROR: Network connection lost." Off where nothing is said: that text may hold names of the schema.
   */
  databaseText?: boolean | undefined;
  /** Is called after every round trip, also after one that failed. What it throws, or its promise rejects with, is ignored. */
  onQuery?: (event: QueryEvent) => void;
}

/** A page of a list; next_cursor is null on the last one. */
export interface Page<Row> {
  items: Row[];
  next_cursor: string | null;
}

declare const result: unique symbol;
/** A call that has not been made yet: a part of db.batch(). */
export interface Plan<T> {
  readonly [result]: T;
}
export type Result<Mode, T> = Mode extends "plan" ? Plan<T> : Promise<T>;
export type Results<Plans extends readonly Plan<unknown>[]> = {
  -readonly [K in keyof Plans]: Plans[K] extends Plan<infer T> ? T : never;
};

export interface Client extends Functions<"call"> {
  /** Any calls as one batch: one round trip, all or nothing. */
  batch<const Plans extends readonly Plan<unknown>[]>(
    build: (q: Functions<"plan">) => Plans,
    options?: CallOptions,
  ): Promise<Results<Plans>>;
  /** Of a session (open(env.DB.withSession(…))): what it has seen. A later session that begins with it sees at least as
      much. Null before the first answer, and of a database without a session. */
  bookmark(): string | null;
}

/** The typed functions over a D1Database or a session of one. */
export function open(binding: Binding, options?: OpenOptions): Client;
