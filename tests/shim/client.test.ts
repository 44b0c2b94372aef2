// The client: its domains and functions, how a call is sent, what a batch takes, and what errors and listeners are told.
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Binding } from "../../js-shim/src/binding.js";
import type { QueryEvent } from "../../js-shim/src/types.js";
import { answering, database, lost, opener, refusal, rejecting, seeded, type Client } from "./open.js";

const open = await opener("squall");
const faults = await opener("faults");
const sqlite = await database();
const { mine, own, user } = await seeded(open(sqlite));
const key = { workspace_id: mine.id, id: own.id };
let n = 0;
const email = () => `c${++n}@x.y`;

/** The database, with a list of what was sent by which way. */
function watched(real: Binding = sqlite) {
  const sent: [way: string, statements: number][] = [];
  const inner = new WeakMap<object, any>();
  const wrap = (statement: any): object => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      raw: () => (sent.push(["raw", 1]), statement.raw()),
      all: () => (sent.push(["all", 1]), statement.all()),
    };
    inner.set(wrapped, statement);
    return wrapped;
  };
  const batch = (list: object[]) => (sent.push(["batch", list.length]), real.batch(list.map((s) => inner.get(s))));
  return { sent, binding: { prepare: (sql: string) => wrap(real.prepare(sql)), batch } as unknown as Binding };
}

describe("a client", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["an object without prepare", { batch: () => [] }],
    ["an object without batch", { prepare: () => ({}) }],
    ["an object whose prepare is none", { prepare: 1, batch: () => [] }],
    ["a statement's shape", { prepare: () => ({}), batch: 1 }],
  ])("of %s is refused", (_name, binding) => {
    const opening = () => open(binding as never);
    expect(opening).toThrow("invalid_argument: binding must be a D1Database or a session of one");
    expect(opening).toThrow(expect.objectContaining({ kind: "invalid_argument", mayHaveHappened: false }));
  });
  it.each([
    ["retry", { retry: 3 }],
    ["deadline", { deadline: -1 }],
    ["signal", { signal: {} }],
  ])("with a wrong %s is refused when it is opened", (name, options) => {
    expect(() => open(sqlite, options as never)).toThrow(`invalid_argument: ${name} is not`);
  });
  it("tells the bookmark of a session, and null of what has none", () => {
    const session = (getBookmark?: () => unknown) => open({ prepare() {}, batch() {}, getBookmark } as never);
    expect(session(() => "0000-1").bookmark()).toBe("0000-1");
    expect(session(() => null).bookmark()).toBe(null);
    expect(session(() => undefined).bookmark()).toBe(null);
    expect(session().bookmark()).toBe(null);
  });
  it("asks the session itself for its bookmark, after each call anew", () => {
    const session = { prepare() {}, batch() {}, seen: 0, getBookmark() { return `${++this.seen}`; } }; // prettier-ignore
    const db = open(session as never);
    expect([db.bookmark(), db.bookmark()]).toEqual(["1", "2"]);
  });
  it("has each domain once, and names them all", async () => {
    const open = await opener("squall");
    const db = open(sqlite);
    expect(db.users).toBe(db.users);
    expect(open(sqlite).users).not.toBe(db.users);
    const names: string[] = [];
    for (const name in db) names.push(name);
    expect(names).toEqual(expect.arrayContaining(["agents", "users", "jobs", "overviews"]));
    expect(new Set(names).size).toBe(names.length);
    expect(db.nothing).toBe(undefined);
    expect(db.users!.nothing).toBe(undefined);
  });
  it("may be opened with another clock, ids and timer than the system's", async () => {
    const made = await open(sqlite, {
      now: () => Date.parse("2020-02-02T02:02:02.020Z"),
      uuid: () => "u".repeat(36),
    }).users!.create!({ email: email() });
    expect(made).toMatchObject({ id: `user_${"u".repeat(36)}`, created_at: "2020-02-02T02:02:02.020Z" });
  });
  it("draws ids and asks the clock of the system, unless said", async () => {
    const before = Date.now();
    const [a, b] = [await open(sqlite).users!.create!({ email: email() }), await open(sqlite).users!.create!({ email: email() })]; // prettier-ignore
    expect(a.id).toMatch(/^user_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(a.id).not.toBe(b.id);
    expect(Date.parse(a.created_at)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(a.created_at)).toBeLessThanOrEqual(Date.now());
  });
  it("waits by the timer that it was given", async () => {
    const waits: number[] = [];
    const timer = { now: () => 0, random: () => 1, after: (ms: number, run: () => void) => (waits.push(ms), run(), () => undefined) }; // prettier-ignore
    const db = open(rejecting(new Error(lost)), { timer, retry: { attempts: 4 } });
    expect((await refusal(db.agents!.get!(key))).kind).toBe("unavailable");
    expect(waits).toEqual([100, 200, 400]);
    waits.length = 0;
    expect((await refusal(db.agents!.get!(key, { retry: { attempts: 2, wait: 7 } }))).kind).toBe("unavailable");
    await refusal(db.agents!.get!(key, { retry: false }));
    await refusal(db.batch((q: Client) => [q.agents!.get!(key)], { retry: { attempts: 2, wait: 9 } }));
    expect(waits).toEqual([7, 9]);
    waits.length = 0;
    await refusal(db.batch((q: Client) => [q.agents!.get!(key)]));
    expect(waits).toEqual([100, 200, 400]);
  });
  it("refuses the wrong options of a call by the call's name, before anything is sent", async () => {
    const { sent, binding } = watched();
    const error = await refusal(open(binding).users!.create!({ email: email() }, { deadline: 0 }));
    expect(error).toMatchObject({ kind: "invalid_argument", function: "users.create" });
    const ofBatch = await refusal(open(binding).batch((q: Client) => [q.agents!.get!(key)], { retry: "yes" }));
    expect(ofBatch).toMatchObject({ kind: "invalid_argument", function: undefined });
    expect(sent).toEqual([]);
  });
});

