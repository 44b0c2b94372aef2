// What went wrong, read off whatever a binding rejected with: an Error of D1's, one that a wrapper put around it, a plain
// object, a text.
import type { ErrorFields } from "./engine.js";

export interface Failure extends ErrorFields {
  /** The text that was read. */
  text: string;
  /** SQLite or the binding refused the statements: nothing of them has happened. */
  isRefusal: boolean;
}

/** Causes of causes that are read at most, and errors of an AggregateError. */
const maxDepth = 16;
const maxErrors = 100;

/** Reads the first text that is known: of the value itself, of its causes, of the errors that it collects. */
export function readFailure(cause: unknown, read: (text: string) => ErrorFields): Failure {
  return failureOf(cause, read, maxDepth) ?? { ...read(""), text: "", isRefusal: false };
}

function failureOf(value: unknown, read: (text: string) => ErrorFields, depth: number): Failure | undefined {
  const text = textOf(value);
  let own: Failure | undefined;
  if (text !== undefined) {
    const fields = read(text);
    own = { ...fields, text, isRefusal: isRefusal(text, fields) };
    if (isKnown(own)) return own;
  }
  if (depth === 0) return own;
  const inner = field(value, "cause");
  const found = inner === undefined || inner === value ? undefined : failureOf(inner, read, depth - 1);
  if (found !== undefined && isKnown(found)) return found;
  const errors = field(value, "errors");
  if (!isList(errors)) return own ?? found;
  // Several tries, perhaps: that the last was refused does not tell what became of those before it.
  const all = errors.slice(0, maxErrors).map((error) => failureOf(error, read, depth - 1));
  const known = all.filter((f) => f !== undefined && isKnown(f)) as Failure[];
  const first = known.find((f) => !f.isRefusal) ?? known[0];
  return first === undefined ? own : { ...first, isRefusal: all.every((f) => f?.isRefusal) };
}

const isKnown = (failure: Failure): boolean => failure.kind !== "internal" || failure.isRefusal;

/** An error of SQLite rolls its statement back. Disk errors are the exception: their outcome is unknown even to SQLite. */
const refusals = /SQLITE_(?!IOERR)|^D1_TYPE_ERROR/;
/** The answer was too large: the statements had run. */
const tooLargeAnswer = "before EOF";
function isRefusal(text: string, { kind }: ErrorFields): boolean {
  if (text.includes(tooLargeAnswer)) return false;
  return refusals.test(text) || (kind !== "unavailable" && kind !== "internal");
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  for (const name of ["message", "error"]) {
    const text = field(value, name);
    if (typeof text === "string") return text;
  }
  return undefined;
}
/** A field of anything, whose getters may throw. */
function field(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}
function isList(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
