// What a binding answers and what becomes of it: an answer that is none is an error, never "no rows"; a committed write
// whose result cannot be read says that it is committed; each error says whether what was sent may have happened.
import { beforeEach, describe, expect, it } from "vitest";
import type { Binding } from "../../js-shim/src/binding.js";
import type { OpenOptions } from "../../js-shim/src/types.js";
import {
  asBoolean,
  asInteger,
  asRows,
  finishWith,
  list,
  listOfAll,
  named,
  object,
  one,
  page,
  type RowMapper,
} from "../../js-shim/src/result.js";
import { Plan } from "../../js-shim/src/plan.js";
import { answering, database, everywhere, opener, refusal, rejecting, seeded, type Client } from "./open.js";

const open = await opener("squall");
const faults = await opener("faults");
const sqlite = await database();
const { mine, own } = await seeded(open(sqlite));
const key = { workspace_id: mine.id, id: own.id };
const emails = async () => (await sqlite.prepare("SELECT email FROM users").raw()).flat();
let n = 0;
let email = "";
beforeEach(() => (email = `e${++n}@x.y`));

type Way = [name: string, options: OpenOptions, act: (db: Client, write: boolean) => Promise<unknown>];
const call = (db: Client, write: boolean) =>
  write ? db.users!.create!({ email }) : db.agents!.list!({ workspace_id: mine.id });
const inBatch = (db: Client, write: boolean) => db.batch((q: Client) => [call(q, write)]);
const ways: Way[] = [
  ["a call", {}, call],
  ["a call with a listener", { onQuery: () => undefined }, call],
  ["a call with retries", { retry: true }, call],
  ["a batch", {}, inBatch],
  ["a batch with retries", { retry: { attempts: 5 } }, inBatch],
];
const results = (make: (result: Record<string, unknown>) => unknown) => async (real: () => Promise<unknown>) => {
  const answer = await real();
  // raw() gives rows; there is no result to change.
  if (!Array.isArray(answer)) return make(answer as never);
  return answer.every(Array.isArray) ? make({ results: answer }) : (answer as never[]).map(make);
};
const malformed: [string, (real: () => Promise<unknown>) => unknown][] = [
  ["nothing", async (real) => void (await real())],
  ["null", async (real) => (await real(), null)],
  ["a text", async (real) => (await real(), "rows")],
  ["a result that is null", results(() => null)],
  ["a result without rows", results(({ meta }) => ({ meta }))],
  ["rows that are null", results((r) => ({ ...r, results: null }))],
  ["rows that are an object", results((r) => ({ ...r, results: { 0: {} } }))],
  ["success: false", results(() => ({ success: false, error: "boom", results: [] }))],
  ["success: false without a text", results(() => ({ success: false, results: [] }))],
];

describe.each(ways)("%s that is answered with", (_name, options, act) => {
  it.each(malformed)("%s is an error", async (_answer, answer) => {
    const broken = open(answering(sqlite, everywhere(answer)), options);
    const read = await refusal(act(broken, false));
    expect(read).toMatchObject({ kind: "internal", mayHaveHappened: false, committed: false, retryable: false });
    const write = await refusal(act(broken, true));
    expect(write).toMatchObject({
      kind: "internal",
      mayHaveHappened: true,
      committed: false,
      function: "users.create",
    });
    expect(await emails()).toContain(email);
  });
});

