// Arguments are plain objects: what a value inherits, computes or hides is refused by name, at every depth. A forgotten
// workspace must never be taken for every workspace.
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it } from "vitest";
import { layoutOf, type Declared, type Layout } from "../../js-shim/src/encode.js";
import { ArgumentShape } from "../../js-shim/src/protocol.js";
import type { Binding } from "../../js-shim/src/binding.js";
import { database, opener, refusal, seeded, type Client } from "./open.js";

const open = await opener("squall");
const sqlite = await database();
const db: Client = open(sqlite);
const { mine, theirs, agent, own } = await seeded(db);
const scoped = { id: agent.id, workspace_id: mine.id };

class Scoped {
  id = agent.id;
  get workspace_id() {
    return mine.id;
  }
}
class WithFields {
  id = agent.id;
  workspace_id = mine.id;
}
function bare() {}
bare.prototype = Object.assign(Object.create(null) as object, { constructor: bare, workspace_id: mine.id });
const objects: [string, unknown][] = [
  ["a class with a getter", new Scoped()],
  ["a class with fields of its own", new WithFields()],
  ["an inherited workspace", Object.assign(Object.create({ workspace_id: mine.id }) as object, { id: agent.id })],
  ["a workspace two prototypes up", Object.setPrototypeOf({ id: agent.id }, Object.create({ workspace_id: mine.id }))],
  [
    "a workspace on a prototype without a prototype",
    Object.setPrototypeOf({ id: agent.id }, Object.assign(Object.create(null), { workspace_id: mine.id })),
  ],
  [
    "a prototype that looks like that of all objects",
    Object.setPrototypeOf(
      { id: agent.id },
      Object.assign(Object.create(null), {
        workspace_id: mine.id,
        constructor: function Object() {},
        hasOwnProperty: 1,
      }),
    ),
  ],
  [
    "a prototype that says that Object made it",
    Object.setPrototypeOf(
      { id: agent.id },
      Object.assign(Object.create(null), { constructor: Object, workspace_id: mine.id }),
    ),
  ],
  [
    "an instance of a function whose prototype has none",
    Object.assign(new (bare as unknown as new () => object)(), { id: agent.id }),
  ],
  ["a Map", new Map([["id", agent.id]])],
  ["a Date", new Date()],
  ["URLSearchParams", new URLSearchParams({ id: agent.id })],
  ["FormData", new FormData()],
  ["a list", [agent.id]],
  ["an Error", new Error("id")],
  ["a promise", Promise.resolve({ id: agent.id })],
  ["a text", "id"],
  ["null", null],
];

