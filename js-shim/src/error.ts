/** What went wrong. The same kinds as in C++ (src/core/error.hpp). */
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

export interface ErrorDetails {
  table?: string | undefined;
  columns?: string[] | undefined;
  function?: string | undefined;
  guard?: string | undefined;
  retryable?: boolean | undefined;
  mayHaveHappened?: boolean | undefined;
  committed?: boolean | undefined;
  cause?: unknown;
}

/** The one class of errors that the client gives. No bound value ever stands in its message. */
export class SquallError extends Error {
  override readonly name = "SquallError";
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

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.kind = kind;
    this.table = details.table;
    this.columns = details.columns;
    this.function = details.function;
    this.guard = details.guard;
    this.retryable = details.retryable ?? false;
    this.committed = details.committed ?? false;
    this.mayHaveHappened = this.committed || (details.mayHaveHappened ?? false);
  }
}

/** The same error with other details. */
export function withDetails(error: SquallError, message: string, details: ErrorDetails): SquallError {
  const { table, columns, guard, retryable, mayHaveHappened, committed, cause } = error;
  const all = { table, columns, function: error.function, guard, retryable, mayHaveHappened, committed, ...details };
  return new SquallError(error.kind, message, "cause" in error ? { cause, ...all } : all);
}