describe("an answer that is none is told by what it is", () => {
  const told = async (answers: Parameters<typeof answering>[1], act: Way[2], options: OpenOptions = {}) => {
    const error = await refusal(act(open(answering(sqlite, answers), options), false));
    expect(error.cause).toMatchObject({ name: "AnswerError" });
    return error.message.replace("internal: the database's answer cannot be read: ", "");
  };
  const what: [unknown, string][] = [
    [undefined, "nothing"],
    [null, "null"],
    ["rows", "of type string"],
    [7, "of type number"],
    [{}, "of type object"],
  ];
  it.each(what)("%j", async (answer, kind) => {
    expect(await told({ raw: () => answer }, call)).toBe(`raw() returned ${kind}, not a list of rows`);
    expect(await told({ batch: () => answer }, inBatch)).toBe(`batch() returned ${kind}, not a list`);
  });
  const results: [unknown, string][] = what.slice(0, -1);
  it.each(results)("a result that is %j", async (result, kind) => {
    expect(await told({ batch: () => [result] }, inBatch)).toBe(`a result is ${kind}`);
    expect(await told({ all: () => result }, call, { onQuery: () => undefined })).toBe(`a result is ${kind}`);
  });
  it.each(what)("rows that are %j", async (rows, kind) => {
    expect(await told({ batch: () => [{ results: rows }] }, inBatch)).toBe(`the rows of a result are ${kind}`);
  });
  it.each([
    [null, "null"],
    [undefined, "nothing"],
    ["row", "of type string"],
  ])("a row that is %j", async (row, kind) => {
    const error = await refusal(call(open(answering(sqlite, { raw: () => [row] })), false));
    expect(error.message).toBe(`internal: the database's answer cannot be read: a row is ${kind}`);
    expect(error.cause).toMatchObject({ name: "AnswerError" });
  });
  it("a row that is an empty object has no values", async () => {
    const error = await refusal(inBatch(open(answering(sqlite, { batch: () => [{ results: [{}] }] })), false));
    expect(error.message).toMatch(/: a row has 0 values, not \d+$/);
  });
  it("a result that is a list has no rows", async () => {
    expect(await told({ batch: () => [[]] }, inBatch)).toBe("the rows of a result are nothing");
    expect(await told({ batch: () => [{ results: undefined }] }, inBatch)).toBe("the rows of a result are nothing");
  });
});
it("a statement whose rows nobody takes need not have any", async () => {
  let withoutRows = 0;
  const bare = (result: any) => {
    if (result.results.length > 0) return result;
    withoutRows++;
    return { meta: result.meta, success: true };
  };
  const db = open(answering(sqlite, { batch: async (real) => (await real()).map(bare) }));
  const { id } = await db.agents!.create!({ workspace_id: mine.id, name: "of a batch" });
  expect(await db.batch((q: Client) => [q.agents!.archive!({ workspace_id: mine.id, id })])).toEqual([undefined]);
  expect((await db.agents!.get!({ workspace_id: mine.id, id })).status).toBe("archived");
  expect(await db.integrations!.ensure_playground!({ workspace_id: mine.id })).toMatchObject({ created: true });
  expect(withoutRows).toBeGreaterThan(0);
});

it("a batch that has too few results, or too many, is an error", async () => {
  for (const change of [(all: unknown[]) => all.slice(1), (all: unknown[]) => [...all, all[0]], () => []]) {
    const db = open(answering(sqlite, { batch: async (real) => change(await real()) }));
    const error = await refusal(
      db.batch((q: Client) => [q.agents!.get!(key), q.users!.create!({ email: `${email}${n++}` })]),
    );
    expect(error).toMatchObject({ kind: "internal", mayHaveHappened: true, committed: false });
    expect(error.message).toMatch(/\d results for 2 statements/);
  }
});
it("success: false with a text of SQLite's is that error", async () => {
  const text = "D1_ERROR: UNIQUE constraint failed: users.email: SQLITE_CONSTRAINT";
  const db = open(answering(sqlite, { batch: async (real) => (await real(), [{ success: false, error: text }]) }));
  expect(await refusal(db.batch((q: Client) => [q.users!.create!({ email })]))).toMatchObject({
    kind: "conflict",
    columns: ["email"],
    mayHaveHappened: false,
  });
});

it.each([
  ["a text of nobody's", "boom", "internal", "boom"],
  ["no text", undefined, "internal", ""],
  ["an object that says it", { message: "UNIQUE constraint failed: users.email" }, "conflict", ""],
])("success: false with %s keeps the reason", async (_name, reason, kind, text) => {
  const db = open(answering(sqlite, { batch: () => [{ success: false, error: reason }] }));
  const error = await refusal(db.batch((q: Client) => [q.users!.create!({ email })]));
  expect(error.kind).toBe(kind);
  expect((error.cause as Error).message).toBe(text);
  expect((error.cause as Error).cause).toBe(reason);
});

const wrongRows: [string, (rows: unknown[]) => unknown[]][] = [
  ["a row that is narrower", (rows) => rows.map((row) => (row as unknown[]).slice(1))],
  ["a row that is wider", (rows) => rows.map((row) => [...(row as unknown[]), 1])],
  ["rows of unequal width", (rows) => [...rows, [1]]],
  ["a row that is null", (rows) => [...rows, null]],
  ["a row that is a text", () => ["row"]],
  ["column names before the rows of another width", (rows) => [["a", "b"], ...rows]],
];
describe("rows that are not what was asked for", () => {
  it.each(wrongRows)("of raw(): %s", async (_name, change) => {
    const db = open(answering(sqlite, { raw: async (real) => change(await real()) }));
    const read = await refusal(db.agents!.list!({ workspace_id: mine.id }));
    expect(read).toMatchObject({ kind: "internal", function: "agents.list", mayHaveHappened: false, committed: false });
  });
  it("of batch(): a row with a column too few, of a committed write", async () => {
    const less = (r: any) => ({ ...r, results: r.results.map(({ id }: any) => ({ id })) });
    const db = open(answering(sqlite, { batch: async (real) => (await real()).map(less) }));
    const error = await refusal(db.batch((q: Client) => [q.users!.create!({ email })]));
    expect(error).toMatchObject({ kind: "internal", committed: true, mayHaveHappened: true, function: "users.create" });
    expect(error.message).toContain("a row has 1 values, not 3");
    expect(error.message).toContain("is committed");
  });
  it("of a count or a flag: more than one value", async () => {
    const db = open(answering(sqlite, { raw: async () => [[1, 2]] }));
    for (const answer of [db.jobs!.count!(), db.agents!.exists!(key)])
      expect((await refusal(answer)).message).toContain("a row has 2 values, not 1");
  });
});

