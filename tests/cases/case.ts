// What a case says, and the words that the tables of cases are written in. A table is plain data: who runs it, and on which
// database, is the runner's business (run.ts).

export const now = "2026-02-03T04:05:06.789Z";
/** The n-th id that a call draws: uuid() counts from 1 in each case. */
export const newId = (prefix: string, n = 1): string =>
  `${prefix}_00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export type ErrorKind =
  "not_found" | "conflict" | "foreign_key" | "check" | "invalid_argument" | "guard_failed" | "limit";
type Fields = Record<string, unknown>;
/** Rows by table. A row is told by some of its fields; an object stands for a JSON text. */
export type RowsOf = Record<string, Fields[]>;

export interface Case {
  /** A sentence; its subject is the function. */
  it: string;
  args: unknown;
  /** The result. Of an object the fields named here are looked at, of a list every item. */
  returns?: unknown;
  refuses?: ErrorKind;
  /** The name of the guard that failed. */
  guard?: string;
  /** Further fields of the error: its message, its table and columns. */
  error?: Fields;
  /** SQL that makes the situation. */
  when?: string;
  /** Rows that must be there afterwards. */
  leaves?: RowsOf;
  /** Rows that must not be there afterwards. */
  removes?: RowsOf;
  /** The list, or the pages together, has two items or more, in strict order of this field. */
  ordered?: { by: string; direction: "asc" | "desc" };
}
type More = Pick<Case, "when" | "leaves" | "removes" | "guard" | "error">;

export const returns = (it: string, args: unknown, result: unknown, more: More = {}): Case => ({
  it,
  args,
  returns: result,
  ...more,
});
export const refuses = (it: string, args: unknown, kind: ErrorKind, more: More = {}): Case => ({
  it,
  args,
  refuses: kind,
  ...more,
});

/** A list in which `when` makes all earlier sort keys equal: its items stand in the order of the last one. */
export const ties = (args: unknown, when: string, direction: "asc" | "desc", by = "id"): Case => ({
  it: `orders ties by ${by}, ${direction}`,
  args,
  when,
  ordered: { by, direction },
});

/** The cases of a domain. */
export interface Domain {
  name: string;
  /** The tables that its functions write: after a refusal they are as they were. */
  tables: string[];
  cases: Record<string, Case[]>;
}
export const domain = (name: string, tables: string[], cases: Record<string, Case[]>): Domain => ({
  name,
  tables,
  cases,
});
/** A step of a trace, as it is stored. */
export const step = {
  step_id: "s1",
  trace_id: "t1",
  timestamp: "2026-01-01T00:09:00.000Z",
  messages_added: [],
  tool_calls: [],
  input: null,
  output: null,
  metadata: {},
};
/** The items of a page, the last one unless `more`. */
export const page = (items: unknown[], next_cursor: unknown = null): object => ({ items, next_cursor });
/** A text that is not known beforehand. */
export const someText = Symbol("some text");
/** Any result: what the call leaves is compared. */
export const anything = Symbol("anything");
/** Only the ids matter, and their order. */
export const ids = (...all: string[]): object[] => all.map((id) => ({ id }));
