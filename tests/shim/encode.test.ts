// Every kind of value in every place of the arguments: what comes through is what was given, what does not is refused by its
// path.
import { describe, expect, it } from "vitest";
import { database, opener, refusal, rejecting, seeded, type Client } from "./open.js";

const open = await opener("squall");
const sqlite = await database();
const db: Client = open(sqlite);
const faults: Client = (await opener("faults"))(sqlite);
const { mine, own } = await seeded(db);

const get = (args: unknown) => db.agents!.get!(args);
const nested = (patch: unknown, more: object = {}) =>
  faults.shapes!.nested!({ patch, ...more }).then((seen) => ({
    ...seen,
    items: JSON.parse(seen.items as string) as unknown,
    best: JSON.parse(seen.best as string) as unknown,
  }));
const tools = (tool_ids: unknown) => db.tools!.list_by_ids!({ tool_ids });
const tested = (tested_only: unknown) =>
  db.eval_candidates!.list_by_ids!({ agent_id: own.id, ids: ["a"], tested_only });
const stored = async (metadata: unknown) =>
  (await db.jobs!.create!({ workspace_id: mine.id, type: "import", metadata })).metadata as unknown;
const told = async (call: Promise<unknown>) => {
  const error = await refusal(call);
  expect(error).toMatchObject({ kind: "invalid_argument", mayHaveHappened: false });
  return error.message.replace("invalid_argument: ", "");
};

/** By the place of a value, what it is refused with. */
const text = "must be text";
const objects = "must be an object";
const flag = "must be true or false";
const notJson = "must be a value that JSON can say";
type Places = [id: string, patch: string, items: string, item: string, list: string, flag: string | null, json: string | null]; // prettier-ignore
const refused: [string, unknown, Places][] = [
  ["a function", () => 1, [text, objects, "must be a list", objects, "must be a list", flag, notJson]],
  ["a symbol", Symbol("x"), [text, objects, "must be a list", objects, "must be a list", flag, notJson]],
  ["a bigint", 1n, [text, objects, "must be a list", objects, "must be a list", flag, "must not hold a bigint"]],
  ["true", true, [text, objects, "must be a list", objects, "must be a list", null, null]],
  ["a number", 5, [text, objects, "must be a list", objects, "must be a list", flag, null]],
  ["NaN", NaN, [text, objects, "must be a list", objects, "must be a list", flag, "must hold finite numbers only"]],
  ["a lone surrogate", "\ud800", ["must not hold a lone surrogate", objects, "must be a list", objects, "must be a list", flag, "must not hold a lone surrogate"]], // prettier-ignore
  ["a list", ["a"], [text, objects, objects, objects, "", flag, null]],
  ["a Date", new Date(0), [text, "must be a plain object, not an instance of a class", "must be a list", "must be a plain object, not an instance of a class", "must be a list", flag, null]], // prettier-ignore
];
describe.each(refused)("%s", (_name, value, [id, patch, items, item, list, isFlag, json]) => {
  it("is refused by its path wherever it is not meant", async () => {
    expect(await told(get({ workspace_id: mine.id, id: value }))).toBe(`id ${id}`);
    expect(await told(nested({ name: value }))).toBe(`patch.name ${id}`);
    expect(await told(nested(value))).toBe(`patch ${patch}`);
    expect(await told(nested({ items: value }))).toBe(`patch.items ${items}`);
    expect(await told(nested({ items: [{ count: 1 }, value] }))).toBe(`patch.items ${item}`);
    if (list !== "") expect(await told(tools(value))).toBe(`tool_ids ${list}`);
    expect(await told(tools(["a", value]))).toBe(`tool_ids ${id}`);
    if (isFlag === null) expect(await tested(value)).toEqual([]);
    else expect(await told(tested(value))).toBe(`tested_only ${isFlag}`);
    if (json === null) expect(await stored(value)).toEqual(JSON.parse(JSON.stringify(value)));
    else expect(await told(stored(value))).toBe(`metadata ${json}`);
  });
});