describe("a committed write whose result cannot be read", () => {
  const big = 2 ** 53;
  const bigRows = (rows: unknown[][]) => rows.map((row) => row.map((cell) => (typeof cell === "number" ? big : cell)));
  const version = { workspace_id: mine.id, agent_id: own.id, prompt_template: "p" };
  const bigObjects = (all: any[]) =>
    all.map((r) => ({
      ...r,
      results: r.results.map((row: object) =>
        Object.fromEntries(
          Object.entries(row).map(([name, cell]) => [name, name === "version" ? big : (cell as unknown)]),
        ),
      ),
    }));
  it("says that it is committed: of a call, with a listener, in a batch", async () => {
    for (const options of [{}, { onQuery: () => undefined }, { retry: true }]) {
      const answers = {
        raw: async (real: () => Promise<unknown[][]>) => bigRows(await real()),
        all: async (real: () => Promise<unknown>) => bigObjects([await real()])[0] as unknown,
      };
      const db = open(answering(sqlite, answers), options);
      const before = (await sqlite.prepare("SELECT id FROM agent_versions").raw()).length;
      const error = await refusal(db.agent_versions!.create!(version));
      expect(error).toMatchObject({
        kind: "limit",
        function: "agent_versions.create",
        committed: true,
        mayHaveHappened: true,
        retryable: false,
      });
      expect(error.message).toMatch(/^limit: .*; what the call writes is committed$/);
      expect((await sqlite.prepare("SELECT id FROM agent_versions").raw()).length).toBe(before + 1);
    }
  });
  it("says so of the write of the batch, where a read before it fails to map", async () => {
    const db = open(answering(sqlite, { batch: async (real) => bigObjects(await real()) }));
    await open(sqlite).agent_versions!.create!(version);
    const read = (q: Client) => q.agent_versions!.list!({ workspace_id: mine.id, agent_id: own.id });
    const error = await refusal(db.batch((q: Client) => [read(q), q.users!.create!({ email })]));
    expect(error).toMatchObject({
      kind: "limit",
      function: "agent_versions.list",
      committed: true,
      mayHaveHappened: true,
    });
    expect(await emails()).toContain(email);
    const onlyRead = await refusal(db.batch((q: Client) => [read(q)]));
    expect(onlyRead).toMatchObject({ kind: "limit", committed: false, mayHaveHappened: false });
    expect(onlyRead.message).not.toContain("committed");
  });
  it("says so of a single statement, whatever its cells are", async () => {
    const { id } = await open(sqlite).users!.create!({ email });
    for (const rows of [bigRows([[1]]), [[1, 2]]]) {
      const db = faults(answering(sqlite, { raw: async (real) => (await real(), rows) }));
      const error = await refusal(db.shapes!.set_email!({ id, email: `${email}${n++}` }));
      expect(error).toMatchObject({ committed: true, mayHaveHappened: true, function: "shapes.set_email" });
    }
  });
  it("is not said of a read, or of what failed before", async () => {
    const db = open(rejecting(new Error("D1_ERROR: Network connection lost.")));
    expect(await refusal(db.users!.create!({ email }))).toMatchObject({ committed: false, mayHaveHappened: true });
    expect(await refusal(db.agents!.get!(key))).toMatchObject({ committed: false, mayHaveHappened: false });
  });
});

describe("what fails before it is sent has not happened", () => {
  const broken = (what: "prepare" | "bind"): Binding => {
    const fail = () => {
      throw new Error("a wrapper's fault");
    };
    const statement = { bind: fail, raw: fail, all: fail };
    return { prepare: what === "prepare" ? fail : () => statement, batch: fail } as unknown as Binding;
  };
  it.each(["prepare", "bind"] as const)("in %s", async (what) => {
    for (const [, options, act] of ways)
      expect(await refusal(act(open(broken(what), options), true))).toMatchObject({
        kind: "internal",
        mayHaveHappened: false,
        function: "users.create",
      });
  });
  it("but what throws when it is sent may have", async () => {
    const fail = () => {
      throw new Error("a wrapper's fault");
    };
    const db = open(answering(sqlite, everywhere(fail)));
    expect(await refusal(db.users!.create!({ email }))).toMatchObject({ mayHaveHappened: true });
    expect(await refusal(inBatch(db, true))).toMatchObject({ mayHaveHappened: true });
  });
});

