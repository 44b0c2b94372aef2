// Functions of several steps: what waits in an instance between two, and what a step that fails leaves behind.
import { describe, expect, it } from "vitest";
import { watchedInstances } from "./instances.js";
import { answering, database, everywhere, lost, opener, refusal, rejecting, SquallError, type Client } from "./open.js";

const watched = watchedInstances();

describe("a step that waits", async () => {
  const dropped = () => {
    const drops: number[] = [];
    watched.replaced = {};
    return drops;
  };
  const steps = async () => {
    const drops = dropped();
    const open = await opener("steps");
    const spying = () => {
      const exports = watched.instances.at(-1)!;
      const real = exports.squall_drop as (step: number) => void;
      exports.squall_drop = (step: number) => (drops.push(step), real(step));
    };
    return { open, drops, spying };
  };
  it("is dropped when the plan before it fails, once", async () => {
    const { open, drops, spying } = await steps();
    const failing = open(rejecting(new Error(lost)));
    spying();
    expect(await refusal(failing.users!.copy!({ id: "u" }))).toMatchObject({
      kind: "unavailable",
      retryable: true,
      mayHaveHappened: false,
      function: "users.copy",
    });
    expect(drops).toHaveLength(1);
    expect(drops[0]).toBeGreaterThan(0);
    // Its place is free again: a step that stayed would hold the next one's.
    await refusal(failing.users!.copy!({ id: "u" }));
    expect(drops[1]! & 0xffff).toBe(drops[0]! & 0xffff);
  });
  it("is not dropped when the chain has ended", async () => {
    const { open, drops, spying } = await steps();
    const db = open(await database());
    spying();
    expect(await refusal(db.users!.copy!({ id: "nobody" }))).toMatchObject({
      kind: "not_found",
      function: "users.copy",
      mayHaveHappened: false,
    });
    expect(drops).toEqual(drops.filter((step) => step !== 0));
  });
  it("is not there to be dropped when the last plan fails", async () => {
    const { open, drops, spying } = await steps();
    const world = await database();
    await world.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    let sent = 0;
    const late = async (real: () => Promise<unknown>) =>
      sent++ === 0 ? await real() : Promise.reject(new Error(lost));
    const db = open(answering(world, everywhere(late)));
    spying();
    expect(await refusal(db.users!.copy!({ id: "u" }))).toMatchObject({ kind: "unavailable", mayHaveHappened: true });
    expect(sent).toBe(2);
    expect(drops).toEqual([]);
  });
  it("of an instance that is gone does not go on", async () => {
    const open = await opener("steps");
    const world = await database();
    await world.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const waiting = refusal(open(answering(world, everywhere(async (real) => (await held, await real())))).users!.copy!({ id: "u" })); // prettier-ignore
    const throwing = { uuid: () => { throw new Error("no ids"); } }; // prettier-ignore
    await refusal(open(world, throwing).users!.copy!({ id: "u" }));
    expect(watched.instances).toHaveLength(2);
    release();
    expect(await waiting).toMatchObject({
      kind: "internal",
      message: "internal: the module was restarted between two steps; the earlier steps are done",
      function: "users.copy",
      mayHaveHappened: false,
    });
    expect(await world.prepare("SELECT count(*) FROM users").raw()).toEqual([[1]]);
  });
  it("is gone with its instance when an id source throws amid it, whatever it throws", async () => {
    const open = await opener("steps");
    const world = await database();
    await world.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    for (const reason of [new SquallError("limit", "limit: mine"), new Error("no ids")]) {
      const before = Math.max(1, watched.instances.length);
      const failing = { uuid: () => { throw reason; } }; // prettier-ignore
      expect(await refusal(open(world, failing).users!.copy!({ id: "u" }))).toMatchObject({
        kind: reason instanceof SquallError ? "limit" : "internal",
        function: "users.copy",
        mayHaveHappened: false,
      });
      expect(watched.instances).toHaveLength(before + 1);
    }
    expect((await open(world).users!.copy!({ id: "u" })).email).toBe("copy of e");
  });
  it("that the module does not know is internal", async () => {
    watched.replaced = { squall_resume: () => 2 };
    const open = await opener("steps");
    const world = await database();
    await world.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    expect(await refusal(open(world).users!.copy!({ id: "u" }))).toMatchObject({
      kind: "internal",
      message: "internal: no step waits for these rows",
      function: "users.copy",
    });
  });
  it("of an instance that is gone drops no step of the new one", async () => {
    const { open, drops, spying } = await steps();
    const world = await database();
    await world.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    let fail = (_: Error) => {};
    const old = refusal(
      open(
        answering(
          world,
          everywhere(() => new Promise<never>((_, reject) => (fail = reject))),
        ),
      ).users!.copy!({ id: "u" }),
    );
    const throwing = { uuid: () => { throw new Error("no ids"); } }; // prettier-ignore
    await refusal(open(world, throwing).users!.copy!({ id: "u" })); // the instance is replaced
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const waiting = open(
      answering(
        world,
        everywhere(async (real) => (await held, await real())),
      ),
    ).users!.copy!({ id: "u" });
    spying();
    fail(new Error(lost));
    expect((await old).kind).toBe("unavailable");
    expect(drops).toEqual([]);
    release();
    expect((await waiting).email).toBe("copy of e");
  });
  it("that is refused by a guard after a batch belongs to its own function", async () => {
    const open = await opener("faults");
    const world = await database();
    await world.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    const db = open(world);
    await db.batch((q: Client) => [q.users!.get!({ id: "u" }), q.users!.get!({ id: "u" }), q.users!.count!()]);
    let sent = 0;
    const guard = new Error("D1_ERROR: bad JSON path: 'guard_failed:mine:0': SQLITE_ERROR");
    const later = open(answering(world, everywhere(async (real) => { if (sent++ > 0) throw guard; return await real(); }))); // prettier-ignore
    expect(await refusal(later.users!.copy!({ id: "u" }))).toMatchObject({
      kind: "guard_failed",
      function: "users.copy",
    });
  });
});

