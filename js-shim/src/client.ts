// open(): the client over a D1Database or a session, from the table that the build generates.
import { AnswerError, checkedResults, checkedRows } from "./answer.js";
import type { Binding, Statement, StatementResult } from "./binding.js";
import { giveDomains, made, perform, type Domains, type FunctionInfo } from "./domains.js";
import { layoutOf, type Layout } from "./encode.js";
import { Engine, type Host } from "./engine.js";
import { SquallError } from "./error.js";
import { readFailure } from "./failure.js";
import { mayNeedParts, sendInParts } from "./nested_parts.js";
import type { Plan, Rows } from "./plan.js";
import { answersOf, finish } from "./plan_result.js";
import { StatementFlag } from "./protocol.js";
import type { Coalescing, ReadQueue } from "./read_queue.js";
import { RecordedPlan, Recorder } from "./recorder.js";
import { policyOf, repeating, systemTimer, withRetries, type Policy } from "./retry.js";
import { finishWith } from "./result.js";
import { performSteps } from "./steps.js";
import type { CallOptions, OpenOptions, QueryEvent } from "./types.js";

/** Who an error of something sent belongs to. */
interface Owner {
  /** The function, where it can only be one. */
  name: string | undefined;
  /** The functions of a batch, by batch index: a guard's error contains its index. */
  infos: FunctionInfo[];
  writes: boolean;
}