describe("the arguments themselves", () => {
  it.each(objects)("%s is refused", async (_name, args) => {
    const error = await refusal(db.agents!.exists!(args));
    expect(error).toMatchObject({ kind: "invalid_argument", function: "agents.exists" });
    expect(error.message).toContain("plain object");
  });
  it("of a getter, of a setter and of a hidden property are refused by their name", async () => {
    const { id } = agent;
    for (const args of [
      { id, get workspace_id() { return mine.id; } }, // prettier-ignore
      { id, set workspace_id(_: string) {} }, // prettier-ignore
      Object.defineProperty({ id }, "workspace_id", { value: mine.id, enumerable: false }),
      new Proxy({ id }, { has: (target, name) => name === "workspace_id" || name in target }),
    ]) {
      const error = await refusal(db.agents!.exists!(args));
      expect(error.message).toBe(
        "invalid_argument: workspace_id must be a property of the object itself: not inherited, computed or hidden",
      );
    }
  });
  describe("where Object.prototype itself has been written to", () => {
    afterEach(() => {
      delete (Object.prototype as { workspace_id?: string }).workspace_id;
    });
    it("are refused by the name that it has", async () => {
      (Object.prototype as { workspace_id?: string }).workspace_id = mine.id;
      const error = await refusal(db.agents!.exists!({ id: agent.id }));
      expect(error.message).toContain("workspace_id must be a property of the object itself");
      expect(await db.agents!.exists!(scoped)).toBe(false);
    });
  });
  it("may come from a proxy, be frozen, without a prototype, or of another realm", async () => {
    for (const make of [
      (o: object) => new Proxy(o, {}),
      (o: object) => Object.freeze({ ...o }),
      (o: object) => Object.assign(Object.create(null) as object, o),
      (o: object) => runInNewContext("JSON.parse(text)", { text: JSON.stringify(o) }) as object,
      (o: object) => structuredClone(o),
      (o: object) => ({ ...o, [Symbol("mine")]: 1 }),
    ]) {
      expect(await db.agents!.exists!(make(scoped))).toBe(false);
      expect(await db.agents!.exists!(make({ ...scoped, workspace_id: theirs.id }))).toBe(true);
    }
  });
  it("are each read exactly once", async () => {
    const reads: string[] = [];
    const args = new Proxy(scoped, {
      get: (target, name) => (reads.push(String(name)), Reflect.get(target, name) as unknown),
    });
    await db.agents!.exists!(args);
    expect(reads).toEqual(["id", "workspace_id"]);
  });
  it("may be none, or an empty object, where all are optional", async () => {
    expect(await db.agents!.exists!({ id: agent.id })).toBe(true);
    expect((await db.users!.list({})).items).toHaveLength(1);
    expect((await db.users!.list()).items).toHaveLength(1);
  });
});

describe("objects inside the arguments", () => {
  class Changes {
    name = "new";
  }
  const patches: [string, unknown][] = [
    ["a class", new Changes()],
    ["a Map", new Map([["name", "new"]])],
    ["a Date", new Date(0)],
    ["an object that inherits", Object.create({ name: "new" })],
    ["URLSearchParams", new URLSearchParams("name=new")],
  ];
  it.each(patches)("%s is no patch", async (_name, patch) => {
    const error = await refusal(db.agents!.update!({ workspace_id: mine.id, id: own.id, patch }));
    expect(error.message).toBe("invalid_argument: patch must be a plain object, not an instance of a class");
    expect((await db.agents!.get!({ workspace_id: mine.id, id: own.id })).name).toBe("my agent");
  });
  it.each(patches)("%s is no item of a list", async (_name, item) => {
    const error = await refusal(db.jobs!.create_many!({ jobs: [item] }));
    expect(error.message).toBe("invalid_argument: jobs must be a plain object, not an instance of a class");
  });
  it("a computed field is refused by its path", async () => {
    const job = { workspace_id: mine.id, get type() { return "import"; } }; // prettier-ignore
    expect((await refusal(db.jobs!.create_many!({ jobs: [job] }))).message).toBe(
      "invalid_argument: jobs.type must be a property of the object itself: not inherited, computed or hidden",
    );
  });
});

describe("null in a patch", () => {
  const key = { workspace_id: mine.id, id: own.id };
  it("is refused by its path where the column may not be null, and nothing is written", async () => {
    const before = await db.agents!.get!(key);
    const error = await refusal(db.agents!.update!({ ...key, patch: { name: null, description: "d" } }));
    expect(error).toMatchObject({ kind: "invalid_argument", function: "agents.update" });
    expect(error.message).toBe("invalid_argument: patch.name must not be null; leave it out to keep what is stored");
    for (const [domain, patch] of [
      ["evals", { code: null }],
      ["evals", { name: null }],
      ["feedback", { rating: null }],
      ["integrations", { api_key_encrypted: null }],
      ["integrations", { base_url: null }],
    ] as const)
      expect((await refusal(db[domain]!.update!({ ...key, patch }))).kind).toBe("invalid_argument");
    expect(await db.agents!.get!(key)).toEqual(before);
  });
  it("sets null where the column may be null; undefined keeps", async () => {
    await db.agents!.update!({ ...key, patch: { description: "d" } });
    await db.agents!.update!({ ...key, patch: { name: "other", description: undefined } });
    expect((await db.agents!.get!(key)).description).toBe("d");
    expect((await db.agents!.update!({ ...key, patch: { description: null, name: undefined } })).description).toBe(
      null,
    );
  });
});