it("answers may be thenables that are no promises", async () => {
  const later = (real: () => Promise<unknown>) => ({
    then: (resolve: (v: unknown) => void) => void real().then(resolve),
  });
  const db = open(answering(sqlite, everywhere(later)));
  expect((await db.users!.create!({ email })).email).toBe(email);
  expect((await db.batch((q: Client) => [q.agents!.get!(key)]))[0].id).toBe(own.id);
});

describe("cells by position", () => {
  const sales: RowMapper = named(["id", "2024", "2023"], (r) => ({ id: r[0], 2024: r[1], 2023: asInteger(r[2]) }));
  const plan = new Plan(0, 1);
  it("where a column's name is a number", () => {
    const take = finishWith(list(sales));
    const expected = [{ id: "a", 2024: "of 2024", 2023: 2 }];
    expect(take([[["a", "of 2024", 2]]], plan)).toEqual(expected);
    expect(take([[{ id: "a", 2024: "of 2024", 2023: 2 }]], plan)).toEqual(expected);
  });
  it("where a column's name is a number, but not all of them came", () => {
    const take = finishWith(list(sales));
    expect(() => take([[{ id: "a", 2024: "of 2024" }]], plan)).toThrow(/number as its name/);
    expect(() => take([[{ id: "a", name: "of 2024" }]], plan)).toThrow("a row has 2 values, not 3");
  });
  it("where a column's name only begins or ends with a number", () => {
    const two: RowMapper = (r) => ({ a: r[0], b: r[1] });
    const take = finishWith(one(two));
    for (const name of ["7days", "days7", "07", "-7", "7.5", ""])
      expect(take([[{ [name]: 1, b: 2 }]], plan), name).toEqual({ a: 1, b: 2 });
    for (const name of ["7", "0", "2024"])
      expect(() => take([[{ b: 2, [name]: 1 }]], plan)).toThrow(/number as its name/);
  });
  it("are refused where their order is lost", () => {
    const unnamed: RowMapper = (r) => ({ id: r[0], 2024: r[1] });
    expect(() => finishWith(one(unnamed))([[{ id: "a", 2024: 1 }]], plan)).toThrow(/number as its name/);
    expect(finishWith(one(unnamed))([[["a", 1]]], plan)).toEqual({ id: "a", 2024: 1 });
  });
  it("of rows in a row are as many as their mapper takes", () => {
    const inner: RowMapper = (r) => ({ a: r[0], b: asBoolean(r[1]) });
    const outer: RowMapper = (r) => ({ id: r[0], all: asRows(r[1], inner) });
    const read = (cell: unknown) => finishWith(one(outer))([[["x", cell]]], plan);
    expect(read("[[1,0],[2,1]]")).toEqual({
      id: "x",
      all: [
        { a: 1, b: false },
        { a: 2, b: true },
      ],
    });
    expect(() => read("[[1,0],[2]]")).toThrow(/1 values, not 2/);
    expect(() => read("[[1,0],2]")).toThrow(/a row is/);
  });
  it("of a list that is split over several statements follow one another", () => {
    const row: RowMapper = (r) => ({ id: r[0], at: r[1] });
    const three = [
      [["a", 1]],
      [],
      [
        { id: "b", at: 2 },
        { id: "c", at: 3 },
      ],
    ];
    const ids = (answers: unknown[][]) =>
      (finishWith(listOfAll(row))(answers, plan) as { id: string }[]).map((r) => r.id);
    expect(ids(three)).toEqual(["a", "b", "c"]);
    expect(ids([])).toEqual([]);
    expect(() => ids([[["a", 1]], [["b"]]])).toThrow(/1 values, not 2/);
  });
  it("of a page and of an object's parts are read alike from lists and from objects", () => {
    const row: RowMapper = (r) => ({ id: r[0], at: r[1] });
    const taker = object({ first: page(row, 7, [1, 0]), rest: list(row) });
    plan.pageRows = 1;
    const cells = [["a", 1], ["b", 2]]; // prettier-ignore
    const objects = cells.map(([id, at]) => ({ id, at }));
    expect(finishWith(taker)([cells, cells], plan)).toEqual(finishWith(taker)([objects, objects], plan));
  });
});

describe("a stored integer", () => {
  it.each([2 ** 53, -(2 ** 53), 1e300, -1e300])("of %d is refused", (n) => {
    expect(() => asInteger(n)).toThrow(/limit/);
  });
  it.each([2 ** 53 - 1, -(2 ** 53 - 1), 0, null])("of %s comes through", (n) => {
    expect(asInteger(n)).toBe(n);
  });
  it("is refused as a count as well", async () => {
    const db = open(answering(sqlite, { raw: async () => [[2 ** 60]] }));
    expect((await refusal(db.jobs!.count!())).kind).toBe("limit");
  });
});
