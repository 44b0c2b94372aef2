// A trap of the module, or a clock or an id source that throws, costs one call and nothing else.
import { describe, expect, it, vi } from "vitest";
import { call, contents, openHere, refusal, refused } from "./support/squall.js";

const workspace_id = "ws_ours";
const live = { workspace_id, id: "agent_live" };
const thrown = new Error("no clock today");
const throws = () => {
  throw thrown;
};

const broken: [string, object][] = [
  ["uuid() throws", { uuid: throws }],
  ["uuid() gives too few characters", { uuid: () => "short" }],
  ["uuid() gives too many", { uuid: () => crypto.randomUUID() + "0" }],
  ["uuid() gives characters that need more bytes", { uuid: () => "é".repeat(36) }],
  ["uuid() gives no text", { uuid: () => 7 }],
  ["now() throws", { now: throws }],
  ["now() gives a bigint", { now: () => 1n }],
  ["now() gives NaN", { now: () => NaN }],
  ["now() gives text", { now: () => "today" }],
  ["now() gives infinity", { now: () => Infinity }],
];

describe("a call whose", () => {
  it.each(broken)("%s is refused, changes nothing, and the next one works", async (_name, options) => {
    const before = await contents();
    const error = await refusal(call(openHere(options), "agents.create", { workspace_id, name: "New" }));
    expect(error).toEqual(refused("internal", "agents.create", { retryable: true }));
    expect(error.message).not.toContain("today");
    expect(await contents()).toEqual(before);
    expect((await openHere().agents.create({ workspace_id, name: "New" })).name).toBe("New");
  });
  it.each([-1e15, 1e300, 8.64e15 + 1])("now() is no moment (%d) stores no nonsense", async (now) => {
    const error = await refusal(openHere({ now: () => now }).agents.create({ workspace_id, name: "New" }));
    expect(error.kind).toBe("internal");
    expect(await openHere().agents.exists(live)).toBe(true);
  });
});

it("what was thrown is the error's cause", async () => {
  expect((await refusal(openHere({ now: throws }).users.create({ email: "e" }))).cause).toBe(thrown);
});

it("calls in flight are not touched", async () => {
  const db = openHere();
  const flying = [
    db.agents.get(live),
    db.agent_versions.create({ workspace_id, agent_id: "agent_live", prompt_template: "p" }),
    db.users.list(),
    db.batch((q) => [q.jobs.count(), q.agents.get(live)]),
  ] as const;
  await refusal(openHere({ uuid: throws }).users.create({ email: "e" }));
  const failing = refusal(db.agent_versions.promote({ workspace_id, agent_id: "agent_live", version: 4 }));
  await refusal(openHere({ now: throws }).users.create({ email: "e" }));
  const [agent, version, page, [count, again]] = await Promise.all(flying);
  expect([agent?.id, version.version, page.items.length, count, again?.id]).toEqual([
    "agent_live",
    5,
    2,
    8,
    "agent_live",
  ]);
  expect(await failing).toEqual(refused("guard_failed", "agent_versions.promote", { guard: "candidate_or_archived" }));
});

it("a batch in which one plan traps sends nothing", async () => {
  const before = await contents();
  let n = 0;
  const db = openHere({ uuid: () => (++n === 2 ? throws() : crypto.randomUUID()) });
  const error = await refusal(
    db.batch((q) => [q.users.create({ email: "a" }), q.users.create({ email: "b" }), q.users.create({ email: "c" })]),
  );
  expect(error).toEqual(refused("internal", "users.create", { retryable: true }));
  expect(await contents()).toEqual(before);
});

it("a plan that was recorded before a trap is good after it", async () => {
  const db = openHere();
  const [made, count] = await db.batch((q) => {
    const first = q.agents.create({ workspace_id, name: "Before", description: "x".repeat(5000) });
    void refusal(openHere({ now: throws }).users.create({ email: "e" }));
    return [first, q.agents.count_by_status({ workspace_id, status: "confirmed" })];
  });
  expect([made.name, made.description?.length, count]).toEqual(["Before", 5000, 3]);
});

it("200 traps in a row leave a module that works, one new instance each", async () => {
  const real = WebAssembly.Instance;
  const made = vi.spyOn(WebAssembly, "Instance").mockImplementation(function (module, imports) {
    return new real(module, imports);
  });
  try {
    const bad = openHere({ uuid: throws });
    const good = openHere({ uuid: () => crypto.randomUUID() });
    for (let i = 0; i < 200; i++) {
      expect((await refusal(bad.users.create({ email: `bad${i}` }))).kind).toBe("internal");
      if (i % 20 === 0) expect((await good.users.create({ email: `good${i}` })).email).toBe(`good${i}`);
    }
    expect(made).toHaveBeenCalledTimes(200);
    expect((await good.users.list()).items).toHaveLength(12);
  } finally {
    made.mockRestore();
  }
});

it("10,000 calls do not make its memory grow", async () => {
  let memory: WebAssembly.Memory | undefined;
  const real = WebAssembly.Instance;
  const made = vi.spyOn(WebAssembly, "Instance").mockImplementation(function (module, imports) {
    const instance = new real(module, imports);
    memory = instance.exports.memory as WebAssembly.Memory;
    return instance;
  });
  try {
    await refusal(openHere({ uuid: throws }).users.create({ email: "e" })); // the new instance is the one to watch
  } finally {
    made.mockRestore();
  }
  const statement = {
    bind: () => statement,
    raw: () => Promise.resolve([]),
    all: () => Promise.resolve({ results: [] }),
  };
  const db = openHere({}, {
    prepare: () => statement,
    batch: (list: unknown[]) => Promise.resolve(list.map(() => ({ results: [] }))),
  } as never);
  const round = async () => {
    await db.agents.get({ workspace_id, id: "x".repeat(1000) });
    await db.jobs.list({ workspace_id, status: "failed" });
    await call(db, "jobs.create_many", {
      jobs: Array.from({ length: 20 }, () => ({ workspace_id, type: "import", metadata: { a: "b" } })),
    });
    await refusal(call(db, "agents.get", { id: 1 }));
    await refusal(db.users.list({ cursor: "spoiled" }));
  };
  for (let i = 0; i < 50; i++) await round();
  const before = memory!.buffer.byteLength;
  for (let i = 0; i < 2000; i++) await round();
  expect(memory!.buffer.byteLength).toBe(before);
});