it("a real in a list of objects is written with all of its digits", async () => {
  const bound: unknown[] = [];
  const statement = { bind: (...values: unknown[]) => (bound.push(...values), statement) };
  const stopped = () => Promise.reject(new Error("not sent"));
  const writer = open({ prepare: () => statement, batch: stopped } as never);
  for (const cost of [0.1 + 0.2, 1e-7, 1.5, -2, 0, 5e-324, 1.7976931348623157e308]) {
    bound.length = 0;
    const results = [{ trace_id: "t", score: 0.5, success: true, duration_ms: 1, llm_calls: 0, llm_cost_usd: cost, cache_hits: 0 }]; // prettier-ignore
    await refusal(writer.eval_candidate_executions!.record_many!({ eval_candidate_id: "c", results }));
    const lists = bound.filter((value) => typeof value === "string" && value.startsWith("[")) as string[];
    expect(lists.flatMap((list) => (JSON.parse(list) as unknown[][]).flat())).toContain(cost);
  }
});

it("a flag is what it was given as", async () => {
  const [made] = await db.eval_candidates!.create_many!({
    agent_id: own.id,
    candidates: [{ code: "c", variation: "correctness" }],
  });
  const asked = async (more: object) =>
    (await db.eval_candidates!.list_by_ids!({ agent_id: own.id, ids: [made.id], ...more })).map((c: { id: string }) => c.id); // prettier-ignore
  expect(await asked({ tested_only: false })).toEqual([made.id]);
  expect(await asked({ tested_only: true })).toEqual([]);
  expect(await asked({})).toEqual([made.id]);
});

it("a computed or unreadable field is told by its path, wherever it stands", async () => {
  const own = "must be a property of the object itself: not inherited, computed or hidden";
  const computed = { count: 1, get label() { return "l"; } }; // prettier-ignore
  const unreadable = new Proxy({ count: 1, label: "l" }, { get: (item, name) => { if (name === "label") throw new Error("no"); return Reflect.get(item, name) as unknown; } }); // prettier-ignore
  expect(await told(nested({ best: computed }))).toBe(`patch.best.label ${own}`);
  expect(await told(nested({ items: [{ count: 1 }, computed] }))).toBe(`patch.items.label ${own}`);
  expect(await told(nested({ best: unreadable }))).toBe("patch.best.label could not be read");
  expect(await told(nested({ items: [{ count: 1 }, unreadable] }))).toBe("patch.items.label could not be read");
});

it("a JSON column is NULL where null is given, not the text of it", async () => {
  const job = await db.jobs!.create!({ workspace_id: mine.id, type: "import", metadata: null });
  const kinds = await sqlite.prepare("SELECT typeof(metadata) FROM jobs WHERE id = ?1").bind(job.id).raw();
  const without = await db.jobs!.create!({ workspace_id: mine.id, type: "import" });
  expect(kinds).toEqual(await sqlite.prepare("SELECT typeof(metadata) FROM jobs WHERE id = ?1").bind(without.id).raw());
});

it("texts are counted anew for each call: very many of one leave the next what it is", async () => {
  const items = Array.from({ length: 40_000 }, () => ({ zap: 1 }));
  for (let i = 0; i < 2; i++) expect(await told(nested({ items }))).toBe("patch.items.zap is not a known field");
  expect(await nested({ name: "name", note: "note" }, { workspace_id: "w" })).toMatchObject({
    workspace_id: "w",
    name: "name",
    note: "note",
  });
});

it("a text is judged alike where the runtime does not know how", async () => {
  const texts = ["", "a", "é", "😀", "a😀b", "\ud800", "\udc00", "\ud83d\ude00", "\ude00\ud83d", "a\ud800", "\ud800a", "\udfff", "\udbff", "\ud800\ud83d\ude00", "\ud83d\ude00\udc00", "\ud83d\ude00\ud83d\ude00", "\ue000", "\ud7ff"]; // prettier-ignore
  const known = Object.getOwnPropertyDescriptor(String.prototype, "isWellFormed")!;
  const judged = texts.map((text) => (text as unknown as { isWellFormed(): boolean }).isWellFormed());
  delete (String.prototype as { isWellFormed?: unknown }).isWellFormed;
  const without = "../../js-shim/src/json_value.js?without";
  try {
    const { isWellFormed } = (await import(without)) as { isWellFormed: (text: string) => boolean };
    expect(texts.map(isWellFormed)).toEqual(judged);
  } finally {
    Object.defineProperty(String.prototype, "isWellFormed", known);
  }
  expect(new Set(judged).size).toBe(2);
});

