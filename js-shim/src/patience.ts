// Calls that are given time: tries of what may be repeated, with waits between them, a deadline and an AbortSignal.
import { SquallError } from "./error.js";
import { isAnswer, writes, type Plan } from "./plan.js";

export interface RetryOptions {
  attempts?: number;
  wait?: number;
  longestWait?: number;
}
export interface CallOptions {
  signal?: AbortSignal | undefined;
  deadline?: number | undefined;
  retry?: boolean | RetryOptions | undefined;
}
/** The time that passes, and chance: of the world's, or of a test's. */
export interface Timer {
  now(): number;
  /** Runs something in so many milliseconds; gives what calls it off. */
  after(milliseconds: number, run: () => void): () => void;
  random(): number;
}
export const worldTimer: Timer = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const id = setTimeout(run, milliseconds);
    return () => clearTimeout(id);
  },
  random: Math.random,
};

/** What one call goes by. The deadline is a moment of the timer. */
export interface Terms {
  timer: Timer;
  attempts: number;
  wait: number;
  longestWait: number;
  deadline: number;
  signal: AbortSignal | undefined;
}
const isPositive = (n: unknown): boolean => typeof n === "number" && n > 0;

/** The terms of a call, or of a client where the call has none of its own. */
export function termsOf(client: CallOptions, call: CallOptions, timer: Timer, name?: string): Terms {
  const retry = call?.retry ?? client.retry ?? false;
  const deadline = call?.deadline ?? client.deadline ?? Infinity;
  const signal = call?.signal ?? client.signal;
  const {
    attempts = 3,
    wait = 100,
    longestWait = 2000,
  } = typeof retry === "object" ? retry : { attempts: retry ? 3 : 1 };
  const wrong =
    typeof call !== "object" || call === null
      ? "options"
      : (typeof retry !== "object" && typeof retry !== "boolean") || ![attempts, wait, longestWait].every(isPositive)
        ? "retry"
        : !isPositive(deadline)
          ? "deadline"
          : signal !== undefined && typeof signal.addEventListener !== "function"
            ? "signal"
            : undefined;
  if (wrong !== undefined)
    throw new SquallError("invalid_argument", `invalid_argument: ${wrong} is not what a call's options take`, {
      function: name,
    });
  return { timer, attempts, wait, longestWait, deadline: timer.now() + deadline, signal };
}

/** Whether statements may be sent again when nobody knows whether they ran. */
export interface Repeating {
  may: boolean;
  /** Unless this statement then gives no row: perhaps the first run took it. Or -1. */
  unlessEmpty: number;
}
const enum Repetition {
  unknown,
  same,
  empty,
  refused,
}
/**
 * By what a second run of each statement does (src/sql/repetition.hpp), from its flags. A batch with an insert that its
 * own first run makes impossible is undone as a whole, unless a deletion before it makes room. Else one write may be in
 * it, no row may be read before it, and after a deletion none at all.
 */
export function repeating({ texts, flags }: Pick<Plan, "texts" | "flags">): Repeating {
  let writer = -1;
  let writers = 0;
  let deletes = false;
  let readsBefore = false;
  let readsAfter = false;
  for (let i = 0; i < flags.length; i++) {
    const flag = flags[i]!;
    if ((flag & writes) !== 0) {
      if (flag >> 3 === Repetition.refused && !deletes) return { may: true, unlessEmpty: -1 };
      deletes ||= texts[i]!.startsWith("DELETE");
      writers++;
      writer = i;
    } else if ((flag & isAnswer) !== 0) {
      if (writer < 0) readsBefore = true;
      else readsAfter = true;
    }
  }
  if (writers === 0) return { may: true, unlessEmpty: -1 };
  const known = flags[writer]! >> 3;
  if (writers > 1 || readsBefore || (known !== Repetition.same && known !== Repetition.empty))
    return { may: false, unlessEmpty: -1 };
  if (known === Repetition.same) return { may: true, unlessEmpty: -1 };
  return { may: !readsAfter, unlessEmpty: (flags[writer]! & isAnswer) !== 0 ? writer : -1 };
}

/** What is sent, perhaps more than once. */
export interface Work<T> {
  name: string | undefined;
  writes: boolean;
  repeating: Repeating;
  /** Fails with a SquallError. */
  send(): Promise<T>;
  isEmpty: (result: T) => boolean;
}

/** Sends until it succeeds, fails for good or the time is over. What comes after that is ignored. */
export async function persist<T>(work: Work<T>, terms: Terms): Promise<T> {
  const { timer } = terms;
  const { may, unlessEmpty } = work.repeating;
  let doubt: SquallError | undefined; // of a try of which nobody knows whether it ran
  for (let tries = 1; ; tries++) {
    if (terms.signal?.aborted) throw aborted(work, terms.signal, doubt !== undefined);
    const tried = await within(work.send(), work, terms, work.writes).then(
      (result) => ({ result }),
      (error: SquallError) => error,
    );
    // A second run that is refused, or finds nothing: perhaps by what the first one did.
    if (!(tried instanceof SquallError)) {
      if (doubt !== undefined && unlessEmpty >= 0 && work.isEmpty(tried.result)) throw doubt;
      return tried.result;
    }
    if (tried.mayHaveHappened) doubt = tried;
    else if (doubt !== undefined) throw doubt;
    const pause = timer.random() * Math.min(terms.longestWait, terms.wait * 2 ** (tries - 1));
    if (!may || !tried.retryable || tries >= terms.attempts || timer.now() + pause >= terms.deadline) throw tried;
    let callOff = () => {};
    const over = new Promise<void>((resolve) => (callOff = timer.after(pause, resolve)));
    await within(over, work, terms, doubt !== undefined).finally(callOff);
  }
}

type Named = { name: string | undefined };
const aborted = (work: Named, signal: AbortSignal, mayHaveHappened: boolean) =>
  new SquallError("unavailable", "unavailable: the call was aborted", {
    function: work.name,
    mayHaveHappened,
    cause: signal.reason,
  });
const late = (work: Named, mayHaveHappened: boolean) =>
  new SquallError("unavailable", "unavailable: the deadline has passed", {
    function: work.name,
    mayHaveHappened,
    retryable: true,
  });

/** What the promise gives, or the error of an abort or the deadline, whichever comes first. */
function within<T>(
  promise: Promise<T>,
  work: Named,
  { timer, signal, deadline }: Terms,
  mayHaveHappened: boolean,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = () => {
      callOff?.();
      signal?.removeEventListener("abort", onAbort);
    };
    const fail = (error: unknown) => (end(), reject(error));
    const onAbort = () => fail(aborted(work, signal!, mayHaveHappened));
    signal?.addEventListener("abort", onAbort);
    const callOff =
      deadline === Infinity
        ? undefined
        : timer.after(Math.max(0, deadline - timer.now()), () => fail(late(work, mayHaveHappened)));
    promise.then((result) => (end(), resolve(result)), fail);
  });
}
