// Retries, deadlines and AbortSignals of calls.
import { SquallError } from "./error.js";
import { idempotencyOf, type Plan } from "./plan.js";
import { Idempotency, StatementFlag } from "./protocol.js";
import type { CallOptions, Timer } from "./types.js";

/** setTimeout runs at once what is set to a longer time. */
const maxTimeout = 2 ** 31 - 1;
export const systemTimer: Timer = {
  now: () => Date.now(),
  after(milliseconds, run) {
    let id: ReturnType<typeof setTimeout>;
    const wait = (left: number) => {
      id = left > maxTimeout ? setTimeout(() => wait(left - maxTimeout), maxTimeout) : setTimeout(run, left);
    };
    wait(milliseconds);
    return () => clearTimeout(id);
  },
  random: Math.random,
};

/** The policy of one call. The deadline is a time of the timer. */
export interface Policy {
  timer: Timer;
  attempts: number;
  wait: number;
  maxDelay: number;
  deadline: number;
  signal: AbortSignal | undefined;
}
const isPositive = (n: unknown): boolean => typeof n === "number" && n > 0;

/** The policy of a call, or of its client where the call has none of its own. */
export function policyOf(client: CallOptions, call: CallOptions, timer: Timer, name?: string): Policy {
  const retry = call?.retry ?? client.retry ?? false;
  const deadline = call?.deadline ?? client.deadline ?? Infinity;
  const signal = call?.signal ?? client.signal;
  const { attempts = 3, wait = 100, maxDelay = 2000 } = typeof retry === "object" ? retry : { attempts: retry ? 3 : 1 };
  const wrong =
    typeof call !== "object" || call === null
      ? "options"
      : (typeof retry !== "object" && typeof retry !== "boolean") || ![attempts, wait, maxDelay].every(isPositive)
        ? "retry"
        : !isPositive(deadline)
          ? "deadline"
          : signal !== undefined && typeof signal.addEventListener !== "function"
            ? "signal"
            : undefined;
  if (wrong !== undefined)
    throw new SquallError("invalid_argument", `invalid_argument: ${wrong} is not a valid call option`, {
      function: name,
    });
  return { timer, attempts, wait, maxDelay, deadline: timer.now() + deadline, signal };
}

/** Whether statements may be retried when their outcome is unknown. */
export interface Repeating {
  may: boolean;
  /** Unless this statement then returns no row: the first run may have taken it. Or -1. */
  unlessEmpty: number;
}
/**
 * By what a second run of each statement does (include/squall/sql/idempotency.hpp), from its flags. A batch with an insert that its
 * own first run makes impossible is undone as a whole, unless another statement of it takes that key away again. Else one
 * write may be in it, no row may be read before it, and after a deletion none at all.
 */
export function repeating({ flags }: Pick<Plan, "flags">): Repeating {
  let writer = -1;
  let writers = 0;
  let refused = false;
  let frees = false;
  let readsBefore = false;
  let readsAfter = false;
  for (let i = 0; i < flags.length; i++) {
    const flag = flags[i]!;
    if ((flag & StatementFlag.writes) !== 0) {
      refused ||= idempotencyOf(flag) === Idempotency.refused;
      frees ||= (flag & StatementFlag.freesKeys) !== 0;
      writers++;
      writer = i;
    } else if ((flag & StatementFlag.isAnswer) !== 0) {
      if (writer < 0) readsBefore = true;
      else readsAfter = true;
    }
  }
  if (writers === 0 || (refused && !frees)) return { may: true, unlessEmpty: -1 };
  const known = idempotencyOf(flags[writer]!);
  if (writers > 1 || readsBefore || (known !== Idempotency.same && known !== Idempotency.empty))
    return { may: false, unlessEmpty: -1 };
  if (known === Idempotency.same) return { may: true, unlessEmpty: -1 };
  return { may: !readsAfter, unlessEmpty: (flags[writer]! & StatementFlag.isAnswer) !== 0 ? writer : -1 };
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
export async function withRetries<T>(work: Work<T>, policy: Policy): Promise<T> {
  const { timer } = policy;
  const { may, unlessEmpty } = work.repeating;
  let unknownOutcome: SquallError | undefined; // of a try that may have been performed
  for (let tries = 1; ; tries++) {
    if (policy.signal?.aborted) throw aborted(work, policy.signal, unknownOutcome !== undefined);
    const tried = await within(work.send(), work, policy, work.writes).then(
      (result) => ({ result }),
      (error: SquallError) => error,
    );
    // A second run that is refused, or finds nothing: perhaps by what the first one did.
    if (!(tried instanceof SquallError)) {
      if (unknownOutcome !== undefined && unlessEmpty >= 0 && work.isEmpty(tried.result)) throw unknownOutcome;
      return tried.result;
    }
    if (tried.mayHaveHappened) unknownOutcome = tried;
    else if (unknownOutcome !== undefined) throw unknownOutcome;
    const longest = Math.min(policy.maxDelay, policy.wait * 2 ** (tries - 1), Number.MAX_SAFE_INTEGER);
    const pause = timer.random() * longest;
    if (!may || !tried.retryable || tries >= policy.attempts || timer.now() + pause >= policy.deadline) throw tried;
    let callOff = () => {};
    const over = new Promise<void>((resolve) => (callOff = timer.after(pause, resolve)));
    await within(over, work, policy, unknownOutcome !== undefined).finally(callOff);
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

/** The result of the promise, or the error of an abort or the deadline, whichever comes first. */
function within<T>(
  promise: Promise<T>,
  work: Named,
  { timer, signal, deadline }: Policy,
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
