// What open() takes and what it gives.
import { open, SquallError, type Client, type ErrorKind, type QueryEvent } from "../../dist/index.js";
import { same } from "./equal.js";

export function clients(DB: D1Database): Client[] {
  const listener = (event: QueryEvent) =>
    same<
      QueryEvent,
      {
        name: string;
        duration: number;
        rows_read: number;
        rows_written: number;
        round_trips: number;
        error?: SquallError;
      }
    >();
  return [
    open(DB),
    open(DB.withSession("first-primary")),
    open(DB, {}),
    open(DB, { now: Date.now, uuid: () => crypto.randomUUID(), onQuery: listener }),
    // @ts-expect-error a binding is needed
    open(),
    // @ts-expect-error the name of the binding is no binding
    open("DB"),
    // @ts-expect-error KV is no database
    open({} as KVNamespace),
    // @ts-expect-error the clock gives milliseconds
    open(DB, { now: () => new Date() }),
    // @ts-expect-error ids are text
    open(DB, { uuid: () => 1 }),
    // @ts-expect-error no such option
    open(DB, { clock: Date.now }),
  ];
}

export function kindOf(error: unknown): ErrorKind | undefined {
  if (!(error instanceof SquallError)) return undefined;
  same<typeof error.table, string | undefined>();
  same<typeof error.columns, string[] | undefined>();
  same<typeof error.function, string | undefined>();
  same<typeof error.guard, string | undefined>();
  same<typeof error.retryable, boolean>();
  switch (error.kind) {
    case "not_found":
    case "conflict":
    case "foreign_key":
    case "not_null":
    case "check":
    case "invalid_argument":
    case "guard_failed":
    case "limit":
    case "unavailable":
    case "internal":
      return error.kind;
    // @ts-expect-error no such kind
    case "timeout":
      return undefined;
    default:
      return error.kind satisfies never; // every kind is named above
  }
}
