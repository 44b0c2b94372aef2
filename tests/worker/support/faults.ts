// A binding between the client and D1 with a fault for each sending, and a time that a test moves on.
import { env } from "cloudflare:workers";
import type { Timer } from "../../../dist/index.js";
import type { Binding } from "./squall.js";

/** What becomes of something sent: whether D1 performs it, and the error that comes back; without one, no answer. */
export interface Fault {
  performed: boolean;
  error?: string;
}
export const lost = "D1_ERROR: Network connection lost.";
export const notSent: Fault = { performed: false, error: lost };
export const answerLost: Fault = { performed: true, error: lost };
export const noAnswer: Fault = { performed: true };

export interface Faulty {
  binding: Binding;
  /** How often something was sent. */
  sent(): number;
  /** Lets what was performed without an answer be answered after all. */
  answer(): void;
}

/** The n-th sending has the n-th fault; what has none, and all beyond them, arrives and is answered. */
export function faulty(faults: (Fault | undefined)[], db: D1Database | D1DatabaseSession = env.DB): Faulty {
  let sent = 0;
  let answer = () => {};
  const answering = new Promise<void>((resolve) => (answer = resolve));
  const statements = new WeakMap<object, D1PreparedStatement>();
  const send = async <T>(perform: () => Promise<T>): Promise<T> => {
    const fault = faults[sent++];
    const done = fault === undefined || fault.performed ? await perform() : undefined;
    if (fault?.error !== undefined) throw new Error(fault.error);
    if (fault !== undefined) await answering;
    return done as T;
  };
  const wrap = (statement: D1PreparedStatement): object => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      raw: () => send(() => statement.raw()),
      all: () => send(() => statement.all()),
    };
    statements.set(wrapped, statement);
    return wrapped;
  };
  const binding = {
    prepare: (sql: string) => wrap(db.prepare(sql)),
    batch: (list: object[]) => send(() => db.batch(list.map((s) => statements.get(s)!))),
  };
  return { binding: binding as unknown as Binding, sent: () => sent, answer };
}

export interface TestTimer extends Timer {
  /** The waits that have begun, in milliseconds. */
  readonly waits: number[];
  /** How many are going on. */
  pending(): number;
  pass(milliseconds: number): void;
}

/** A time that jumps over every wait that is shorter than `patience` milliseconds; longer ones end by pass(). */
export function testTimer(random: () => number = () => 0.5, patience = 3000): TestTimer {
  let time = 1_000_000;
  const waits: number[] = [];
  const going = new Map<object, { end: number; run: () => void }>();
  const passTo = (moment: number) => {
    time = moment;
    for (const [key, { end, run }] of going)
      if (end <= time) {
        going.delete(key);
        run();
      }
  };
  return {
    waits,
    random,
    now: () => time,
    pending: () => going.size,
    after(milliseconds, run) {
      const key = {};
      waits.push(milliseconds);
      going.set(key, { end: time + milliseconds, run });
      if (milliseconds < patience) queueMicrotask(() => going.has(key) && passTo(time + milliseconds));
      return () => void going.delete(key);
    },
    pass: (milliseconds) => passTo(time + milliseconds),
  };
}
