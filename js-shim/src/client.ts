// open(): the client over a D1Database or a session, from the table that the build generates.
import type { Binding, Statement, StatementResult } from "./binding.js";
import { readLayout, type Layout } from "./encode.js";
import { Engine, type Host } from "./engine.js";
import { SquallError } from "./error.js";
import { persist, repeating, termsOf, worldTimer, type CallOptions, type Terms, type Timer } from "./patience.js";
import { isAnswer, type Finish, type Plan, type Rows } from "./plan.js";
import { finishWith, type Taker } from "./result.js";

/** One function: its name, its arguments' layout, how its rows become its result. */
export type FunctionEntry = [name: string, layout: string, result: Taker, steps?: "steps"];
export type Domains = Record<string, FunctionEntry[]>;

export interface QueryEvent {
  /** domain.function; of a batch, its functions with a plus between them. */
  name: string;
  /** Milliseconds from sending to the answer. */
  duration: number;
  rows_read: number;
  rows_written: number;
  round_trips: number;
}
export interface OpenOptions extends CallOptions {
  timer?: Timer;
  now?: () => number;
  uuid?: () => string;
  onQuery?: (event: QueryEvent) => void;
}

interface FunctionInfo {
  number: number;
  name: string;
  layout: Layout;
  finish: Finish;
  /** Needs an answer in between: several round trips, and no part of a batch. */
  hasSteps: boolean;
}

/** A plan that was recorded for a batch; nothing but db.batch() can use it. */
export class RecordedPlan {
  constructor(
    readonly plan: Plan,
    readonly info: FunctionInfo,
    readonly slot: number,
    /** The batch that it belongs to. */
    readonly recorder: object,
  ) {}
}

/** Makes the open() of a module and its table of functions. */
export function makeOpen(
  module: WebAssembly.Module,
  domains: Domains,
): (binding: Binding, options?: OpenOptions) => object {
  const infos = new Map<string, FunctionInfo[]>();
  let number = 0;
  for (const domain in domains)
    infos.set(
      domain,
      domains[domain]!.map(([name, layout, result, steps]) => {
        let known: Layout | undefined;
        return {
          number: number++,
          name: `${domain}.${name}`,
          get layout() {
            return (known ??= readLayout(layout));
          },
          finish: finishWith(result),
          hasSteps: steps !== undefined,
        };
      }),
    );
  class ModuleRecorder extends Recorder {}
  class ModuleClient extends Client {}
  giveDomains(ModuleRecorder, infos);
  giveDomains(ModuleClient, infos);
  let engine: Engine | undefined;
  return (binding, options = {}) =>
    new ModuleClient(binding, options, (engine ??= new Engine(module, number)), ModuleRecorder);
}

/** What the functions of a domain call, and the domains made so far. Symbols, for every other name may be a domain's. */
const perform = Symbol("perform");
const made = Symbol("made");
interface Performer {
  [perform](info: FunctionInfo, args: unknown, options?: CallOptions): unknown;
  readonly [made]: Record<string, object>;
}

/**
 * Gives a class each domain as a property. Clients are opened for every request and batches built for every call, so nothing
 * is defined anew for each of them: domains are properties of the class, functions methods of their domain's class.
 */
function giveDomains(target: { prototype: Performer }, infos: Map<string, FunctionInfo[]>): void {
  for (const [domain, functions] of infos) {
    class Functions {
      constructor(readonly performer: Performer) {}
    }
    for (const info of functions)
      Object.defineProperty(Functions.prototype, info.name.slice(domain.length + 1), {
        value(this: Functions, args: unknown, options?: CallOptions) {
          return this.performer[perform](info, args, options);
        },
      });
    Object.defineProperty(target.prototype, domain, {
      enumerable: true,
      get(this: Performer) {
        return (this[made][domain] ??= new Functions(this));
      },
    });
  }
}

/** The q of one batch: it records plans. */
class Recorder {
  readonly [made] = {};
  readonly #infos: FunctionInfo[] = [];
  readonly #engine: Engine;
  readonly #host: Host;

  constructor(engine: Engine, host: Host) {
    this.#engine = engine;
    this.#host = host;
  }
  /** The functions that were called, by slot. */
  static infosOf(recorder: Recorder): FunctionInfo[] {
    return recorder.#infos;
  }
  [perform](info: FunctionInfo, args: unknown): RecordedPlan {
    if (info.hasSteps)
      throw new SquallError(
        "invalid_argument",
        "invalid_argument: a function of several steps cannot be part of a batch",
        { function: info.name },
      );
    const slot = this.#infos.push(info) - 1;
    return new RecordedPlan(
      this.#engine.record(info.number, info.name, info.layout, args, this.#host, slot, true),
      info,
      slot,
      this,
    );
  }
}