describe("JSON", () => {
  const stored = async (metadata: unknown) =>
    (await db.jobs!.create!({ workspace_id: mine.id, type: "import", metadata })).metadata;
  it("of toJSON is what it returned, once", async () => {
    let times = 0;
    const at = new Date(0);
    const counts = { toJSON: (key: string) => ({ key, times: ++times }) };
    expect(await stored({ at, list: [at, counts], url: new URL("https://a.b/") })).toEqual({
      at: at.toISOString(),
      list: [at.toISOString(), { key: "1", times: 1 }],
      url: "https://a.b/",
    });
    expect(await stored({ toJSON: () => JSON.parse('{"__proto__": 1, "a": 2}') as unknown })).toEqual(
      JSON.parse('{"__proto__": 1, "a": 2}'),
    );
  });
  const wrong: [string, unknown, string][] = [
    ["an invalid Date", { at: new Date(NaN) }, "must be a value that JSON can say"],
    ["a toJSON that returns NaN", { a: { toJSON: () => NaN } }, "must hold finite numbers only"],
    ["a toJSON that returns a lone surrogate", [{ toJSON: () => "\ud800" }], "must not hold a lone surrogate"],
    ["a toJSON that returns a bigint", { toJSON: () => ({ n: 1n }) }, "must not hold a bigint"],
    ["a toJSON that returns undefined in a list", [{ toJSON: () => undefined }], "must not hold undefined in a list"],
    ["undefined in a list", { list: [undefined] }, "must not hold undefined in a list"],
    ["a hole in a list", { list: [, 1] }, "must not hold undefined in a list"], // eslint-disable-line no-sparse-arrays
    ["a class", { a: new (class Point { x = 1; })() }, "must hold plain objects"], // prettier-ignore
    ["a toJSON that returns a Map", { a: { toJSON: () => new Map() } }, "must be a value that JSON can say"],
    ["a toJSON that returns one that has toJSON", { toJSON: () => new Date(0) }, "must be a value that JSON can say"],
    ["a list with toJSON", Object.assign([1], { toJSON: () => NaN }), "must hold finite numbers only"],
  ];
  it.each(wrong)("%s is refused", async (_name, metadata, rule) => {
    const error = await refusal(stored(metadata));
    expect(error.kind).toBe("invalid_argument");
    expect(error.message).toContain(`metadata ${rule}`);
  });
  it("that refers to itself through toJSON is refused", async () => {
    const around: Record<string, unknown> = { at: new Date(0) };
    around.self = around;
    expect((await refusal(stored(around))).message).toContain("must not contain itself");
  });
});

// It takes a second, which StrykerJS would wait for at each of its mutants.
describe.skipIf(process.env.STRYKER_MUTATOR_WORKER)("a list of very many documents", () => {
  it("leaves the texts behind it what they are, beyond what a number of 16 bits can name", async () => {
    const many = 66_000;
    const tasks = Array.from({ length: many }, (_, i) => ({
      user_message: `m${i}`,
      content_hash: `h${i}`,
      source: "imported",
      metadata: { i },
    }));
    const bound: unknown[] = [];
    const statement = { bind: (...values: unknown[]) => (bound.push(...values), statement) };
    const stopped = () => Promise.reject(new Error("not sent"));
    const writer = open({ prepare: () => statement, batch: stopped } as unknown as Binding);
    await refusal(
      writer.tasksets!.create_with_tasks!({ tasks, name: "behind", agent_id: own.id, workspace_id: mine.id }),
    );
    for (const text of ["behind", own.id, mine.id]) expect(bound).toContain(text);
    const lists = bound.filter((text) => typeof text === "string" && text.startsWith("[[")) as string[];
    const rows = lists.flatMap((text) => JSON.parse(text) as string[][]).filter((row) => row.includes("imported"));
    expect(rows).toHaveLength(many);
    expect(rows.filter((row, i) => !row.includes(`m${i}`) || !row.includes(`{"i":${i}}`))).toEqual([]);
  });
});

