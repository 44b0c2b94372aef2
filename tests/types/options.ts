import { open, type Client, type OpenOptions, type SquallError } from "../../dist/index.js";
import { same } from "./equal.js";

export async function options(binding: D1Database, signal: AbortSignal) {
  const db: Client = open(binding, { retry: true, deadline: 1000, signal });
  await db.users.get({ id: "u" }, { retry: { attempts: 2, wait: 10, maxDelay: 100 } });
  await db.users.get({ id: "u" }, { signal: undefined, deadline: undefined, retry: undefined });
  await db.batch((q) => [q.users.get({ id: "u" })], { deadline: 10 });
  const session: Client = open(binding.withSession("first-primary"));
  same<ReturnType<typeof session.bookmark>, string | null>();
  // @ts-expect-error a part of a batch has no options of its own
  await db.batch((q) => [q.users.get({ id: "u" }, { deadline: 10 })]);
  // @ts-expect-error a deadline is a number of milliseconds
  await db.users.get({ id: "u" }, { deadline: new Date() });
  // @ts-expect-error there is no such option
  const wrong: OpenOptions = { retries: 3 };
  return wrong;
}
export const unsure = (error: SquallError): boolean => error.retryable && !error.mayHaveHappened;
