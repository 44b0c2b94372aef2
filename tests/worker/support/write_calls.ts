// Calls of every function that writes, each with a world in which it succeeds and what the database then holds: made by
// the native build, performed there by SQLite (tests/native/faults/).
import { env } from "cloudflare:workers";
import made from "../../../build/native/generated/write_calls.json";

export interface WriteCall {
  name: string;
  args: Record<string, unknown>;
  world: number;
  /** Every row of every table, as everything() gives it. */
  after: string;
}
export const writeCalls: WriteCall[] = made.writes;
export const d1Errors: { text: string; kind: string; retryable: boolean }[] = made.errors;

/** One for each function. */
export const oneEach = writeCalls.filter((call, i) => call.name !== writeCalls[i - 1]?.name);
/** By domain: a test each. A test for each call would spend its time with the rows that every test finds. */
export function byDomain(calls: WriteCall[]): [domain: string, calls: WriteCall[]][] {
  const domains = new Map<string, WriteCall[]>();
  for (const call of calls) {
    const domain = call.name.split(".")[0]!;
    domains.set(domain, [...(domains.get(domain) ?? []), call]);
  }
  return [...domains];
}

export async function everything(): Promise<string> {
  const [rows] = await env.DB.prepare(made.everything).raw<(string | null)[]>();
  return rows!.map((cell) => `${cell ?? ""}\n`).join("");
}
let tables: string[] | undefined;
/** Without a world there are no rows at all. */
export async function makeWorld(world?: number): Promise<void> {
  tables ??= (
    await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' AND name <> 'd1_migrations'",
    ).raw<[string]>()
  ).map(([name]) => name);
  await env.DB.batch([
    env.DB.prepare("PRAGMA defer_foreign_keys = on"),
    ...tables.map((name) => env.DB.prepare(`DELETE FROM ${name}`)),
    ...(world === undefined ? [] : made.worlds[world]!.map((row) => env.DB.prepare(row))),
  ]);
}