/** A const enum has no object to take names from. */
const shapes = {
  list: ArgumentShape.list,
  json: ArgumentShape.json,
  object: ArgumentShape.object,
  objects: ArgumentShape.objects,
} as const;
describe("a layout", () => {
  const { list, json, object, objects } = shapes;
  const names = (layout: Layout): unknown =>
    layout.arguments.map((a) => (a.fields.arguments.length ? [a.name, names(a.fields)] : a.name));
  const nested: Declared = ["w", ["patch", object, ["name", ["items", objects, ["count", "label"]], "note"]], "limit"];
  it.each<[Declared, unknown]>([
    [[], []],
    [
      ["a", ["b", json], ["c", list]],
      ["a", "b", "c"],
    ],
    [nested, ["w", ["patch", ["name", ["items", ["count", "label"]], "note"]], "limit"]],
    [
      [["a", object, [["b", object, [["c", object, ["d"]]]]]], "e"],
      [["a", [["b", [["c", ["d"]]]]]], "e"],
    ],
    [
      ["größe", "a b", "a,b:c(d)", "__proto__"],
      ["größe", "a b", "a,b:c(d)", "__proto__"],
    ],
  ])("%j", (declared, expected) => {
    const layout = layoutOf(declared);
    expect(names(layout)).toEqual(expected);
    layout.arguments.forEach((a, i) => expect(layout.places.get(a.name)).toBe(i));
  });
  it("has the shapes of what the generator writes", () => {
    const { arguments: all } = layoutOf(nested);
    expect(all.map((a) => a.shape)).toEqual([ArgumentShape.scalar, object, ArgumentShape.scalar]);
  });
});

describe("objects in objects", async () => {
  const faults = (await opener("faults"))(sqlite);
  const nested = (patch: unknown, limit?: number) =>
    faults.shapes!.nested!({ workspace_id: "w", patch, limit }).then((seen) => ({
      ...seen,
      items: JSON.parse(seen.items as string) as unknown,
      best: JSON.parse(seen.best as string) as unknown,
    }));
  it("come as they were given, and what follows them too", async () => {
    const items = [{ count: 1, label: "one" }, { count: 2, tags: ["a", "b"] }, { count: 3, tags: [] }]; // prettier-ignore
    expect(await nested({ name: "n", items, best: { count: 7, label: 'b"' }, note: "note" }, 9)).toEqual({
      workspace_id: "w",
      name: "n",
      items: [[1, "one", null], [2, null, ["a", "b"]], [3, null, []]], // prettier-ignore
      best: [7, 'b"', null],
      note: "note",
      limit: 9,
    });
    expect(await nested({ note: "only" })).toMatchObject({
      name: null,
      items: null,
      best: null,
      note: "only",
      limit: null,
    });
  });
  it("are refused by their path", async () => {
    for (const [patch, message] of [
      [{ items: [{}] }, "patch.items.count is required"],
      [{ items: [{ count: 1, name: "n" }] }, "patch.items.name is not a known field"],
      [{ best: { count: "1" } }, "patch.best.count must be an integer"],
      [{ best: { count: 1, tags: "a" } }, "patch.best.tags must be a list"],
      [{ best: new Map() }, "patch.best must be a plain object"],
      [{ items: [{ count: 1, tags: ["a", null] }] }, "patch.items.tags must not hold null"],
    ] as const)
      expect((await refusal(faults.shapes!.nested!({ patch }))).message).toContain(message);
  });
});