describe("a call is sent", () => {
  it("by raw() where it is one statement, by all() where somebody listens or may send it again, else as a batch", async () => {
    const { sent, binding } = watched();
    const ways = async (options: object, act: (db: Client) => Promise<unknown>) => {
      await act(open(binding, options));
      return sent.splice(0);
    };
    const get = (db: Client) => db.agents!.get!(key);
    expect(await ways({}, get)).toEqual([["raw", 1]]);
    expect(await ways({ onQuery: () => undefined }, get)).toEqual([["all", 1]]);
    expect(await ways({ retry: true }, get)).toEqual([["all", 1]]);
    expect(await ways({ deadline: 5000 }, get)).toEqual([["all", 1]]);
    expect(await ways({ signal: new AbortController().signal }, get)).toEqual([["all", 1]]);
    const create = (db: Client) => db.agents!.create!({ workspace_id: mine.id, name: `a${++n}` });
    expect(await ways({}, create)).toEqual([["raw", 1]]); // its guard is in the insert
    const ensure = (db: Client) => db.integrations!.ensure_playground!({ workspace_id: mine.id });
    const [[way, statements]] = (await ways({}, ensure)) as [[string, number]];
    expect(way).toBe("batch");
    expect(statements).toBeGreaterThan(1);
    expect(await ways({}, (db) => db.batch((q: Client) => [q.agents!.get!(key)]))).toEqual([["batch", 1]]);
  });
  it("not at all where it has no statement, alone, with retries, and in a batch", async () => {
    const { sent, binding } = watched();
    for (const options of [{}, { retry: true }, { onQuery: () => expect.unreachable("nothing was sent") }]) {
      const db = open(binding, options);
      expect(await db.task_metadata!.upsert_many!({ items: [] })).toEqual([]);
      expect(await db.batch((q: Client) => [q.task_metadata!.upsert_many!({ items: [] })])).toEqual([[]]);
      expect(await db.batch(() => [])).toEqual([]);
    }
    expect(sent).toEqual([]);
  });
  it("not at all where its signal was aborted before", async () => {
    const { sent, binding } = watched();
    const error = await refusal(open(binding).agents!.get!(key, { signal: AbortSignal.abort("gone") }));
    expect(error).toMatchObject({ kind: "unavailable", mayHaveHappened: false, cause: "gone", function: "agents.get" });
    expect(sent).toEqual([]);
  });
  it("with statements that are bound only where they have values", async () => {
    const bound: unknown[][] = [];
    const statement = { bind: (...values: unknown[]) => (bound.push(values), statement), raw: async () => [[3]] };
    const db = faults({ prepare: () => statement, batch: () => [] } as never);
    expect(await db.users!.count!()).toBe(3);
    expect(bound).toEqual([]);
    await refusal(db.users!.get!({ id: "u" }));
    expect(bound).toEqual([["u"]]);
  });
});