describe("null and undefined", () => {
  it.each([null, undefined])("%s is left out where that is allowed, else required", async (none) => {
    expect(await told(get({ workspace_id: mine.id, id: none }))).toBe("id is required");
    expect(await told(nested(none))).toBe("patch is required");
    expect(await told(nested({ best: { count: none } }))).toBe("patch.best.count is required");
    expect(await told(nested({ items: [none] }))).toBe("patch.items must not hold null or undefined");
    expect(await told(tools(none))).toBe("tool_ids is required");
    expect(await told(tools([none]))).toBe("tool_ids must not hold null or undefined");
    expect(await nested({ name: none, items: none, best: none, note: none })).toEqual({
      workspace_id: null,
      name: null,
      items: null,
      best: null,
      note: null,
      limit: null,
    });
    expect(await tested(none)).toEqual([]);
    expect(await stored(none)).toBe(null);
  });
});

describe("numbers, flags and texts", () => {
  it("come through as they are, at the top and in lists of objects", async () => {
    for (const limit of [0, 1, -1, 255, 65536, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, -(2 ** 53 - 1)]) {
      expect((await nested({}, { limit })).limit).toBe(limit);
      expect((await nested({ best: { count: limit } })).best).toEqual([limit, null, null]);
      expect((await nested({ items: [{ count: limit }] })).items).toEqual([[limit, null, null]]);
    }
    for (const limit of [1.5, 2 ** 53, Infinity, NaN])
      expect(await told(nested({}, { limit }))).toMatch(/^limit must be/);
  });
  it.each([
    "",
    "a",
    "é",
    "日本",
    "😀",
    "a\0b",
    "\uFEFFa",
    "x".repeat(15),
    "x".repeat(16),
    "é".repeat(17),
    "😀".repeat(999),
  ])("%j comes through in every place, and so does what follows it", async (text) => {
    const items = [{ count: 1, label: text, tags: [text, "|", text] }, { count: 2, label: "after", tags: ["after"] }]; // prettier-ignore
    expect(await nested({ name: text, items, best: { count: 3, label: text }, note: text }, { workspace_id: text, limit: 4 })).toEqual({
        workspace_id: text,
        name: text,
        items: [[1, text, [text, "|", text]], [2, "after", ["after"]]], // prettier-ignore
        best: [3, text, null],
        note: text,
        limit: 4,
      }); // prettier-ignore
    expect(await stored([text, { [`k${text}`]: text }])).toEqual([text, { [`k${text}`]: text }]);
  });
});

describe("a name that is no argument", () => {
  it.each([
    ["the first of several", { foo: 1, bar: 2 }, "foo"],
    ["one beside a known one", { id: "a", foo: 1 }, "foo"],
    ["one that is long, by its beginning", { ["x".repeat(300)]: 1 }, "x".repeat(85)],
    ["one that is not text", { "a\ud800": 1 }, "an ill-formed name"],
    ["one that JSON.parse makes", JSON.parse('{"__proto__": 1}') as object, "__proto__"],
  ])("is told: %s", async (_name, args, name) => {
    expect(await told(get(args))).toBe(`${name} is not an argument of this function`);
    expect(await told(nested(args === undefined ? {} : rename(args)))).toBe(`patch.${name} is not a known field`);
  });
  const rename = (args: object) => Object.fromEntries(Object.entries(args).map(([k, v]) => [k === "id" ? "name" : k, k === "id" ? "n" : v])); // prettier-ignore
  it("is told at each depth", async () => {
    expect(await told(nested({ best: { count: 1, zip: 2 } }))).toBe("patch.best.zip is not a known field");
    expect(await told(nested({ items: [{ count: 1 }, { count: 1, zap: 2 }] }))).toBe(
      "patch.items.zap is not a known field",
    );
    const many = Array.from({ length: 50 }, (_, i) => ({ count: i, label: `l${i}` }));
    expect(await told(nested({ items: [...many, { late: 2 }] }))).toBe("patch.items.late is not a known field");
  });
});