describe("a chain that has written", () => {
  it("says so when a later step fails, and the call works again", async () => {
    const open = await opener("faults");
    const world = await database();
    const error = await refusal(open(world).chains!.insert_and_abort!({ email: "e" }));
    expect(error).toMatchObject({ kind: "internal", function: "chains.insert_and_abort", mayHaveHappened: true });
    expect(await world.prepare("SELECT email FROM users").raw()).toEqual([["e"]]);
    expect(await open(world).users!.count!()).toBe(1);
  });
  it("says that all is committed when only its last result cannot be read", async () => {
    const open = await opener("steps");
    const world = await database();
    await world.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    let sent = 0;
    const odd = async (real: () => Promise<unknown>) => {
      const answer = (await real()) as { results: object[] };
      return sent++ === 0 ? answer : { ...answer, results: [{}] };
    };
    const error = await refusal(open(answering(world, { all: odd })).users!.copy!({ id: "u" }));
    expect(error).toMatchObject({ kind: "internal", committed: true, mayHaveHappened: true, function: "users.copy" });
    expect(await world.prepare("SELECT count(*) FROM users").raw()).toEqual([[2]]);
  });
  it("says that it may have happened when the rows between two steps cannot be read", async () => {
    const open = await opener("steps");
    const world = await database();
    await world.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    let sent = 0;
    const odd = async (real: () => Promise<unknown>) => {
      const answer = (await real()) as { results: object[] };
      return sent++ === 0 ? answer : { ...answer, results: [{ 7: 1, id: 2, email: 3 }] };
    };
    const chain = open(answering(world, { all: odd })).users!.copy_twice!({ id: "u" });
    const error = await refusal(chain);
    expect(error).toMatchObject({
      kind: "internal",
      committed: false,
      mayHaveHappened: true,
      function: "users.copy_twice",
    });
    expect(error.message).toContain("number as its name");
  });
});
