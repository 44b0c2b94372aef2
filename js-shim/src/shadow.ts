// For handlers with their own SQL: each runs the old function, the old one with squall's beside it, or squall's. The entry
// "squall/shadow"; nothing of it is part of the client.
import { compareAnswers, type Difference } from "./shadow/compare.js";
import { compareWrites } from "./shadow/compare_writes.js";
import type { Cost } from "./shadow/costs.js";
import { defaultsOf } from "./shadow/defaults.js";
import { kindOfError, nameOfError } from "./shadow/error_kinds.js";
import { modeOf, type Mode, type ModeSource } from "./shadow/modes.js";
import { NotComparable, snapshotOf, type Snapshot } from "./shadow/snapshot.js";
import { dryRun, handled, recorded, SuppressedWrite, type Database, type DryRun, type Trace } from "./shadow/watch.js";

export { toAnalytics, toLog, type Cost, type Dataset } from "./shadow/costs.js";
export type { Database, Difference, Mode, ModeSource };

/** What came of a call that ran in the shadow. */
export interface Comparison {
  /** domain.function, as run() was given it. */
  name: string;
  /** Answers, or what would have been written, or that one of the two refused; nothing, where `notCompared` says why. */
  compared: "answers" | "writes" | "outcome" | "nothing";
  /** Something was compared, and it does not differ. */
  same: boolean;
  differences: Difference[];
  /** What could not be compared, and why. */
  notCompared: string[];
}

export interface AdoptOptions<D extends Database, Client> {
  /** The D1Database, or a session of one. */
  binding: D;
  /** open() of the client. */
  open: (binding: D, options?: { onQuery?: (event: Cost) => void }) => Client;
  /** The mode of each function. Read at every call: a change takes effect at once. */
  mode: ModeSource;
  /** That of the request's context, where there is one: what runs in the shadow does not delay the answer. Without it the
      comparison runs on by itself; a Worker needs it, or an await of something longer, to be kept alive. */
  waitUntil?: (work: Promise<unknown>) => unknown;
  /** Gets every call that ran in the shadow. By default one line of JSON in the log for each that differs or could not be
      compared. */
  report?: (comparison: Comparison) => unknown;
  /** The part of the calls in mode "shadow" that are compared, from 0 to 1. All, unless said. */
  sample?: number;
  /** Fields that may differ, such as ids drawn and the time of a change. */
  ignore?: readonly string[];
  /** Whether reports carry the values that differ. They may be personal data: no, unless said. */
  values?: boolean;
  /** Gets what each call cost, the old way too as far as D1 reports it. */
  costs?: (cost: Cost) => unknown;
  /** The longest time, in milliseconds, that the first write of the old function waits for our guards, which have to see the
      state before it. 1,000 by default; with 0 it does not wait, and the guards of functions that write are not compared. */
  max_delay?: number;
  /** From 0 to below 1, like Math.random. */
  random?: () => number;
}

/** The two versions of one function. Both return the same shape: the handler's answer. */
export interface Ways<D, Client, T> {
  legacy: (database: D) => Promise<T>;
  squall: (client: Client) => Promise<T>;
  /** Further fields that may differ. */
  ignore?: readonly string[];
  /** The old function only reads, and may be run a second time where its answer differs: rows may have changed in between.
      Never otherwise is it run twice. */
  repeatable?: boolean;
  /** The kind of an error that the old function throws, such as "not_found", to be compared with squall's. Those of D1's
      constraints are known. */
  kindOf?: (error: unknown) => string | undefined;
}

export interface Adoption<D, Client> {
  /** Runs the mode that the flags say. In the shadow the old answer is returned, whatever squall's does. */
  run<T>(name: string, ways: Ways<D, Client, T>): Promise<T>;
}

type Outcome = { answer: unknown } | { error: unknown };
async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { answer: await work() };
  } catch (error) {
    return { error };
  }
}