describe("a proxy that throws", () => {
  const throwing = (trap: keyof ProxyHandler<object>, target: object) =>
    new Proxy(target, {
      [trap]: () => {
        throw new Error("no");
      },
    });
  const unread = "an object that cannot be read";
  const plain = "must be a plain object, not an instance of a class";
  it.each([
    ["ownKeys", `${unread} is not an argument of this function`, `patch.${unread} is not a known field`, `patch.items.${unread} is not a known field`, "could not be read"], // prettier-ignore
    ["getOwnPropertyDescriptor", `${unread} is not an argument of this function`, `patch.${unread} is not a known field`, `patch.items.${unread} is not a known field`, "could not be read"], // prettier-ignore
    ["get", "workspace_id could not be read", "patch.name could not be read", "patch.items.count could not be read", "could not be read"], // prettier-ignore
    ["has", "id could not be read", "patch.items could not be read", "patch.items.label could not be read", null], // prettier-ignore
    ["getPrototypeOf", "the call's one argument, which must be a plain object of named arguments, is not an argument of this function", `patch ${plain}`, `patch.items ${plain}`, "must hold plain objects, not instances of a class"], // prettier-ignore
  ] as const)("in its %s is refused by what could not be read", async (trap, args, patch, item, json) => {
    expect(await told(get(throwing(trap, { workspace_id: "w" })))).toBe(args);
    expect(await told(nested(throwing(trap, { name: "n" })))).toBe(patch);
    expect(await told(nested({ items: [throwing(trap, { count: 1 })] }))).toBe(item);
    if (json === null) expect(await stored(throwing(trap, { a: 1 }))).toEqual({ a: 1 });
    else expect(await told(stored(throwing(trap, { a: 1 })))).toBe(`metadata ${json}`);
    expect(await nested({ name: "next" })).toMatchObject({ name: "next", items: null });
  });
  it("for a list is refused by what could not be read", async () => {
    expect(await told(tools(throwing("get", ["a"])))).toBe("tool_ids could not be read");
    const second = new Proxy(["a", "b"], { get: (list, name) => { if (name === "1") throw new Error("no"); return Reflect.get(list, name) as unknown; } }); // prettier-ignore
    expect(await told(tools(second))).toBe("tool_ids could not be read");
    expect(await tools(new Proxy(["a"], {}))).toEqual([]);
  });
  it("was revoked is refused in every place", async () => {
    const revoked = (target: object) => {
      const { proxy, revoke } = Proxy.revocable(target, {});
      revoke();
      return proxy;
    };
    expect(await told(get(revoked({})))).toContain("must be a plain object of named arguments");
    expect(await told(nested(revoked({})))).toBe(`patch ${plain}`);
    expect(await told(nested({ items: [revoked({})] }))).toBe(`patch.items ${plain}`);
    expect(await told(tools(revoked([])))).toBe("tool_ids must be a list");
    expect(await told(stored(revoked({})))).toBe("metadata could not be read");
    expect(await told(stored({ a: revoked([]) }))).toBe("metadata could not be read");
  });
});

