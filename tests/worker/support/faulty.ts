// A binding that fails where it is told to: before sending, within the batch, after the answer; or never answers.
import { env } from "cloudflare:workers";
import { call, openHere, type Binding } from "./squall.js";

export interface Fault {
  when: "before" | "within" | "after" | "unsent and unanswered" | "unanswered";
  /** within: the statement that fails; those before it have run. */
  statement?: number;
  /** What D1 says. */
  text: string;
}

/** Statements of the last call, and when D1 has done what it was sent, if it was. */
export interface Seen {
  statements: number;
  sent: Promise<void>;
}

export function faulty(fault?: Fault): { binding: Binding; seen: Seen } {
  let isDone = () => {};
  const seen: Seen = { statements: 0, sent: new Promise((resolve) => (isDone = resolve)) };
  const fail = () =>
    Promise.reject(new Error(fault!.text, { cause: new Error(fault!.text.replace(/^D1_ERROR: /, "")) }));
  const stopped = async (statements: D1PreparedStatement[]) => {
    const poison = env.DB.prepare("SELECT json_extract('{}', 'stopped here')");
    await env.DB.batch([...statements.slice(0, fault!.statement), poison, ...statements.slice(fault!.statement)]).then(
      () => Promise.reject(new Error("the fault did not come")),
      () => undefined,
    );
  };
  const send = async <T>(statements: D1PreparedStatement[], really: () => Promise<T>): Promise<T> => {
    seen.statements = statements.length;
    if (fault === undefined) return await really();
    if (fault.when === "unsent and unanswered") return await new Promise(() => undefined);
    if (fault.when === "within") await stopped(statements);
    if (fault.when === "after" || fault.when === "unanswered") await really();
    isDone();
    if (fault.when === "unanswered") return await new Promise(() => undefined);
    return await fail();
  };
  const inner = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): object => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      raw: () => send([statement], () => statement.raw()),
      all: () => send([statement], () => statement.all()),
    };
    inner.set(wrapped, statement);
    return wrapped;
  };
  const binding = {
    prepare: (sql: string) => wrap(env.DB.prepare(sql)),
    batch: (list: object[]) => {
      const statements = list.map((s) => inner.get(s)!);
      return send(statements, () => env.DB.batch(statements));
    },
  };
  return { binding: binding as unknown as Binding, seen };
}

/** A call of a client over such a binding. */
export function callWith(
  fault: Fault | undefined,
  name: string,
  args: unknown,
): { answer: Promise<unknown>; seen: Seen } {
  const { binding, seen } = faulty(fault);
  return { answer: call(openHere({}, binding), name, args), seen };
}

/** One of four shares: a file of tests must not run for a minute, or vitest loses touch with it. */
export function shareOf<T>(all: T[], part: number): T[] {
  return all.filter((_, i) => i % 4 === part);
}
