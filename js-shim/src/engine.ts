// The life of the module's instance: calls into it, what it records, and its replacement after a trap. Every call is
// synchronous; an instance is never entered twice.
import type { Bound } from "./binding.js";
import { ArgumentWriter, type Layout } from "./encode.js";
import { SquallError } from "./error.js";
import { Plan } from "./plan.js";
import { BindKind, protocolVersion, StatementFlag, type ErrorKind } from "./protocol.js";

interface Exports {
  memory: WebAssembly.Memory;
  _initialize?: () => void;
  squall_arguments(size: number): number;
  squall_call(fn: number, inBatch: number, unknown: number): number;
  squall_resume(step: number, pageRows: number): number;
  squall_drop(step: number): void;
  squall_statement_text(statement: number, conditions: number, form: number): number;
  squall_read_error(size: number): number;
  squall_text(): number;
  squall_contract(): number;
}

/** The clock and the source of ids of a call. */
export interface Host {
  now: () => number;
  uuid: () => string;
}

export interface ErrorFields {
  kind: ErrorKind;
  message: string;
  table: string | undefined;
  columns: string[] | undefined;
  guard: string | undefined;
  batchIndex: number;
  retryable: boolean;
}

/** A text may begin with U+FEFF, which a decoder would take for a byte order mark. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

export class Engine {
  // What steps.ts uses as well.
  exports!: Exports;
  writer!: ArgumentWriter;
  plan!: Plan;
  busy = false;
  /** The module is running: an exception now goes through its frames, and leaves its stack and heap as they were. */
  entered = false;
  /** Counts the instances: a step that waits in one that is gone cannot go on. */
  instance = 0;

  private bytes!: Uint8Array;
  /** Statement texts by their address; constants of the module, so there are only so many. */
  private texts!: Map<number, string>;
  private variants!: Map<string, string>;

  // Of the call that is going on.
  private values!: Bound[];
  private host!: Host;
  private batchIndex = 0;
  private refusal = "";

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly contract: number,
  ) {
    this.start();
  }

  /** A new instance of the same module. The old one, and all that it was doing, is forgotten. */
  private start(): void {
    this.instance++;
    const instance = new WebAssembly.Instance(this.module, this.imports());
    this.exports = instance.exports as unknown as Exports;
    this.exports._initialize?.();
    // Bitwise operators make both signed.
    if ((this.exports.squall_contract() ^ protocolVersion) !== (this.contract | 0))
      throw new Error("squall: the module and the client were not built together; replace all files of dist/ at once");
    this.bytes = new Uint8Array(this.exports.memory.buffer);
    this.texts = new Map();
    this.variants = new Map();
    const exports = this.exports;
    this.writer = new ArgumentWriter({
      get buffer() {
        return exports.memory.buffer as ArrayBuffer;
      },
      reserve: (size) => exports.squall_arguments(size),
    });
  }

  /** Records the plan of a call. Throws a SquallError when the arguments are refused, or the module trapped. */
  record(
    fn: number,
    name: string,
    layout: Layout,
    args: unknown,
    host: Host,
    batchIndex: number,
    inBatch: boolean,
  ): Plan {
    this.enter(fn, name, host, batchIndex);
    let refused: number;
    try {
      const unknown = this.writer.write(layout, args);
      this.entered = true;
      refused = this.exports.squall_call(fn, inBatch ? 1 : 0, unknown);
    } catch (cause) {
      throw this.stopped(name, cause);
    } finally {
      this.busy = false;
    }
    return refused === 0 ? this.plan : this.refuse(refused, name);
  }

  enter(fn: number, name: string, host: Host, batchIndex: number): void {
    if (this.busy)
      throw new SquallError(
        "invalid_argument",
        "invalid_argument: a call cannot start while the arguments, the clock or the ids of another call are read",
        { function: name },
      );
    this.busy = true;
    this.plan = new Plan(fn, this.instance);
    this.host = host;
    this.batchIndex = batchIndex;
    this.entered = false;
  }
  refuse(refused: number, name: string): never {
    if (refused === 1)
      throw new SquallError(this.refusal.slice(0, this.refusal.indexOf(":")) as ErrorKind, this.refusal, {
        function: name,
      });
    throw new SquallError("internal", "internal: no step waits for these rows", { function: name });
  }
  /** Only what failed before the module ran leaves its instance as it was. */
  stopped(name: string, cause: unknown): SquallError {
    if (!(cause instanceof SquallError)) return this.trapped(name, cause);
    if (this.entered) this.start();
    return new SquallError(cause.kind, cause.message, { function: name });
  }

  /** The text of the error with which a guard fails that was not sent. */
  guardFailure(guard: number): string {
    return this.text(this.exports.squall_statement_text(guard, 0, StatementFlag.isChangeGuard));
  }

  /** Reads the text of a database's error. */
  readError(text: string): ErrorFields {
    try {
      const bytes = encoder.encode(text);
      const at = this.writer.room(bytes.length);
      this.memory().set(bytes, at);
      const [kind, message, table, columns, guard, batchIndex, retryable] = this.text(
        this.exports.squall_read_error(bytes.length),
      ).split("\n");
      return {
        kind: kind as ErrorKind,
        message: message!,
        table: table || undefined,
        columns: columns ? columns.split(",") : undefined,
        guard: guard || undefined,
        batchIndex: Number(batchIndex),
        retryable: retryable === "1",
      };
    } catch (cause) {
      this.trapped("", cause);
      return {
        kind: "internal",
        message: "internal: the database refused the statement",
        table: undefined,
        columns: undefined,
        guard: undefined,
        batchIndex: -1,
        retryable: false,
      };
    }
  }

  /** A trap leaves an instance in an unknown state. Nothing was sent: a plan is sent only after its call has returned. */
  private trapped(name: string, cause: unknown): SquallError {
    this.start();
    return new SquallError("internal", "internal: the module stopped and was restarted; nothing was sent", {
      function: name,
      retryable: true,
      cause,
    });
  }

  private memory(): Uint8Array {
    // Memory that grew leaves its old buffer behind without a length.
    if (this.bytes.length === 0) this.bytes = new Uint8Array(this.exports.memory.buffer);
    return this.bytes;
  }
  private string(at: number, size: number): string {
    return decoder.decode(this.memory().subarray(at, at + size));
  }
  private text(size: number): string {
    return this.string(this.exports.squall_text(), size);
  }

  private statementText(statement: number, conditions: number, flags: number): string {
    if (conditions === 0 && (flags & StatementFlag.isRowGuard) === 0) {
      let text = this.texts.get(statement);
      if (text === undefined) {
        text = this.text(this.exports.squall_statement_text(statement, 0, 0));
        this.texts.set(statement, text);
      }
      return text;
    }
    const key = `${statement}/${conditions}/${flags & StatementFlag.isRowGuard}`;
    let text = this.variants.get(key);
    if (text === undefined) {
      text = this.text(this.exports.squall_statement_text(statement, conditions, flags & StatementFlag.isRowGuard));
      if (this.variants.size >= maxVariants) this.variants.clear();
      this.variants.set(key, text);
    }
    return text;
  }

  private imports(): WebAssembly.Imports {
    return {
      squall: {
        prepare: (statement: number, conditions: number, flags: number) => {
          const plan = this.plan;
          if (flags === StatementFlag.isChangeGuard) {
            plan.changeGuard = statement;
            return;
          }
          const text = this.statementText(statement, conditions, flags);
          this.values = [];
          if (plan.texts.length === 0) {
            // Most plans have one statement: a list of exactly one is smaller than one that was pushed to.
            plan.texts = [text];
            plan.flags = [flags];
            plan.values = [this.values];
            return;
          }
          plan.texts.push(text);
          plan.flags.push(flags);
          plan.values.push(this.values);
        },
        bind: (kind: BindKind, number: number, data: number, size: number) => {
          this.values.push(
            kind === BindKind.hostText
              ? this.writer.hostTexts[data - 1]!
              : kind === BindKind.number
                ? number
                : kind === BindKind.text
                  ? this.string(data, size)
                  : kind === BindKind.batchIndex
                    ? String(this.batchIndex)
                    : kind === BindKind.blob
                      ? this.memory().slice(data, data + size)
                      : null,
          );
        },
        batch: (pageRows: number) => {
          this.plan.pageRows = pageRows;
        },
        then: (step: number) => {
          this.plan.nextStep = step;
        },
        refuse: (at: number, size: number) => {
          this.refusal = this.string(at, size);
        },
        now: () => {
          const now = this.host.now();
          if (typeof now !== "number" || !(now >= firstMoment && now <= lastMoment))
            throw new Error("squall: now() must return milliseconds of a year from 1 to 9999");
          return now;
        },
        uuid: (at: number) => {
          const id = this.host.uuid();
          if (typeof id !== "string" || !isUuid.test(id))
            throw new Error("squall: uuid() must return 36 ASCII characters");
          writeText(id, this.memory(), at);
        },
        write_number: (number: number, at: number) =>
          encoder.encodeInto(String(number), this.memory().subarray(at, at + 32)).written,
        read_text: (number: number, at: number) => {
          const text = this.writer.hostTexts[number - 1]!;
          return writeText(text, this.memory(), at);
        },
      },
    };
  }
}

const firstMoment = Date.parse("0001-01-01T00:00:00.000Z");
const lastMoment = Date.parse("9999-12-31T23:59:59.999Z");

/** What uuid() may return: there is room for 36 bytes. */
const isUuid = /^[\x21-\x7e]{36}$/;

/** Cached variants with optional fragments; beyond this number they are rebuilt. */
const maxVariants = 4096;

/** Up to about this many characters a loop beats TextEncoder (measured in workerd). */
const shortText = 40;

/** Writes a string as UTF-8; returns the number of bytes. */
function writeText(text: string, bytes: Uint8Array, at: number): number {
  const length = text.length;
  if (length <= shortText) {
    let i = 0;
    for (; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) break;
      bytes[at + i] = code;
    }
    if (i === length) return length;
  }
  return encoder.encodeInto(text, bytes.subarray(at, at + 3 * length)).written;
}