describe("a list that says another length", () => {
  const saying = (length: unknown) =>
    new Proxy(["a"], { get: (list, name) => (name === "length" ? length : (Reflect.get(list, name) as unknown)) });
  it.each([-1, 1.5, NaN, "1", 2 ** 32, undefined])("of %s is not read", async (length) => {
    expect(await told(tools(saying(length)))).toBe("tool_ids could not be read");
  });
  it("is read as far as it says", async () => {
    expect(await tools(saying(0))).toEqual([]);
    expect(await told(tools(saying(2)))).toBe("tool_ids must not hold null or undefined");
    expect(await refusal(tools(saying(1e9)))).toMatchObject({
      kind: "limit",
      function: "tools.list_by_ids",
      message: "limit: the arguments are larger than 64 MB",
      mayHaveHappened: false,
    });
  });
  it("in JSON is read as far as it says, and not beyond what can be", async () => {
    expect(await stored(saying(0))).toEqual([]);
    expect(await told(stored(saying(2 ** 32)))).toBe("metadata could not be read");
    expect(await told(stored({ at: new Date(0), list: saying(2 ** 32) }))).toBe("metadata could not be read");
    expect(await told(stored(saying(2)))).toMatch(/^metadata must not hold undefined in a list/);
  });
});

describe("JSON", () => {
  const deep = (levels: number): unknown => {
    let value: unknown = 1;
    for (let i = 0; i < levels; i++) value = i % 2 === 1 ? [value] : { v: value };
    return value;
  };
  const tooDeep = "metadata must not contain itself or go deeper than 1000 levels";
  it("goes 1,000 levels deep, and no deeper", async () => {
    expect(await stored(deep(1000))).toEqual(deep(1000));
    expect(await told(stored(deep(1001)))).toBe(tooDeep);
    expect(await stored({ toJSON: () => deep(1000) })).toEqual(deep(1000));
    expect(await told(stored({ toJSON: () => deep(1001) }))).toBe(tooDeep);
    expect(await stored([new Date(0), deep(999)])).toEqual([new Date(0).toJSON(), deep(999)]);
    expect(await told(stored([new Date(0), deep(1000)]))).toBe(tooDeep);
  });
  it.each([
    ["an object without a prototype", Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 }],
    ["undefined in an object", { a: undefined, b: 1 }, { b: 1 }],
    ["a getter", { get a() { return 3; } }, { a: 3 }], // prettier-ignore
    ["a toJSON that is no function", { toJSON: 5 }, { toJSON: 5 }],
    ["a toJSON that returns null", { toJSON: () => null }, null],
    ["a toJSON that returns undefined in an object", { a: { toJSON: () => undefined }, b: 1 }, { b: 1 }],
    ["texts, flags, null and lists", ["a", true, false, null, [], {}, [[1]]], ["a", true, false, null, [], {}, [[1]]]],
    ["a list of dates", [new Date(0), [new Date(1)]], ["1970-01-01T00:00:00.000Z", ["1970-01-01T00:00:00.001Z"]]],
    ["null beside a date", [null, { at: new Date(0), a: null }], [null, { at: "1970-01-01T00:00:00.000Z", a: null }]],
    ["undefined beside a date", { at: new Date(0), a: undefined }, { at: "1970-01-01T00:00:00.000Z" }],
    ["0", 0, 0],
    ["an empty text", "", ""],
    ["false", false, false],
  ])("comes through: %s", async (_name, value, expected) => {
    expect(await stored(value)).toEqual(expected);
  });
  it("that contains itself is refused, beside a date, too", async () => {
    const list: unknown[] = [new Date(0)];
    list.push(list);
    expect(await told(stored(list))).toBe(tooDeep);
    const plain: unknown[] = [];
    plain.push([plain]);
    expect(await told(stored(plain))).toBe(tooDeep);
    const object: Record<string, unknown> = { list: [] };
    (object.list as unknown[]).push(object);
    expect(await told(stored(object))).toBe(tooDeep);
  });
  it("asks each toJSON with its key", async () => {
    const key = { toJSON: (key: string) => `key ${key}` };
    expect(await stored(key)).toBe("key ");
    expect(await stored({ a: key, list: [key, [key]] })).toEqual({ a: "key a", list: ["key 0", ["key 0"]] });
  });
  it.each([
    ["a getter that throws", { get a() { throw new Error("x"); } }, "could not be read"], // prettier-ignore
    ["a toJSON that throws", { toJSON: () => { throw new Error("x"); } }, "could not be read"], // prettier-ignore
    ["an object with a tag of its own", { [Symbol.toStringTag]: "Own", a: 1 }, notJson],
    ["a key that is not text", { "\ud800": 1 }, "must not hold a lone surrogate"],
    ["a key that is not text, deeper", { a: [{ "\udc00": 1 }] }, "must not hold a lone surrogate"],
    ["a text that is none, deeper", { a: ["\ud800"] }, "must not hold a lone surrogate"],
    ["a Set", new Set([1]), notJson],
    ["a boxed number", { a: new Number(5) }, notJson],
    ["a boxed text", new String("x"), notJson],
    ["a regular expression", /x/, notJson],
    ["a function within", { a: () => 1 }, notJson],
    ["a symbol within", [Symbol("x")], notJson],
    ["a toJSON that returns a function", { a: { toJSON: () => () => 1 } }, notJson],
    ["a toJSON that returns undefined", { toJSON: () => undefined }, notJson],
    ["an infinite number", [Infinity], "must hold finite numbers only"],
    ["an infinite number in an object", { a: -Infinity }, "must hold finite numbers only"],
    ["an object of a class beside a date", { at: new Date(0), c: new (class A { x = 1; })() }, "must hold plain objects, not instances of a class"], // prettier-ignore
  ])("is refused: %s", async (_name, value, rule) => {
    expect(await told(stored(value))).toBe(`metadata ${rule}`);
  });
});