describe("a batch", () => {
  it("gives each plan its own rows, whatever stands before it", async () => {
    const mail = email();
    const [count, agent, created, page, again] = await open(sqlite).batch((q: Client) => [
      q.jobs!.count!(),
      q.agents!.get!(key),
      q.users!.create!({ email: mail }),
      q.task_metadata!.upsert_many!({ items: [] }),
      q.workspaces!.create!({ name: "of a batch", user_id: user.id }),
    ]);
    expect([count, agent.id, created.email, page, again.name]).toEqual([0, own.id, mail, [], "of a batch"]);
  });
  it("takes plans in another order than they were made, and not all of them", async () => {
    const names = ["first", "second", "third"];
    const results = await open(sqlite).batch((q: Client) => {
      const [a, b, c] = names.map((name) => q.workspaces!.create!({ name, user_id: user.id }));
      void b;
      return [c, a];
    });
    expect(results.map((w) => w.name)).toEqual(["third", "first"]);
    expect(await sqlite.prepare("SELECT count(*) FROM workspaces WHERE name = 'second'").raw()).toEqual([[0]]);
  });
  it("is undone as a whole where one of it is refused", async () => {
    const mail = email();
    const error = await refusal(
      open(sqlite).batch((q: Client) => [q.users!.create!({ email: mail }), q.users!.create!({ email: mail })]),
    );
    expect(error).toMatchObject({ kind: "conflict", columns: ["email"], mayHaveHappened: false });
    expect(await sqlite.prepare("SELECT count(*) FROM users WHERE email = ?1").bind(mail).raw()).toEqual([[0]]);
  });
  it("names the one function that writes, none where several do or none does", async () => {
    const db = open(rejecting(new Error(lost)));
    const get = (q: Client) => q.agents!.get!(key);
    const create = (q: Client) => q.users!.create!({ email: email() });
    const of = (...all: ((q: Client) => unknown)[]) => refusal(db.batch((q: Client) => all.map((make) => make(q))));
    expect(await of(get, create, get)).toMatchObject({ function: "users.create", mayHaveHappened: true });
    expect(await of(create, create)).toMatchObject({ function: undefined, mayHaveHappened: true });
    expect(await of(get)).toMatchObject({ function: undefined, mayHaveHappened: false });
  });
  it("refuses a function of several steps by its name", async () => {
    const db = faults(sqlite);
    const error = await refusal(db.batch((q: Client) => [q.users!.copy!({ id: "u" })]));
    expect(error).toMatchObject({ kind: "invalid_argument", function: "users.copy" });
    expect(error.message).toBe("invalid_argument: a function of several steps cannot be part of a batch");
  });
  it("refuses the arguments of one of its plans by its name", async () => {
    const error = await refusal(
      open(sqlite).batch((q: Client) => [q.agents!.get!(key), q.users!.create!({ mail: 1 })]),
    );
    expect(error).toMatchObject({ kind: "invalid_argument", function: "users.create" });
  });
  it("is undone, and not sent again, where one of it may have happened", async () => {
    let sent = 0;
    const losing = answering(sqlite, {
      batch: async (real) => (sent++, await real(), Promise.reject(new Error(lost))),
    });
    const db = open(losing, { retry: { wait: 1 } });
    const error = await refusal(
      db.batch((q: Client) => [q.jobs!.count!(), q.workspaces!.create!({ name: "lost", user_id: user.id })]),
    );
    expect(error).toMatchObject({ kind: "unavailable", mayHaveHappened: true, function: "workspaces.create" });
    expect(sent).toBeGreaterThanOrEqual(1);
    expect(await sqlite.prepare("SELECT count(*) FROM workspaces WHERE name = 'lost'").raw()).toEqual([[1]]);
  });
});

