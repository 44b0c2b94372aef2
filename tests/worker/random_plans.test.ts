// Random sequences of calls, alone and in batches: D1 gives what SQLite gave natively, and both give what the model does.
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import sequences from "../../build/native/generated/random_plans.json";
import { open, SquallError } from "../../build/random_plans/index.js";
import { Model, Refused, type Item } from "./random_plans/model.js";

interface Step {
  calls: { name: string; args: Record<string, unknown> }[];
  outcome: { value?: unknown; error?: [kind: string, guard: string] };
}

beforeEach(async () => {
  await env.DB.batch([
    env.DB.prepare("DROP TABLE IF EXISTS random_items"),
    env.DB.prepare(
      "CREATE TABLE random_items (id TEXT PRIMARY KEY, kind TEXT NOT NULL, amount INTEGER NOT NULL, weight REAL, note TEXT)",
    ),
  ]);
  return () => env.DB.exec("DROP TABLE random_items");
});

type Call = (args: unknown) => never;
const db = open(env.DB);
const onD1 = async ({ calls }: Step): Promise<Step["outcome"]> => {
  const of = (client: object, name: string) =>
    (client as { items: Record<string, Call> }).items[name.slice("items.".length)]!.bind(
      (client as { items: object }).items,
    );
  try {
    if (calls.length === 1) return { value: await of(db, calls[0]!.name)(calls[0]!.args) };
    return { value: await db.batch((q) => calls.map(({ name, args }) => of(q, name)(args))) };
  } catch (error) {
    if (!(error instanceof SquallError)) throw error;
    return { error: [error.kind, error.guard ?? ""] };
  }
};
const onModel = (model: Model, { calls }: Step): Step["outcome"] => {
  try {
    const values = model.perform(calls);
    return { value: calls.length === 1 ? values[0] : values };
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    return { error: refused.error };
  }
};
/** Rows as their cells in order, as the native side writes them. */
const cells = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(cells)
    : typeof value === "object" && value !== null
      ? Object.values(value)
      : (value ?? null);
/** A row that is not there is told by a guard in a batch, and without one alone. */
const shown = ({ value, error }: Step["outcome"]) =>
  error ? { kind: error[0], guard: error[1] === "row" ? "" : error[1] } : { value: cells(value) };

const pageOf = (outcome: Step["outcome"]) => outcome.value as { items: unknown[]; next_cursor: string | null };

it.each(sequences.map(({ seed, steps }) => [`seed ${seed}`, steps as Step[]] as const))("%s", async (_, steps) => {
  const model = new Model();
  const cursors = new Map<string, string>(); // SQLite's to the client's: a whole number is REAL in one, and just a number in the other
  for (const [i, step] of steps.entries()) {
    const where = `step ${i}: ${JSON.stringify(step.calls)}`;
    const [{ name, args }] = step.calls as [Step["calls"][0]];
    if (name !== "items.list") {
      const told = shown(await onD1(step));
      expect(told, where).toEqual(shown(step.outcome));
      expect(told, where).toEqual(shown(onModel(model, step)));
      continue;
    }
    // Each understands the other's cursors.
    const own = i % 2 === 0 ? cursors.get(args.cursor as string) : undefined;
    const told = pageOf(
      await onD1(own === undefined ? step : { ...step, calls: [{ name, args: { ...args, cursor: own } }] }),
    );
    const there = pageOf(step.outcome);
    expect(cells(told.items), where).toEqual(there.items);
    expect(told.items, where).toEqual(onModel(model, step).value);
    expect(told.next_cursor === null, where).toBe(there.next_cursor === null);
    if (there.next_cursor !== null) {
      cursors.set(there.next_cursor, told.next_cursor!);
      model.remember(there.next_cursor, told.items.at(-1) as Item);
    }
  }
  const stored = await env.DB.prepare("SELECT * FROM random_items ORDER BY id").all();
  expect(stored.results).toEqual(model.find({ ids: [...model.items.keys()] }));
});