/** Makes the open() of a module and its table of functions. */
export function makeOpen(
  module: WebAssembly.Module,
  contract: number,
  domains: Domains,
): (binding: Binding, options?: OpenOptions) => object {
  const infos = new Map<string, FunctionInfo[]>();
  let number = 0;
  for (const domain in domains)
    infos.set(
      domain,
      domains[domain]!.map(([name, declared, result, steps]) => {
        let known: Layout | undefined;
        return {
          number: number++,
          name: `${domain}.${name}`,
          get layout() {
            return (known ??= layoutOf(declared));
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
    new ModuleClient(binding, options, (engine ??= new Engine(module, contract)), ModuleRecorder);
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
  readonly #ownOptions: CallOptions | undefined;
  readonly #queue: ReadQueue | undefined;

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
    this.#ownOptions = retry === undefined && deadline === undefined && signal === undefined ? undefined : {};
    if (this.#ownOptions !== undefined) this.#policy(this.#ownOptions);
    const isOfAll = (cause: unknown) => this.#failed(cause, nobody).kind === "unavailable";
    this.#queue = (options.coalesce as Coalescing | undefined)?.(binding, isOfAll);
  }

  #policy(own: CallOptions, name?: string): Policy {
    return policyOf(this.#options, own, this.#options.timer ?? systemTimer, name);
  }

  /** Of a session: what it has seen. A later session that begins with it sees at least as much. */
  bookmark(): string | null {
    return this.#binding.getBookmark?.() ?? null;
  }

  [perform](info: FunctionInfo, args: unknown, options: CallOptions | undefined = this.#ownOptions): Promise<unknown> {
    let plan: Plan;
    let policy: Policy | undefined;
    try {
      if (options !== undefined) policy = this.#policy(options, info.name);
      plan = this.#engine.record(info.number, info.name, info.layout, args, this.#host, 0, false);
    } catch (error) {
      return Promise.reject(error);
    }
    if (info.hasSteps)
      return performSteps(this.#engine, this.#host, info, plan, (plan) => this.#answers(info, plan, policy));
    const count = plan.texts.length;
    if (count === 0) return settle(() => finish(info, plan, noAnswers, false));
    if (
      policy === undefined &&
      count === 1 &&
      this.#onQuery === undefined &&
      (this.#queue === undefined || plan.writes)
    )
      return this.#raw(info, plan);
    return this.#answers(info, plan, policy).then((answers) => finish(info, plan, answers, plan.writes));
  }

  /** The fastest way, for a plan of one statement: raw() returns cells and nothing else. */
  #raw(info: FunctionInfo, plan: Plan): Promise<unknown> {
    let statement: Statement;
    let rows: Promise<unknown>;
    let sent = false;
    try {
      statement = this.#statement(plan, 0);
      this.#queue?.flush();
      sent = true;
      rows = Promise.resolve(statement.raw());
    } catch (cause) {
      return Promise.reject(this.#failed(cause, ownerOf(info, sent && plan.writes)));
    }
    return rows.then(
      (rows) => {
        try {
          this.#mustFind(plan, checkedRows(rows));
        } catch (cause) {
          throw this.#failed(cause, ownerOf(info, plan.writes));
        }
        const answers = (plan.flags[0]! & StatementFlag.isAnswer) !== 0 ? [rows as Rows] : noAnswers;
        return finish(info, plan, answers, plan.writes);
      },
      async (cause) => {
        const owner = ownerOf(info, plan.writes);
        const results = await this.#inParts(info.name, [plan], owner, this.#failed(cause, owner));
        return finish(info, plan, answersOf(plan, results, 0), false);
      },
    );
  }

  async #answers(info: FunctionInfo, plan: Plan, policy: Policy | undefined): Promise<Rows[]> {
    if (plan.texts.length === 0) return [];
    const owner = ownerOf(info, plan.writes);
    const send = async () =>
      answersOf(
        plan,
        await this.#send(info.name, [plan], owner, plan.texts.length > 1, this.#queue, policy?.signal),
        0,
      );
    if (policy === undefined) return await send();
    const { name, writes } = owner;
    const isEmpty = ([rows]: Rows[]) => rows!.length === 0;
    return await withRetries({ name, writes, repeating: repeating(plan), send, isEmpty }, policy);
  }

  /** Any plans in one batch: one round trip, all or nothing. */
  async batch(
    build: (q: object) => unknown[],
    options: CallOptions | undefined = this.#ownOptions,
  ): Promise<unknown[]> {
    const policy = options === undefined ? undefined : this.#policy(options);
    const recorder = new this.#recorder(this.#engine, this.#host);
    if (typeof build !== "function") throw new SquallError("invalid_argument", notPlans);
    const recorded: unknown = build(recorder);
    ignoreRejection(recorded);
    if (
      !Array.isArray(recorded) ||
      !recorded.every((r): r is RecordedPlan => r instanceof RecordedPlan && r.recorder === recorder)
    ) {
      if (Array.isArray(recorded)) recorded.forEach(ignoreRejection);
      throw new SquallError("invalid_argument", notPlans);
    }
    if (new Set(recorded).size !== recorded.length)
      throw new SquallError("invalid_argument", "invalid_argument: the batch contains a plan twice");
    const name = recorded.map((r) => r.info.name).join("+");
    const plans = recorded.map((r) => r.plan);
    const writers = recorded.filter((r) => r.plan.writes);
    const writes = writers.length > 0;
    const only = writers.length === 1 ? writers[0]!.info.name : undefined;
    let results: StatementResult[] = [];
    if (plans.some((plan) => plan.texts.length > 0)) {
      const send = () => this.#send(name, plans, { name: only, infos: Recorder.infosOf(recorder), writes }, true);
      if (policy === undefined) results = await send();
      else {
        const again = repeating({ flags: plans.flatMap((plan) => plan.flags) });
        const isEmpty = (all: StatementResult[]) => all[again.unlessEmpty]!.results.length === 0;
        results = await withRetries({ name: only, writes, repeating: again, send, isEmpty }, policy);
      }
    }
    let first = 0;
    return recorded.map(({ plan, info }) => {
      const answers = answersOf(plan, results, first);
      first += plan.texts.length;
      return finish(info, plan, answers, writes); // all of the batch is committed by now
    });
  }

  #statement(plan: Plan, i: number): Statement {
    const statement = this.#binding.prepare(plan.texts[i]!);
    const values = plan.values[i]!;
    return values.length === 0 ? statement : statement.bind(...values);
  }

  /** One round trip. Fails with a SquallError; the listener receives both outcomes. */
  async #send(
    name: string,
    plans: Plan[],
    owner: Owner,
    asBatch: boolean,
    queue?: ReadQueue,
    signal?: AbortSignal,
  ): Promise<StatementResult[]> {
    const statements: Statement[] = [];
    const flags: number[] = [];
    try {
      for (const plan of plans)
        for (let i = 0; i < plan.texts.length; i++) {
          statements.push(this.#statement(plan, i));
          flags.push(plan.flags[i]!);
        }
    } catch (cause) {
      throw this.#failed(cause, { ...owner, writes: false }); // nothing was sent
    }
    const started = Date.now();
    let results: StatementResult[];
    let trips = 1;
    const alone = async (): Promise<StatementResult[]> =>
      asBatch
        ? await this.#binding.batch(statements)
        : queue === undefined || this.#onQuery !== undefined
          ? [await statements[0]!.all()]
          : [{ results: (await statements[0]!.raw()) as never }];
    try {
      if (queue === undefined || owner.writes) {
        this.#queue?.flush();
        results = await alone();
      } else {
        const { texts, values } = plans[0]!;
        ({ results, trips } = await queue.read({ texts, values, signal, statements: () => statements, alone }));
      }
      results = checkedResults(results, flags);
      this.#mustFind(plans[0]!, results[0]!.results);
    } catch (cause) {
      const error = this.#failed(cause, owner);
      this.#tell(name, started, [], error);
      return await this.#inParts(name, plans, owner, error);
    }
    this.#tell(name, started, results, undefined, trips);
    return results;
  }

  /** A write that is sent without its guard: where it returns no row, the guard has failed. */
  #mustFind({ changeGuard }: Plan, rows: Rows): void {
    if (changeGuard !== 0 && rows.length === 0) throw this.#engine.guardFailure(changeGuard);
  }

  /** Sends what failed once more, where lists of nested rows may have been too long. */
  async #inParts(name: string, plans: Plan[], owner: Owner, error: SquallError): Promise<StatementResult[]> {
    if (!mayNeedParts(error, plans) || owner.writes) throw error;
    return await sendInParts(plans, error, (plan) => this.#send(name, [plan], owner, true));
  }

  /** What is done is done: a listener that throws, or rejects, must not turn it into a failure. */
  #tell(name: string, started: number, results: StatementResult[], error?: SquallError, round_trips = 1): void {
    if (this.#onQuery === undefined) return;
    const duration = Date.now() - started;
    try {
      const [rows_read, rows_written] = [sum(results, "rows_read"), sum(results, "rows_written")];
      const event: QueryEvent = { name, duration, rows_read, rows_written, round_trips };
      ignoreRejection(this.#onQuery(error === undefined ? event : { ...event, error }) as unknown);
    } catch {
      // As said.
    }
  }

  /** A guard's error contains its batch index, which identifies the function; any other belongs to the owner's, if there is one. */
  #failed(cause: unknown, { name, infos, writes }: Owner): SquallError {
    if (cause instanceof SquallError) return cause;
    if (cause instanceof AnswerError)
      return new SquallError("internal", `internal: the database's answer cannot be read: ${cause.message}`, {
        function: name,
        mayHaveHappened: writes,
        cause,
      });
    const failure = readFailure(cause, (text) => this.#engine.readError(text));
    // D1's text of a guard says no more than the message, and reads as if a JSON path were wrong.
    const isGuard = failure.guard !== undefined;
    const isTold = this.#options.databaseText && !isGuard && failure.text;
    return new SquallError(failure.kind, isTold ? `${failure.message}; ${failure.text}` : failure.message, {
      table: failure.table,
      columns: failure.columns,
      guard: failure.guard,
      retryable: failure.retryable,
      // What was refused has not happened.
      mayHaveHappened: writes && !failure.isRefusal,
      function: failure.batchIndex >= 0 ? infos[failure.batchIndex]?.name : name,
      ...(!isGuard && { cause }),
    });
  }
}

const notPlans =
  "invalid_argument: batch() needs a function that returns a list of plans, made by its own q; it is not async";
const noAnswers: Rows[] = [];
const nobody: Owner = { name: undefined, infos: [], writes: false };
const ownerOf = (info: FunctionInfo, writes: boolean): Owner => ({ name: info.name, infos: [info], writes });

function settle(make: () => unknown): Promise<unknown> {
  try {
    return Promise.resolve(make());
  } catch (error) {
    return Promise.reject(error);
  }
}
/** Nobody waits for it, so its rejection must not end the process. */
function ignoreRejection(value: unknown): void {
  if (value instanceof Object && typeof (value as { then?: unknown }).then === "function")
    Promise.resolve(value).catch(() => undefined);
}
const sum = (results: StatementResult[], field: "rows_read" | "rows_written"): number =>
  results.reduce((all, { meta }) => all + numberOf(meta?.[field]), 0);
/** A wrapper's meta may contain bigints, or anything. */
const numberOf = (value: unknown): number =>
  typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : 0;