describe("lists of nested rows that the database refuses as too long", async () => {
  const workspace_id = mine.id;
  await sqlite.exec(
    "INSERT INTO agents (id, workspace_id, name, status) VALUES ('nested', '" + mine.id + "', 'n', 'confirmed')",
  );
  for (let i = 1; i <= 3; i++)
    await sqlite.exec(`INSERT INTO agent_versions (id, agent_id, version, prompt_template, source, status) VALUES ('v${i}', 'nested', ${i}, 'p(${i})''[', 'manual', 'candidate')`); // prettier-ignore
  const tooBig = () => Promise.reject(new Error("D1_ERROR: string or blob too big: SQLITE_TOOBIG"));
  const ask = { workspace_id, id: "nested", limit: 10 };
  const expected = await open(sqlite).overviews!.agent!(ask);
  /** A database that refuses what is sent first. */
  const refusing = (all = false) => {
    let refused = 0;
    const first = (real: () => Promise<unknown>) => (all || refused++ === 0 ? tooBig() : real());
    return answering(sqlite, { raw: first as never, all: first, batch: first as never });
  };
  it("are read in parts: of a call, with a listener, with retries, in a batch", async () => {
    expect(expected.versions.map((v: { prompt_template: string }) => v.prompt_template)).toEqual(["p(3)'[", "p(2)'[", "p(1)'["]); // prettier-ignore
    expect(await open(refusing()).overviews!.agent!(ask)).toEqual(expected);
    const events: QueryEvent[] = [];
    const listening = open(refusing(), { onQuery: (event) => void events.push(event) });
    expect(await listening.overviews!.agent!(ask)).toEqual(expected);
    expect(events.map((e) => [e.name, e.error?.kind])).toEqual([["overviews.agent", "limit"], ["overviews.agent", undefined]]); // prettier-ignore
    expect(await open(refusing(), { retry: true }).overviews!.agent!(ask)).toEqual(expected);
    const batch = await open(refusing()).batch((q: Client) => [
      q.agents!.get!(key),
      q.overviews!.agent!(ask),
      q.overviews!.agent!({ ...ask, limit: 1 }),
    ]);
    expect([batch[0].id, batch[1], batch[2].versions.length]).toEqual([own.id, expected, 1]);
  });
  it("are refused where the parts are refused, too, and where there are none", async () => {
    const error = { kind: "limit", mayHaveHappened: false };
    expect(await refusal(open(refusing(true)).overviews!.agent!(ask))).toMatchObject({
      ...error,
      function: "overviews.agent",
    });
    expect(await refusal(open(refusing()).agents!.get!(key))).toMatchObject({ ...error, function: "agents.get" });
  });
  it("are refused beside a write, which is not sent again", async () => {
    let sent = 0;
    const db = open(answering(sqlite, { batch: () => (sent++, tooBig()) }));
    const mail = email();
    const error = await refusal(db.batch((q: Client) => [q.overviews!.agent!(ask), q.users!.create!({ email: mail })]));
    expect(error).toMatchObject({ kind: "limit", mayHaveHappened: false, function: "users.create" });
    expect(sent).toBe(1);
  });
});

describe("a listener", () => {
  afterEach(() => void vi.useRealTimers());
  const heard = async (act: (db: Client) => Promise<unknown>, binding: Binding = sqlite, opens = open) => {
    const events: QueryEvent[] = [];
    await act(opens(binding, { onQuery: (event) => events.push(event) })).catch(() => undefined);
    return events;
  };
  it("is told names, rows and round trips", async () => {
    const meta = (rows_read: unknown, rows_written: unknown) => async (real: () => Promise<any>) => {
      const answer = await real();
      return Array.isArray(answer)
        ? answer.map((result) => ({ ...result, meta: { rows_read, rows_written } }))
        : { ...answer, meta: { rows_read, rows_written } };
    };
    const binding = answering(sqlite, { all: meta(3, 2), batch: meta(3, 2) as never });
    expect(await heard((db) => db.agents!.get!(key), binding)).toEqual([
      { name: "agents.get", duration: expect.any(Number), rows_read: 3, rows_written: 2, round_trips: 1 },
    ]);
    const both = await heard((db) => db.batch((q: Client) => [q.agents!.get!(key), q.jobs!.count!()]), binding);
    expect(both).toEqual([
      { name: "agents.get+jobs.count", duration: expect.any(Number), rows_read: 6, rows_written: 4, round_trips: 1 },
    ]);
    for (const none of [null, undefined, 7])
      expect(
        await heard(
          (db) => db.agents!.get!(key),
          answering(sqlite, { all: async (real) => ({ ...((await real()) as object), meta: none }) }),
        ),
      ).toMatchObject([{ rows_read: 0, rows_written: 0 }]);
    const bigints = answering(sqlite, { all: meta(5n, null) });
    expect(await heard((db) => db.agents!.get!(key), bigints)).toMatchObject([{ rows_read: 5, rows_written: 0 }]);
  });
  it("is told how long a round trip took", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const slow = answering(sqlite, { all: async (real) => (vi.setSystemTime(Date.now() + 70), await real()) });
    const failing = answering(sqlite, {
      all: () => (vi.setSystemTime(Date.now() + 30), Promise.reject(new Error("x"))),
    });
    const get = (db: Client) => db.agents!.get!(key);
    expect((await heard(get, slow)).map((e) => e.duration)).toEqual([70]);
    expect((await heard(get, failing)).map((e) => [e.duration, e.rows_read])).toEqual([[30, 0]]);
  });
  it("is told of each step of a call", async () => {
    const world = await database();
    await world.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    const events = await heard((db) => db.users!.copy!({ id: "u" }), world, faults);
    expect(events.map((e) => [e.name, e.round_trips])).toEqual([["users.copy", 1], ["users.copy", 1]]); // prettier-ignore
  });
  it("that is there changes neither results nor errors", async () => {
    const listening = open(sqlite, { onQuery: () => undefined });
    expect(await listening.agents!.get!(key)).toEqual(await open(sqlite).agents!.get!(key));
    const missing = { ...key, id: "nobody", patch: { name: "x" } };
    const errors = [open(sqlite), listening].map((db) => refusal(db.agents!.update!(missing)));
    const [plain, told] = await Promise.all(errors);
    expect({ ...told }).toEqual({ ...plain });
    expect(plain).toMatchObject({ kind: "not_found", function: "agents.update" });
  });
});

