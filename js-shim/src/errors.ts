// What an application does with a SquallError: the HTTP status of a kind, and whether a retry can help. An entry of its own,
// squall/errors: what a Worker does not import weighs nothing.
import type { ErrorKind, SquallError } from "./error.js";

/** The HTTP status that fits each kind of error. */
export const httpStatuses = {
  invalid_argument: 400,
  not_found: 404,
  conflict: 409,
  guard_failed: 412,
  limit: 413,
  foreign_key: 422,
  not_null: 422,
  check: 422,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/**
 * Whether the same call can succeed later.
 * - `never`: the call itself is wrong, or breaks a rule of the data.
 * - `after_reading`: another caller was faster; read the row again and decide again.
 * - `later`: the database could not answer; wait, then send the call again.
 */
export type Retry = "never" | "after_reading" | "later";

/** What a retry of each kind of error can do, unless the error's own `retryable` says more. */
export const retries = {
  invalid_argument: "never",
  not_found: "never",
  conflict: "after_reading",
  guard_failed: "after_reading",
  limit: "never",
  foreign_key: "never",
  not_null: "never",
  check: "never",
  internal: "never",
  unavailable: "later",
} as const satisfies Record<ErrorKind, Retry>;

/** The fields of a SquallError that decide: also those of one that was rebuilt from JSON or came over RPC. */
type Judged = Pick<SquallError, "kind" | "retryable">;

/** The HTTP status for an error: that of its kind, 500 for anything that is no SquallError. */
export function httpStatusOf(error: unknown): number {
  return isJudged(error) ? httpStatuses[error.kind] : 500;
}

/** What a retry of the call can do; `never` for anything that is no SquallError. A write that may have happened is still the caller's decision: see `mayHaveHappened`. */
export function retryOf(error: unknown): Retry {
  if (!isJudged(error)) return "never";
  return error.retryable ? "later" : retries[error.kind];
}

const isJudged = (error: unknown): error is Judged =>
  typeof error === "object" &&
  error !== null &&
  Object.hasOwn(httpStatuses, (error as { kind?: PropertyKey }).kind ?? "");