class Client {
  readonly [made] = {};
  readonly #binding: Binding;
  readonly #engine: Engine;
  readonly #host: Host;
  readonly #onQuery: ((event: QueryEvent) => void) | undefined;
  readonly #recorder: typeof Recorder;
  readonly #options: OpenOptions;
  /** The options of calls that have none of their own; undefined where the client has none either. */
  readonly #patience: CallOptions | undefined;

  constructor(binding: Binding, options: OpenOptions, engine: Engine, recorder: typeof Recorder) {
    if (typeof binding?.prepare !== "function" || typeof binding.batch !== "function")
      throw new SquallError("invalid_argument", "invalid_argument: binding must be a D1Database or a session of one");
    this.#binding = binding;
    this.#engine = engine;
    this.#host = { now: options.now ?? Date.now, uuid: options.uuid ?? (() => crypto.randomUUID()) };
    this.#onQuery = options.onQuery;
    this.#recorder = recorder;
    this.#options = options;
    const { retry, deadline, signal } = options;
    this.#patience = retry === undefined && deadline === undefined && signal === undefined ? undefined : {};
    if (this.#patience !== undefined) this.#terms(this.#patience);
  }

  #terms(own: CallOptions, name?: string): Terms {
    return termsOf(this.#options, own, this.#options.timer ?? worldTimer, name);
  }

  /** Of a session: what it has seen. A later session that begins with it sees at least as much. */
  bookmark(): string | null {
    return this.#binding.getBookmark?.() ?? null;
  }

  [perform](info: FunctionInfo, args: unknown, options: CallOptions | undefined = this.#patience): Promise<unknown> {
    let plan: Plan;
    let terms: Terms | undefined;
    try {
      if (options !== undefined) terms = this.#terms(options, info.name);
      plan = this.#engine.record(info.number, info.name, info.layout, args, this.#host, 0, false);
    } catch (error) {
      return Promise.reject(error);
    }
    if (info.hasSteps) return this.#steps(info, plan, terms);
    const count = plan.texts.length;
    if (count === 0) return settle(() => info.finish([], plan), info.name);
    if (terms !== undefined) return this.#persist(info, plan, terms).then((answers) => finish(info, plan, answers));
    if (count === 1 && this.#onQuery === undefined) {
      let rows: Promise<unknown[][]>;
      try {
        rows = this.#statement(plan, 0).raw();
      } catch (cause) {
        return Promise.reject(this.#failed(cause, [info], info.name, plan.writes));
      }
      return rows.then(
        (rows) => finish(info, plan, [rows]),
        (cause) => {
          throw this.#failed(cause, [info], info.name, plan.writes);
        },
      );
    }
    return this.#answers(info, plan).then((answers) => finish(info, plan, answers));
  }

  async #answers(info: FunctionInfo, plan: Plan): Promise<Rows[]> {
    if (plan.texts.length === 0) return [];
    try {
      return answersOf(plan, await this.#send(plan, info.name), 0);
    } catch (cause) {
      throw this.#failed(cause, [info], info.name, plan.writes);
    }
  }
  #persist(info: FunctionInfo, plan: Plan, terms: Terms): Promise<Rows[]> {
    const work = {
      name: info.name,
      writes: plan.writes,
      repeating: repeating(plan),
      send: () => this.#answers(info, plan),
      isEmpty: ([rows]: Rows[]) => rows!.length === 0,
    };
    return persist(work, terms);
  }

  /** A chain of steps: the rows of each plan make the next one. */
  async #steps(info: FunctionInfo, first: Plan, terms: Terms | undefined): Promise<unknown> {
    let wrote = false;
    for (let plan = first; ;) {
      try {
        const patient = terms !== undefined && plan.texts.length > 0;
        const answers = await (patient ? this.#persist(info, plan, terms) : this.#answers(info, plan));
        wrote ||= plan.writes;
        if (plan.nextStep === 0) return finish(info, plan, answers);
        plan = this.#engine.resume(plan, info.name, answers, this.#host);
      } catch (error) {
        this.#engine.drop(plan);
        throw wrote ? named(error, info.name, true) : error;
      }
    }
  }

  /** Any plans in one batch: one round trip, all or nothing. */
  async batch(build: (q: object) => unknown[], options: CallOptions | undefined = this.#patience): Promise<unknown[]> {
    const terms = options === undefined ? undefined : this.#terms(options);
    const recorder = new this.#recorder(this.#engine, this.#host);
    const recorded = build(recorder);
    if (
      !Array.isArray(recorded) ||
      !recorded.every((r): r is RecordedPlan => r instanceof RecordedPlan && r.recorder === recorder)
    )
      throw new SquallError(
        "invalid_argument",
        "invalid_argument: batch() needs a function that gives a list of plans, made by its own q",
      );
    if (new Set(recorded).size !== recorded.length)
      throw new SquallError("invalid_argument", "invalid_argument: a plan stands twice in the batch");
    const name = recorded.map((r) => r.info.name).join("+");
    let results: StatementResult[] = [];
    if (recorded.some(({ plan }) => plan.texts.length > 0)) {
      const writers = recorded.filter((r) => r.plan.writes);
      const only = writers.length === 1 ? writers[0]!.info.name : undefined;
      const send = async () => {
        try {
          const statements: Statement[] = [];
          for (const { plan } of recorded)
            for (let i = 0; i < plan.texts.length; i++) statements.push(this.#statement(plan, i));
          return await this.#timed(name, () => this.#binding.batch(statements));
        } catch (cause) {
          throw this.#failed(cause, Recorder.infosOf(recorder), only, writers.length > 0);
        }
      };
      if (terms === undefined) results = await send();
      else {
        const again = repeating({
          texts: recorded.flatMap(({ plan }) => plan.texts),
          flags: recorded.flatMap(({ plan }) => plan.flags),
        });
        const isEmpty = (all: StatementResult[]) => all[again.unlessEmpty]!.results.length === 0;
        results = await persist({ name: only, writes: writers.length > 0, repeating: again, send, isEmpty }, terms);
      }
    }
    let first = 0;
    return recorded.map(({ plan, info }) => {
      const answers = answersOf(plan, results, first);
      first += plan.texts.length;
      return finish(info, plan, answers);
    });
  }

  #statement(plan: Plan, i: number): Statement {
    const statement = this.#binding.prepare(plan.texts[i]!);
    const values = plan.values[i]!;
    return values.length === 0 ? statement : statement.bind(...values);
  }

  async #send(plan: Plan, name: string): Promise<StatementResult[]> {
    if (plan.texts.length === 1) return await this.#timed(name, async () => [await this.#statement(plan, 0).all()]);
    const statements = plan.texts.map((_, i) => this.#statement(plan, i));
    return await this.#timed(name, () => this.#binding.batch(statements));
  }

  async #timed(name: string, send: () => Promise<StatementResult[]>): Promise<StatementResult[]> {
    const onQuery = this.#onQuery;
    if (onQuery === undefined) return await send();
    const started = Date.now();
    const results = await send();
    let rows_read = 0;
    let rows_written = 0;
    for (const { meta } of results) {
      rows_read += meta?.rows_read ?? 0;
      rows_written += meta?.rows_written ?? 0;
    }
    try {
      onQuery({ name, duration: Date.now() - started, rows_read, rows_written, round_trips: 1 });
    } catch {
      // What is done is done: a listener that throws must not turn it into a failure.
    }
    return results;
  }

