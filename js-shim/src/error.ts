import { errorKinds, type ErrorKind } from "./protocol.js";

export type { ErrorKind };

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

const isKind = (kind: unknown): kind is ErrorKind => errorKinds.includes(kind as ErrorKind);

/**
 * The one class of errors that the client throws. No bound value ever stands in its message. Its fields are own enumerable
 * properties: they survive wherever those of an Error do, and from() makes a SquallError of what arrives.
 */
export class SquallError extends Error {
  // Minified, the class would have another name.
  static override readonly name = "SquallError";
  /** @internal Whether it is one, of whichever copy of this module. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A class that extends it has instances of its own.
    if (this !== SquallError) return super[Symbol.hasInstance](value);
    return value instanceof Error && brand in value;
  }
  override readonly name = "SquallError";
  readonly kind: ErrorKind;
  /** The table and columns of a broken constraint, where the database names them. */
  readonly table: string | undefined;
  readonly columns: string[] | undefined;
  /** domain.function, if the error can be attributed to one. */
  readonly function: string | undefined;
  /** The guard that failed. */
  readonly guard: string | undefined;
  /** A transient error: the same call may succeed later. */
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

  /** All fields except the cause, which may contain values. */
  toJSON(): object {
    return { ...this, message: this.message };
  }
  /**
   * The SquallError that an error was before it crossed RPC, structured clone or JSON; undefined where it was none. Of one
   * that kept its message alone (RPC without the compatibility flag enhanced_error_serialization) kind and message are known,
   * and `mayHaveHappened` is true where the kind does not rule it out.
   */
  static from(error: unknown): SquallError | undefined {
    if (error instanceof SquallError) return error;
    const given = (error ?? {}) as Partial<SquallError>;
    const text = String(given.message);
    if (given.name === "SquallError" && isKind(given.kind)) return new SquallError(given.kind, text, given);
    const [, message, kind, guard] = /^SquallError: ((\w+): (?:(\w+)$)?[^]*)/.exec(text) ?? [];
    if (!isKind(kind)) return undefined;
    const mayHaveHappened = kind === "unavailable" || kind === "internal";
    return new SquallError(kind, message!, { guard, mayHaveHappened, cause: error });
  }
}
/** All copies of this module know it: an entry of the package has one, and the application may have bundled another. */
const brand: unique symbol = Symbol.for("squall.SquallError") as never;
Object.defineProperties(SquallError.prototype, {
  [brand]: { value: true },
  // What Node prints of an error begins with the name that the prototype has when the stack is made.
  name: { value: "SquallError", writable: true, configurable: true },
});

/** @internal The same error with other details. */
export function withDetails(error: SquallError, message: string, details: ErrorDetails): SquallError {
  const { table, columns, guard, retryable, mayHaveHappened, committed, cause } = error;
  const all = { table, columns, function: error.function, guard, retryable, mayHaveHappened, committed, ...details };
  return new SquallError(error.kind, message, "cause" in error ? { cause, ...all } : all);
}
