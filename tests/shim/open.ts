// What the tests of the shim hold on to: clients of the built modules over an SQLite in memory, and bindings that answer as
// they are told.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, inject } from "vitest";
import type { Binding, Statement } from "../../js-shim/src/binding.js";
import { makeOpen } from "../../js-shim/src/client.js";
import type { Domains } from "../../js-shim/src/domains.js";
import type { OpenOptions } from "../../js-shim/src/types.js";
import { SquallError } from "../../js-shim/src/error.js";
import { openCopy } from "./databases.js";

export { SquallError };
const root = new URL("../../", import.meta.url);

type Module = "squall" | "faults" | "mail" | "steps";
const modules = new Map<string, WebAssembly.Module>();

/** A module of the build with its client's table. */
export async function opened(name: Module) {
  const generated = name === "squall" ? "build/wasm/generated" : `build/wasm/generated/${name}`;
  const client = (await import(fileURLToPath(new URL(`${generated}/client.js`, root)))) as {
    contract: number;
    domains: Domains;
  };
  const module = modules.get(name) ?? new WebAssembly.Module(readFileSync(new URL(`build/wasm/${name}.wasm`, root)));
  modules.set(name, module);
  return { ...client, module };
}
/** open() of a module of the build. */
export async function opener(name: Module) {
  const { module, contract, domains } = await opened(name);
  const open = makeOpen(module, contract, domains);
  return (binding: Binding, options?: OpenOptions) => open(binding, options) as Client;
}
type Call = (args?: unknown, options?: unknown) => Promise<any>;
export type Client = Record<string, Record<string, Call>> & {
  batch(build: unknown, options?: unknown): Promise<any[]>;
  bookmark(): string | null;
};

/** A database with iofold's tables, or with those of a folder of migrations. */
export const database = (migrations = "migrations") => openCopy(inject("databases")[migrations]!);
export type Sqlite = Awaited<ReturnType<typeof database>>;

/** A user, a workspace and an agent to work with. */
export async function seeded(db: Client) {
  const user = await db.users!.create!({ email: "ann@example.com" });
  const mine = await db.workspaces!.create!({ name: "mine", user_id: user.id });
  const theirs = await db.workspaces!.create!({ name: "theirs", user_id: user.id });
  const agent = await db.agents!.create!({ workspace_id: theirs.id, name: "their agent" });
  const own = await db.agents!.create!({ workspace_id: mine.id, name: "my agent" });
  return { user, mine, theirs, agent, own };
}

/** What a wrapped statement is asked for, in the place of the real one's answer. */
export interface Answers {
  raw?: (real: () => Promise<unknown[][]>) => unknown;
  all?: (real: () => Promise<unknown>) => unknown;
  batch?: (real: () => Promise<unknown[]>) => unknown;
}
/** The database, with other answers. */
export function answering(sqlite: Binding, answers: Answers): Binding {
  const inner = new WeakMap<object, Statement>();
  const wrap = (statement: Statement): object => {
    const wrapped = {
      bind: (...values: never[]) => wrap(statement.bind(...values)),
      raw: () => (answers.raw ? answers.raw(() => statement.raw()) : statement.raw()),
      all: () => (answers.all ? answers.all(() => statement.all()) : statement.all()),
    };
    inner.set(wrapped, statement);
    return wrapped;
  };
  const batch = (list: object[]) => {
    const real = () => sqlite.batch(list.map((s) => inner.get(s)!));
    return answers.batch ? answers.batch(real as () => Promise<unknown[]>) : real();
  };
  return { prepare: (sql: string) => wrap(sqlite.prepare(sql)), batch } as unknown as Binding;
}
/** All ways of asking give the same. */
export const everywhere = (answer: (real: () => Promise<unknown>) => unknown): Answers => ({
  raw: answer as never,
  all: answer,
  batch: answer as never,
});
/** A binding that rejects with something. */
export const rejecting = (reason: unknown): Binding => {
  const statement = { bind: () => statement, raw: () => Promise.reject(reason), all: () => Promise.reject(reason) };
  return { prepare: () => statement, batch: () => Promise.reject(reason) } as unknown as Binding;
};

export const lost = "D1_ERROR: Network connection lost.";

/** The SquallError that a call is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<SquallError> {
  const error = await promise.then(
    (value) => expect.unreachable(`the call was not refused: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(SquallError);
  return error as SquallError;
}
