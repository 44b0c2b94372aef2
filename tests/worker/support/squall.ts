// What the tests hold on to: a client with a clock and ids that stand still, a look into the database past the client,
// and what a refusal looks like.
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { open, SquallError, type Binding, type Client, type OpenOptions } from "../../../dist/index.js";

export { open, SquallError, type Binding, type Client };

export const now = "2026-02-03T04:05:06.789Z";

/** uuid() of the tests: 00000000-0000-4000-8000-000000000001, …2 and so on. */
export function numberedIds(): () => string {
  let n = 0;
  return () => `00000000-0000-4000-8000-${String(++n).padStart(12, "0")}`;
}
export const numberedId = (prefix: string, n: number): string =>
  `${prefix}_00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export function openHere(options: OpenOptions = {}, binding: Binding = env.DB): Client {
  return open(binding, { now: () => Date.parse(now), uuid: numberedIds(), ...options });
}

/** A call by its name, as plain JavaScript would make it. */
export function call(client: object, name: string, args?: unknown): Promise<unknown> {
  const [domain, fn] = name.split(".") as [string, string];
  return (client as Record<string, Record<string, (args: unknown) => Promise<unknown>>>)[domain]![fn]!(args);
}

/** The functions of a client: domain.function. */
export function functionNames(client: object): string[] {
  const domains: string[] = [];
  for (const domain in client) domains.push(domain);
  return domains.flatMap((domain) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf((client as Record<string, object>)[domain]))
      .filter((name) => name !== "constructor")
      .map((name) => `${domain}.${name}`),
  );
}

export async function rows(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
  return (
    await env.DB.prepare(sql)
      .bind(...values)
      .all()
  ).results;
}
export async function row(sql: string, ...values: unknown[]): Promise<Record<string, unknown> | undefined> {
  return (await rows(sql, ...values))[0];
}

/** All rows of the tables that these domains write. */
export async function contents(): Promise<unknown> {
  const tables = [
    "users",
    "workspaces",
    "agents",
    "agent_versions",
    "jobs",
    "job_retry_history",
    "traces",
    "eval_candidates",
  ];
  return (await env.DB.batch(tables.map((t) => env.DB.prepare(`SELECT * FROM ${t} ORDER BY rowid`)))).map(
    (r) => r.results,
  );
}

/** The error that a call is refused with: always a SquallError (of that client), always by a rejected promise. */
export async function refusal(promise: Promise<unknown>, kind = SquallError): Promise<SquallError> {
  expect(promise).toBeInstanceOf(Promise);
  const error = await promise.then(
    (value) => expect.unreachable(`the call was not refused; it gave ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(kind);
  return error as SquallError;
}

export const refused = (kind: string, fn: string, more: object = {}): object =>
  expect.objectContaining({ name: "SquallError", kind, function: fn, ...more });