  /** A guard's error names its slot, and so its function; another error belongs to `only`, when it can be told to one. */
  #failed(cause: unknown, infos: FunctionInfo[], only: string | undefined, writes: boolean): SquallError {
    if (cause instanceof SquallError) return cause;
    const text = cause instanceof Error ? cause.message : String(cause);
    const fields = this.#engine.readError(text);
    // What SQLite itself refuses has not happened, nor what the binding does not take.
    const isRefusal =
      /SQLITE_|^D1_TYPE_ERROR/.test(text) || (fields.kind !== "unavailable" && fields.kind !== "internal");
    return new SquallError(fields.kind, fields.message, {
      table: fields.table,
      columns: fields.columns,
      guard: fields.guard,
      retryable: fields.retryable,
      mayHaveHappened: writes && !isRefusal,
      function: fields.slot >= 0 ? infos[fields.slot]?.name : only,
      cause,
    });
  }
}

function settle(make: () => unknown, name: string): Promise<unknown> {
  try {
    return Promise.resolve(make());
  } catch (error) {
    return Promise.reject(named(error, name));
  }
}
function finish(info: FunctionInfo, plan: Plan, answers: Rows[]): unknown {
  try {
    return info.finish(answers, plan);
  } catch (error) {
    throw named(error, info.name, plan.writes);
  }
}
/** An error of a result, with the function that it belongs to; and whether something is written. */
function named(error: unknown, name: string, written = false): unknown {
  if (!(error instanceof SquallError) || (error.function !== undefined && !written)) return error;
  const { table, columns, guard, retryable, cause } = error;
  return new SquallError(error.kind, error.message, {
    table,
    columns,
    guard,
    retryable,
    cause,
    function: error.function ?? name,
    mayHaveHappened: written || error.mayHaveHappened,
  });
}

/** batch() and all() give objects; every result column has a name of its own, so their values are the cells. */
function answersOf(plan: Plan, results: StatementResult[], first: number): Rows[] {
  const answers: Rows[] = [];
  for (let i = 0; i < plan.flags.length; i++)
    if ((plan.flags[i]! & isAnswer) !== 0) answers.push(results[first + i]!.results.map((row) => Object.values(row)));
  return answers;
}
