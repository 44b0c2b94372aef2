// Real traps, by functions of a module of the tests' own (faults/): the stack overflows, the memory ends, the library
// aborts. One call is lost; the others, and what comes after, are not.
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open, SquallError, type Binding, type OpenOptions } from "../../build/faults/index.js";
import { call, now, numberedIds, refusal as refusalOf, refused, row, rows } from "./support/squall.js";

const openFaults = (options: OpenOptions = {}, binding: Binding = env.DB) =>
  open(binding, { now: () => Date.parse(now), uuid: numberedIds(), ...options });
const refusal = (promise: Promise<unknown>) => refusalOf(promise, SquallError);
const breaking = ["traps.overflow_stack", "traps.exhaust_memory", "traps.abort"];
const id = "user_ann";

/** Every instance that is made from now on. */
const instances: WebAssembly.Instance[] = [];
beforeEach(() => {
  const real = WebAssembly.Instance;
  vi.spyOn(WebAssembly, "Instance").mockImplementation(function (module, imports) {
    const made = new real(module, imports);
    instances.push(made);
    return made;
  });
  openFaults(); // the first client of all makes the first instance
  instances.length = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
  instances.length = 0;
});

/** Answers only when told to. */
function held() {
  let release = () => {};
  const go = new Promise<void>((resolve) => (release = resolve));
  const statements = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): object => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      raw: async () => (await go, statement.raw()),
      all: async () => (await go, statement.all()),
    };
    statements.set(wrapped, statement);
    return wrapped;
  };
  const binding = {
    prepare: (sql: string) => wrap(env.DB.prepare(sql)),
    batch: async (list: object[]) => (await go, env.DB.batch(list.map((s) => statements.get(s)!))),
  };
  return { binding: binding as unknown as Binding, release };
}

describe.each(breaking)("%s", (fn) => {
  it("costs its own call, which may be made again, and one instance", async () => {
    const before = await rows("SELECT * FROM users");
    const error = await refusal(call(openFaults(), fn));
    expect(error).toEqual(refused("internal", fn, { retryable: true, mayHaveHappened: false }));
    expect(error.message).toContain("nothing was sent");
    expect(error.cause).toBeInstanceOf(Error);
    expect(await rows("SELECT * FROM users")).toEqual(before);
    expect(instances).toHaveLength(1);
    expect((await openFaults().users.get({ id })).id).toBe(id);
  });

  it("leaves calls in flight alone: their answers come, a chain is told that its first steps are done", async () => {
    const { binding, release } = held();
    const db = openFaults({ uuid: () => crypto.randomUUID() }, binding);
    const get = db.users.get({ id });
    const batch = db.batch((q) => [q.users.count(), q.users.get({ id })]);
    const missing = refusal(db.users.get({ id: "user_none" }));
    const chain = refusal(db.users.copy({ id }));
    await refusal(call(openFaults(), fn));
    release();
    expect((await get).id).toBe(id);
    expect((await batch)[1].id).toBe(id);
    expect(await missing).toEqual(refused("not_found", "users.get"));
    const late = await chain;
    expect(late).toEqual(refused("internal", "users.copy", { retryable: false, mayHaveHappened: false }));
    expect(late.message).toContain("restarted");
    expect((await openFaults().users.copy({ id })).id).toBeDefined();
  });

  it("within a batch that is being made sends nothing of it", async () => {
    const before = await rows("SELECT * FROM users");
    const error = await refusal(
      openFaults().batch((q) => [q.users.count(), call(q, fn) as never, q.users.get({ id })]),
    );
    expect(error).toEqual(refused("internal", fn, { retryable: true, mayHaveHappened: false }));
    expect(await rows("SELECT * FROM users")).toEqual(before);
  });
});

it("a step that traps after one that wrote says so", async () => {
  const error = await refusal(openFaults().chains.insert_and_abort({ email: "e" }));
  expect(error).toEqual(refused("internal", "chains.insert_and_abort", { mayHaveHappened: true }));
  expect(await row("SELECT count(*) AS n FROM users WHERE email = 'e'")).toEqual({ n: 1 });
});
it("a chain that wrote, and whose instance went before its last step, says so", async () => {
  const { binding, release } = held();
  const chain = refusal(openFaults({}, binding).chains.insert_and_abort({ email: "e" }));
  await refusal(call(openFaults(), "traps.abort"));
  release();
  expect(await chain).toEqual(refused("internal", "chains.insert_and_abort", { mayHaveHappened: true }));
});

it("1,000 traps one after the other: each costs one instance, and none of them is larger than the first", async () => {
  const db = openFaults({ uuid: () => crypto.randomUUID() });
  await refusal(db.traps.abort()); // the instance after it is the one to measure by
  expect(await db.users.count()).toBeGreaterThan(0);
  const size = () => (instances.at(-1)!.exports.memory as WebAssembly.Memory).buffer.byteLength;
  const first = size();
  for (let i = 0; i < 1000; i++) {
    expect((await refusal(call(db, breaking[i % 2 === 0 ? 0 : 2]!))).retryable).toBe(true);
    if (i % 100 === 0) expect((await db.users.get({ id })).id).toBe(id);
    expect(size()).toBe(first);
    expect(instances.splice(0, instances.length - 1)).toHaveLength(1);
  }
});
