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

/** The one class of errors that the client gives. No bound value ever stands in its message. */
export class SquallError extends Error {
  readonly name: "SquallError";
  readonly kind: ErrorKind;
  /** The table and columns of a broken constraint, where the database names them. */
  readonly table: string | undefined;
  readonly columns: string[] | undefined;
  /** domain.function, where the error can be told to one. */
  readonly function: string | undefined;
  /** The guard that failed. */
  readonly guard: string | undefined;
  /** A passing fault: the same call may succeed later. After a write it may also have happened. */
  readonly retryable: boolean;
  readonly cause?: unknown;
}

/** What is asked of a D1Database or a session of one. */
export interface Binding {
  prepare(sql: string): { bind(...values: any[]): any };
  batch(statements: any[]): Promise<any[]>;
}

export interface QueryEvent {
  /** domain.function; of a batch, its functions with a plus between them. */
  name: string;
  /** Milliseconds from sending to the answer. */
  duration: number;
  rows_read: number;
  rows_written: number;
  round_trips: number;
}

export interface OpenOptions {
  /** The clock, in milliseconds as Date.now gives them. */
  now?: () => number;
  /** The source of new ids, as crypto.randomUUID gives them. */
  uuid?: () => string;
  /** Is told of every round trip. */
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
export type Results<Plans extends readonly Plan<unknown>[]> = { -readonly [K in keyof Plans]: Plans[K] extends Plan<infer T> ? T : never };

export interface Client extends Functions<"call"> {
  /** Any calls as one batch: one round trip, all or nothing. */
  batch<const Plans extends readonly Plan<unknown>[]>(build: (q: Functions<"plan">) => Plans): Promise<Results<Plans>>;
}

/** The typed functions over a D1Database or a session of one. */
export function open(binding: Binding, options?: OpenOptions): Client;