describe("what an earlier call left in the memory", () => {
  const job = (i: number, more: object) => ({ workspace_id: mine.id, type: "import", id: `job_${i}`, ...more });
  it("is no part of a later one, of few arguments and of many", async () => {
    for (const length of [1, 3, 4, 5, 40]) {
      const all = Array.from({ length }, (_, i) => ({ count: 7, label: `label ${i}`, tags: ["a", "b"] }));
      await nested({ name: "n", items: all, best: all[0], note: "note" }, { workspace_id: "w", limit: 9 });
      const bare = Array.from({ length }, (_, i) => ({ count: i }));
      expect(await nested({ items: bare, best: { count: 1 } })).toEqual({
        workspace_id: null,
        name: null,
        items: bare.map(({ count }) => [count, null, null]),
        best: [1, null, null],
        note: null,
        limit: null,
      });
    }
  });
  it("is no part of a later one where the memory grew in between", async () => {
    const grown = (await opener("squall"))(sqlite);
    const full = Array.from({ length: 300 }, (_, i) => job(i, { priority: 3, max_retries: 9, metadata: { text: "x".repeat(3000) } })); // prettier-ignore
    const bare = Array.from({ length: 300 }, (_, i) => job(i + 1000, {}));
    const first = await grown.jobs!.create_many!({ jobs: full });
    expect(first.map((made: any) => [made.id, made.priority, made.metadata.text.length])).toEqual(full.map(({ id }) => [id, 3, 3000])); // prettier-ignore
    const second = await grown.jobs!.create_many!({ jobs: bare });
    expect(second.map((made: any) => made.id)).toEqual(bare.map(({ id }) => id));
    expect(new Set(second.map((made: any) => `${made.priority} ${JSON.stringify(made.metadata)}`)).size).toBe(1);
    expect(second[0].priority).not.toBe(3);
  });
  it("is refused with the call that it was of", async () => {
    expect(await told(get({ workspace_id: mine.id, id: "x", more: "y" }))).toBe(
      "more is not an argument of this function",
    );
    expect(await get({ workspace_id: mine.id, id: own.id })).toMatchObject({ id: own.id });
  });
});

it("an error's text is read however long it is", async () => {
  const fresh = (await opener("squall"))(
    rejecting(new Error(`${"é".repeat(200_000)} UNIQUE constraint failed: users.email`)),
  );
  for (let i = 0; i < 2; i++)
    expect(await refusal(fresh.users!.create!({ email: "e" }))).toMatchObject({ kind: "conflict", columns: ["email"] });
});