describe("an error", () => {
  const unique = new Error("D1_ERROR: UNIQUE constraint failed: users.email: SQLITE_CONSTRAINT");
  it("has the table, columns, function and cause that are known", async () => {
    const error = await refusal(open(rejecting(unique)).users!.create!({ email: email() }));
    expect({ ...error }).toMatchObject({
      kind: "conflict",
      table: "users",
      columns: ["email"],
      function: "users.create",
      guard: undefined,
      retryable: false,
      mayHaveHappened: false,
      committed: false,
    });
    expect(error.cause).toBe(unique);
  });
  it("has the guard and the function of a batch that it belongs to, and no function where it is none of them", async () => {
    const guard = (batchIndex: number) =>
      new Error(`D1_ERROR: bad JSON path: 'guard_failed:mine:${batchIndex}': SQLITE_ERROR`);
    const batch = (batchIndex: number) =>
      refusal(
        open(rejecting(guard(batchIndex))).batch((q: Client) => [q.agents!.archive!(key), q.jobs!.start!({ id: "j" })]),
      );
    expect(await batch(0)).toMatchObject({ kind: "guard_failed", guard: "mine", function: "agents.archive" });
    expect(await batch(1)).toMatchObject({ kind: "guard_failed", guard: "mine", function: "jobs.start" });
    expect((await batch(7)).function).toBe(undefined);
  });
  it("that the binding made is given as it is", async () => {
    const own = await refusal(open(rejecting(unique)).users!.create!({ email: email() }));
    for (const act of [
      (db: Client) => db.users!.create!({ email: email() }),
      (db: Client) => db.batch((q: Client) => [q.users!.create!({ email: email() })]),
    ])
      expect(await refusal(act(open(rejecting(own))))).toBe(own);
  });
  it("holds the database's own text only where the client asks for it", async () => {
    const text = "D1_ERROR: no such table: nowhere: SQLITE_ERROR";
    const call = (options: object, reason: string) =>
      refusal(open(rejecting(new Error(reason)), options).users!.create!({ email: email() }));
    expect((await call({}, text)).message).not.toContain("nowhere");
    expect((await call({ databaseText: false }, text)).message).not.toContain("nowhere");
    const told = await call({ databaseText: true }, text);
    expect(told.message).toBe(`${(await call({}, text)).message}; ${text}`);
    const guard = "D1_ERROR: bad JSON path: 'guard_failed:mine:0': SQLITE_ERROR";
    expect((await call({ databaseText: true }, guard)).message).toBe((await call({}, guard)).message);
    expect((await call({ databaseText: true }, "")).message).toBe((await call({}, "")).message);
  });
  it("of a result that cannot be made is internal, with its cause and the function", async () => {
    const db = open(answering(sqlite, { raw: () => [[{ broken: true }]] }));
    const error = await refusal(db.agents!.get!(key));
    expect(error).toMatchObject({ kind: "internal", function: "agents.get", committed: false, mayHaveHappened: false });
    expect(error.message).toBe("internal: the database's answer cannot be read: a row has 1 values, not 9");
    expect(error.cause).toBeInstanceOf(Error);
  });
});