/** What a listener does, now or later, must not become a failure of the request. */
function notify<T>(listener: ((event: T) => unknown) | undefined, event: T): void {
  try {
    Promise.resolve(listener?.(event)).catch(() => undefined);
  } catch {
    // Its own affair.
  }
}
const logDifference = (comparison: Comparison): void => {
  if (!comparison.same || comparison.notCompared.length > 0)
    console.warn(JSON.stringify({ squall: "shadow", ...comparison }));
};

/** What the old function did: its answer as it was when the caller got it. */
interface Old {
  outcome: Outcome;
  snapshot: Snapshot | string;
  trace: Trace;
}
/** What squall's function did in its dry run. */
interface Ours {
  outcome: Outcome;
  run: DryRun;
}
type Result = Pick<Comparison, "compared" | "differences"> & { notes?: string[] };

function snapshotUnlessError(outcome: Outcome): Snapshot | string {
  try {
    return snapshotOf("answer" in outcome ? outcome.answer : undefined);
  } catch (error) {
    return error instanceof NotComparable ? error.message : "an answer that cannot be read";
  }
}

export function adopt<D extends Database, Client>(options: AdoptOptions<D, Client>): Adoption<D, Client> {
  const { binding, open, waitUntil, costs, random = Math.random, report = logDifference } = options;
  const maxDelay = options.max_delay ?? 1000;
  /** A write that the shadow keeps back was not sent, so it costs nothing. */
  const wasSent = (event: Cost & { error?: unknown }): boolean =>
    !((event.error as Error | undefined)?.cause instanceof SuppressedWrite);
  const onQuery = (event: Cost): void => {
    if (costs !== undefined && wasSent(event)) notify(costs, { ...event, way: "squall" });
  };
  const openOn = (database: D): Client => open(database, costs === undefined ? {} : { onQuery });
  let client: Client | undefined;

  /** Guards are asked where the old function has not written yet: after that they would meet what it left. */
  async function runOurs<T>(ways: Ways<D, Client, T>, asksGuards: boolean): Promise<Ours> {
    const { database, run } = dryRun(binding, asksGuards);
    // A write that finds no row fails by its guard: it is refused, and writes nothing.
    const noteRefusal = (error: unknown): void => {
      const kind = kindOfError(error);
      if (!run.isIdle || kind === undefined) return;
      run.refusal ??= kind;
      run.writes = [];
    };
    return { outcome: await outcomeOf(() => ways.squall(handled(openOn(database), noteRefusal))), run };
  }
  async function runLegacy<T>(ways: Ways<D, Client, T>, beforeWrites: () => Promise<unknown>): Promise<Old> {
    const { database, trace } = recorded(binding, beforeWrites);
    const outcome = await outcomeOf(() => ways.legacy(database));
    return { outcome, snapshot: snapshotUnlessError(outcome), trace };
  }

  async function compareAll<T>(ways: Ways<D, Client, T>, old: Old, ours: Ours): Promise<Result> {
    const ignore = [...(options.ignore ?? []), ...(ways.ignore ?? [])];
    const { trace } = old;
    const { writes, refusal } = ours.run;
    // A write that was refused, or found no row, changed nothing.
    const hasWritten = trace.writes.some((write) => !write.hasFailed && write.changes !== 0);
    const outcome = (legacy: string, squall: string): Result => ({
      compared: "outcome",
      differences: legacy === squall ? [] : [{ field: "outcome", kind: "differs", legacy, squall }],
    });
    const written = async (): Promise<Result> => ({
      compared: "writes",
      differences: compareWrites(trace.writes, writes, ignore, await defaultsOf(binding, [...trace.writes, ...writes])),
    });
    if ("error" in old.outcome) {
      const { error } = old.outcome;
      const kind = ways.kindOf?.(error) ?? kindOfError(error);
      if (hasWritten)
        return { compared: "nothing", differences: [], notes: ["the old function failed between its writes"] };
      if (writes.length > 0) {
        if (trace.writes.length === 0) return outcome(kind ?? "refused", "answered");
        return {
          ...(await written()),
          notes: [`whether the new write is refused like the old one: ${nameOfError(error)}`],
        };
      }
      if ("answer" in ours.outcome && refusal === undefined) return outcome(kind ?? "refused", "answered");
      const our = "error" in ours.outcome ? nameOfError(ours.outcome.error) : refusal!;
      if (kind !== undefined) return outcome(kind, our);
      return { ...outcome("refused", "refused"), notes: [`errors: ${nameOfError(error)} and ${our}`] };
    }
    if (writes.length > 0) return await written();
    if ("error" in ours.outcome) return outcome("answered", nameOfError(ours.outcome.error));
    if (hasWritten) return refusal === undefined ? await written() : outcome("answered", refusal);
    const [a, b] = [old.snapshot, snapshotUnlessError(ours.outcome)];
    if (typeof a === "string" || typeof b === "string")
      return { compared: "nothing", differences: [], notes: [a, b].filter((note) => typeof note === "string") };
    return {
      compared: "answers",
      differences: compareAnswers(await a.data(), await b.data(), ignore),
      notes: [...a.notes, ...b.notes],
    };
  }

  async function compareInShadow<T>(
    name: string,
    ways: Ways<D, Client, T>,
    old: Old,
    beforeWrites: Promise<Ours | undefined> | undefined,
  ): Promise<void> {
    const notes = new Set<string>();
    let result: Result;
    try {
      let ours = await beforeWrites;
      if (ours === undefined) {
        const asksGuards = old.trace.writes.length === 0;
        ours = await runOurs(ways, asksGuards);
        if (!asksGuards) notes.add("guards of the new write: the old write does not wait for them");
      }
      result = await compareAll(ways, old, ours);
      if (result.differences.length > 0 && result.compared === "answers" && ways.repeatable) {
        old = await runLegacy(ways, () => Promise.resolve());
        result = await compareAll(ways, old, await runOurs(ways, old.trace.writes.length === 0));
      }
      for (const note of [...old.trace.notes, ...ours.run.notes, ...(result.notes ?? [])]) notes.add(note);
    } catch (error) {
      result = { compared: "nothing", differences: [] };
      notes.add(`the comparison failed: ${error instanceof NotComparable ? error.message : nameOfError(error)}`);
    }
    const { compared } = result;
    const differences =
      options.values || compared === "outcome"
        ? result.differences
        : result.differences.map(({ field, kind }) => ({ field, kind }));
    const same = differences.length === 0 && compared !== "nothing";
    notify(report, { name, compared, same, differences, notCompared: [...notes] });
  }

  async function runInShadow<T>(name: string, ways: Ways<D, Client, T>): Promise<T> {
    let beforeWrites: Promise<Ours | undefined> | undefined;
    const started = Date.now();
    const old = await runLegacy(ways, () => {
      if (maxDelay <= 0) return Promise.resolve();
      let timer: unknown;
      const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, maxDelay, undefined)));
      const ours = runOurs(ways, true).catch(() => undefined);
      return (beforeWrites = Promise.race([ours, late]).finally(() => clearTimeout(timer as number)));
    });
    const { round_trips, rows_read, rows_written } = old.trace;
    notify(costs, { name, way: "legacy", duration: Date.now() - started, round_trips, rows_read, rows_written });
    const work = compareInShadow(name, ways, old, beforeWrites).catch(() => undefined);
    notify(waitUntil, work);
    if ("error" in old.outcome) throw old.outcome.error;
    return old.outcome.answer as T;
  }

  const isSampled = (): boolean => {
    try {
      return random() < (options.sample ?? 1);
    } catch {
      return false;
    }
  };
  return {
    async run(name, ways) {
      const mode = await modeOf(options.mode, name);
      if (mode === "squall") return await ways.squall((client ??= openOn(binding)));
      if (mode === "shadow" && isSampled()) return await runInShadow(name, ways);
      return await ways.legacy(binding);
    },
  };
}
