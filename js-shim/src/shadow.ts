// The way in for handlers that speak SQL themselves: each goes the old way, the old way with ours beside it, or ours. The
// entry "squall/shadow"; nothing of it is part of the client.
import { compareAnswers, type Difference } from "./shadow/compare.js";
import { compareWrites } from "./shadow/compare_writes.js";
import type { Cost } from "./shadow/costs.js";
import { modeOf, type Mode, type ModeSource } from "./shadow/modes.js";
import { KeptBack, rehearsing, watched, type Database, type Seen } from "./shadow/watch.js";

export { toAnalytics, toLog, type Cost, type Dataset } from "./shadow/costs.js";
export type { Database, Difference, Mode, ModeSource };

/** What came of a call that ran in the shadow. */
export interface Comparison {
  /** domain.function, as run() was told. */
  name: string;
  /** Answers, or what would have been written, or that one of the two refused; nothing, where the old function failed amid
      its writes. */
  compared: "answers" | "writes" | "outcome" | "nothing";
  same: boolean;
  differences: Difference[];
}

export interface AdoptOptions<D extends Database, Client> {
  /** The D1Database, or a session of one. */
  binding: D;
  /** open() of the client. */
  open: (binding: D, options?: { onQuery?: (event: Cost) => void }) => Client;
  /** Which way each function goes. Read at every call: a change counts at once. */
  mode: ModeSource;
  /** That of the request's context: what runs in the shadow does not delay the answer. */
  waitUntil: (work: Promise<unknown>) => void;
  /** Is told of every call that ran in the shadow. One line of JSON a difference in the log, unless said. */
  report?: (comparison: Comparison) => void;
  /** The part of the calls in mode "shadow" that are compared, from 0 to 1. All, unless said. */
  sample?: number;
  /** Fields that may differ, such as ids drawn and the time of a change. */
  ignore?: readonly string[];
  /** Whether reports carry the values that differ. They may be personal data: no, unless said. */
  values?: boolean;
  /** Is told what each call cost, the old way too as far as D1 says. */
  costs?: (cost: Cost) => void;
  /** From 0 to below 1, as Math.random gives. */
  random?: () => number;
}

/** The two ways of one function. Both give the same shape: what the handler answers. */
export interface Ways<D, Client, T> {
  legacy: (database: D) => Promise<T>;
  squall: (client: Client) => Promise<T>;
  /** Further fields that may differ. */
  ignore?: readonly string[];
}

export interface Adoption<D, Client> {
  /** Goes the way that the flags say. In the shadow the old answer is given, whatever ours does. */
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

/** An error by its kind or its class, never by its message: that of others may hold values. */
const nameOfError = (error: unknown): string =>
  String((error as { kind?: unknown } | null)?.kind ?? (error instanceof Error ? error.name : "error"));
function keptBack(error: unknown): KeptBack | undefined {
  for (let at = error; at !== undefined && at !== null; at = (at as { cause?: unknown }).cause)
    if (at instanceof KeptBack) return at;
  return undefined;
}
/** What a listener does is its own affair. */
function tell<T>(listener: ((event: T) => void) | undefined, event: T): void {
  try {
    listener?.(event);
  } catch {
    // A report that fails must not become a failure of the request.
  }
}
const logDifference = (comparison: Comparison): void => {
  if (!comparison.same) console.warn(JSON.stringify({ squall: "shadow", ...comparison }));
};

export function adopt<D extends Database, Client>(options: AdoptOptions<D, Client>): Adoption<D, Client> {
  const { binding, open, waitUntil, costs, random = Math.random, report = logDifference } = options;
  const openOn = (database: D): Client =>
    open(database, costs === undefined ? {} : { onQuery: (event) => costs({ ...event, way: "squall" }) });
  let client: Client | undefined;

  /** Looks at ours and compares. A read is compared once more when it differs: rows may have changed in between. */
  async function compareInShadow<T>(name: string, ways: Ways<D, Client, T>, first: Outcome, seen: Seen): Promise<void> {
    const ignore = [...(options.ignore ?? []), ...(ways.ignore ?? [])];
    const look = async (legacy: Outcome): Promise<Omit<Comparison, "name" | "same">> => {
      // Where the old function has written, our guards would meet what it left.
      const ours = await outcomeOf(() => ways.squall(openOn(rehearsing(binding, seen.writes.length === 0))));
      const writes = "error" in ours ? keptBack(ours.error)?.writes : undefined;
      const refused = writes === undefined && "error" in ours;
      if ("error" in legacy && seen.writes.length > 0) return { compared: "nothing", differences: [] };
      if ("error" in legacy || refused) {
        const told = {
          legacy: "error" in legacy ? "refused" : "answered",
          squall: refused ? nameOfError(ours.error) : "answered",
        };
        return {
          compared: "outcome",
          differences: "error" in legacy && refused ? [] : [{ field: "outcome", kind: "differs", ...told }],
        };
      }
      if (writes !== undefined || seen.writes.length > 0)
        return { compared: "writes", differences: compareWrites(seen.writes, writes ?? [], ignore) };
      return {
        compared: "answers",
        differences: compareAnswers(legacy.answer, "answer" in ours ? ours.answer : undefined, ignore),
      };
    };
    let { compared, differences } = await look(first);
    if (differences.length > 0 && compared === "answers") {
      const again = watched(binding);
      const second = await outcomeOf(() => ways.legacy(again.database));
      ({ compared, differences } = await look(second));
    }
    if (!options.values && compared !== "outcome")
      differences = differences.map(({ field, kind }) => ({ field, kind }));
    tell(report, { name, compared, same: differences.length === 0, differences });
  }

  async function runInShadow<T>(name: string, ways: Ways<D, Client, T>): Promise<T> {
    const { database, seen } = watched(binding);
    const started = Date.now();
    const outcome = await outcomeOf(() => ways.legacy(database));
    const { round_trips, rows_read, rows_written } = seen;
    tell(costs, { name, way: "legacy", duration: Date.now() - started, round_trips, rows_read, rows_written });
    try {
      waitUntil(compareInShadow(name, ways, outcome, seen).catch(() => undefined));
    } catch {
      // Nor must a context that takes no more work.
    }
    if ("error" in outcome) throw outcome.error;
    return outcome.answer as T;
  }

  return {
    async run(name, ways) {
      const mode = await modeOf(options.mode, name);
      if (mode === "squall") return await ways.squall((client ??= openOn(binding)));
      if (mode === "shadow" && random() < (options.sample ?? 1)) return await runInShadow(name, ways);
      return await ways.legacy(binding);
    },
  };
}
