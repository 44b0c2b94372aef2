// Values on their way to D1 and back: nothing is rounded, cut or turned into something else on the way.
import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { counting } from "./support/binding.js";
import { refuses } from "./support/cases.js";
import { call, openHere, refusal, refused, row, rows } from "./support/squall.js";

const workspace_id = "ws_ours";
const biggest = Number.MAX_SAFE_INTEGER;
const attempt = { job_id: "job_failed", error: "e", error_category: "unknown" as const, delay_ms: 0 };

describe("an integer", () => {
  it.each([0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 52 + 1, biggest, -biggest])("%d is stored as itself, as an INTEGER", async (n) => {
    const made = await openHere().job_retry_history.create({ ...attempt, attempt: n });
    expect(made.attempt).toBe(n);
    expect(await row("SELECT CAST(attempt AS TEXT) AS n, typeof(attempt) AS type FROM job_retry_history WHERE id = ?", made.id)).toEqual({ n: String(n), type: "integer" });
    expect((await openHere().job_retry_history.get({ id: made.id }))!.attempt).toBe(n);
  });
  it("-0 is 0", async () => {
    const made = await openHere().job_retry_history.create({ ...attempt, attempt: -0 });
    expect(Object.is(made.attempt, 0)).toBe(true);
  });
  it("in a list of objects is an INTEGER too", async () => {
    const [made] = await openHere().jobs.create_many({ jobs: [{ workspace_id, type: "import", priority: biggest, max_retries: -biggest }] });
    expect([made!.priority, made!.max_retries]).toEqual([biggest, -biggest]);
    expect(await row("SELECT CAST(priority AS TEXT) AS n, typeof(priority) AS type FROM jobs WHERE id = ?", made!.id)).toEqual({ n: String(biggest), type: "integer" });
  });
  it("compares as an integer: a limit is one, and a version is found", async () => {
    expect(await openHere().agent_versions.get({ workspace_id, agent_id: "agent_live", version: 2 })).not.toBe(null);
    expect(await openHere().users.list({ limit: 1 })).toMatchObject({ items: [{ id: "user_ann" }] });
  });
  refuses(
    ([2 ** 53, -(2 ** 53), 1e300, 1.5, NaN, Infinity, -Infinity, "1", true, [1], { valueOf: () => 1 }, new Number(1), 1n, new Date(0)] as unknown[]).map((n) => [
      `is not ${typeof n === "bigint" ? "1n" : typeof n === "object" ? Object.prototype.toString.call(n) : String(n)} of type ${typeof n}`,
      "job_retry_history.create",
      { ...attempt, attempt: n },
      "invalid_argument",
      { message: expect.stringMatching(/^invalid_argument: attempt must be an integer/) },
    ]),
  );
});

describe("a text", () => {
  const texts: [string, string][] = [
    ["empty", ""],
    ["blank", " \t\n"],
    ["with quotes", `'"\`[]--;/*`],
    ["with NUL", "a\u0000b\u0000"],
    ["with emoji and combining marks", "👩‍👩‍👧‍👦 é e\u0301 \u{10ffff}"],
    ["with a BOM and a noncharacter", "\ufeffa\uffff"],
    ["that looks like a number", "1e3"],
    ["that looks like another", "007"],
    ["that looks like JSON", '{"a":1}'],
    ["that looks like a parameter", "?1 :a @slot"],
    ["of 23 characters", "x".repeat(23)],
    ["of 41 characters that are not ASCII at its end", "x".repeat(40) + "é"],
    ["of 1 MB", "xé😀".repeat(150_000)],
  ];
  it.each(texts)("%s comes back as it was given", async (_name, text) => {
    const db = openHere();
    expect((await db.jobs.fail({ id: "job_running", error: text })).error).toBe(text);
    expect((await db.jobs.get({ id: "job_running" }))!.error).toBe(text);
    expect(await row("SELECT typeof(error) AS type, length(CAST(error AS BLOB)) AS size FROM jobs WHERE id = 'job_running'")).toEqual({ type: "text", size: new TextEncoder().encode(text).length });
  });
  it.each(texts)("%s inside a list comes back as it was given", async (_name, text) => {
    const made = await openHere().agent_versions.create({ workspace_id, agent_id: "agent_live", prompt_template: "p", variables: [text, "", text] });
    expect(made.variables).toEqual([text, "", text]);
  });
  it.each(texts.filter(([, text]) => text !== "").map(([name, text]) => [name, text] as const))("%s is found by itself and by nothing else", async (_name, text) => {
    const db = openHere();
    const { id } = await db.users.create({ email: text });
    expect((await db.users.find_by_email({ email: text }))!.id).toBe(id);
    expect(await db.users.find_by_email({ email: text + "x" })).toBe(null);
  });
  it("is trimmed where the function says so: spaces of Unicode too", async () => {
    expect((await openHere().agents.create({ workspace_id, name: "\u00a0\u2003\ufeff Né \u3000\n" })).name).toBe("Né");
  });
  refuses(
    ["\ud800", "\udc00", "a\ud800b", "\ud83d", "\udc00\ud800"].map((text, i) => [`is no lone surrogate ${i}`, "users.create", { email: text }, "invalid_argument", { message: "invalid_argument: email must not hold a lone surrogate" }]),
  );
  refuses(
    ([5, true, {}, [], null, undefined, new String("a"), new Date(0), /a/, Symbol("a"), () => "a", 1n] as unknown[]).map((value) => [
      `is not ${typeof value === "symbol" ? "a symbol" : Object.prototype.toString.call(value)}`,
      "users.create",
      { email: value },
      "invalid_argument",
      { message: expect.stringMatching(/^invalid_argument: email /) },
    ]),
  );
});

describe("a moment", () => {
  const moments: [given: string, due: boolean][] = [
    ["2026-01-05T00:00:00.000Z", true],
    ["2026-01-05 00:00:00", true],
    ["2026-01-05", true],
    ["2026-01-05T01:00:00+01:00", true],
    ["2026-01-04T23:59:59.999Z", false],
    ["2026-01-05T00:59:59+01:00", false],
  ];
  it.each(moments)("%s is compared as an instant", async (now, due) => {
    expect((await openHere().jobs.list_due_retries({ workspace_id, now })).length).toBe(due ? 1 : 0);
  });
  refuses(
    (["", "now", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "1767571200000", "T", 1767571200000, new Date(0)] as unknown[]).map((now) => [
      `is not ${String(now)}`,
      "jobs.list_due_retries",
      { workspace_id, now },
      "invalid_argument",
      { message: "invalid_argument: now must be a time as ISO-8601 text" },
    ]),
  );
  it.each([0, 1, -1, -62135596800000, 951782400000, 1767225599999, 4102444800000, 253402300799999])("%d of the clock is stored in ISO form", async (now) => {
    const made = await openHere({ now: () => now }).users.create({ email: "e" });
    expect(made.created_at).toBe(new Date(now).toISOString());
  });
  it("is one reading of the clock a call", async () => {
    let reading = 0;
    await openHere({ now: () => ++reading }).agents.create({ workspace_id, name: "New" });
    expect(reading).toBe(1);
  });
});

describe("JSON", () => {
  const nested = (depth: number) => JSON.parse("[".repeat(depth - 1) + "{}" + "]".repeat(depth - 1)) as unknown;
  const own = (key: string, value: unknown) => Object.defineProperty({}, key, { value, enumerable: true });
  const result = async (value: unknown, id = "job_running") => {
    const done = await call(openHere(), "jobs.complete", { id, result: value });
    expect(await call(openHere(), "jobs.get", { id })).toEqual(done);
    return (done as { result: unknown }).result;
  };
  const documents: [string, unknown][] = [
    ["an empty object", {}],
    ["an empty list", []],
    ["a text", "text"],
    ["a number", 0.1],
    ["false", false],
    ["numbers at their limits", [biggest, -biggest, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1e21]],
    ["texts of every kind", ["", "\u0000", "\u2028\"\\/\b", "😀é", "</script>"]],
    ["keys of every kind", { "": 1, "a.b": 2, 'a"b\\': 3, "😀": 4, constructor: 5, toString: 6 }],
    ["nulls", { a: null, b: [null] }],
    ["1000 levels", nested(1000)],
    ["an object without a prototype", Object.assign(Object.create(null) as object, { a: 1 })],
    ["300 KB", { list: Array.from({ length: 10_000 }, (_, i) => ({ i, text: "é".repeat(5) })) }],
  ];
  it.each(documents)("%s comes back as it was given", async (_name, value) => {
    expect(await result(value)).toEqual(value);
  });
  it("a key __proto__ is a key", async () => {
    const came = (await result(own("__proto__", { admin: true }))) as object;
    expect(Object.keys(came)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(came)).toBe(Object.prototype);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
  it("what JSON leaves out is left out", async () => {
    expect(await result({ a: undefined, b: 1 })).toEqual({ b: 1 });
    expect(await result({ at: new Date(0) }, "job_queued")).toEqual({ at: "1970-01-01T00:00:00.000Z" });
    expect(await result({ toJSON: () => ({ by: "toJSON" }) }, "job_due")).toEqual({ by: "toJSON" });
  });
  it("a cell that does not parse comes through as its text, and does not fail a list", async () => {
    await env.DB.prepare("UPDATE jobs SET metadata = '{broken' WHERE id = 'job_queued'").run();
    const list = await openHere().jobs.list({ workspace_id });
    expect(list.find((j) => j.id === "job_queued")!.metadata).toBe("{broken");
    expect(list.find((j) => j.id === "job_due")!.metadata).toEqual({ kept: "yes" });
  });

  const cyclic: Record<string, unknown> = {};
  cyclic.self = { cyclic };
  const thrower = Object.defineProperty({}, "a", { enumerable: true, get: () => { throw new Error("no"); } });
  const refusals: [string, unknown, string][] = [
    ["1001 levels", nested(1001), "must not contain itself or go deeper than 1000 levels"],
    ["a value that contains itself", cyclic, "must not contain itself or go deeper than 1000 levels"],
    ["NaN", NaN, "must hold finite numbers only"],
    ["Infinity inside", { a: [Infinity] }, "must hold finite numbers only"],
    ["a bigint inside", { a: 1n }, "must not hold a bigint"],
    ["a lone surrogate", "\ud800", "must not hold a lone surrogate"],
    ["a lone surrogate in a key", { "\ud800": 1 }, "must not hold a lone surrogate"],
    ["a getter that throws", thrower, "could not be read"],
    ["a toJSON that throws", { toJSON: () => { throw new Error("no"); } }, "could not be read"],
    ["a proxy that throws", new Proxy({}, { ownKeys: () => { throw new Error("no"); } }), "could not be read"],
    ["a function", () => 1, "must be a value that JSON can say"],
    ["a symbol inside", { a: Symbol("a") }, "must be a value that JSON can say"],
    ["a Map", new Map([[1, 2]]), "must be a value that JSON can say"],
    ["bytes", new Uint8Array(3), "must be a value that JSON can say"],
    ["a toJSON that gives nothing", { toJSON: () => undefined }, "must be a value that JSON can say"],
  ];
  refuses(refusals.map(([name, value, rule]) => [`${name} is refused`, "jobs.complete", { id: "job_running", result: value }, "invalid_argument", { message: `invalid_argument: result ${rule}` }]));
});

describe("arguments", () => {
  const live = { workspace_id, id: "agent_live" };
  it("may come from a proxy, a class or a frozen object", async () => {
    class Key {
      workspace_id = workspace_id;
      id = "agent_live";
    }
    for (const args of [new Proxy(live, {}), new Key(), Object.freeze({ ...live }), Object.assign(Object.create(null) as typeof live, live)])
      expect((await openHere().agents.get(args))?.id).toBe("agent_live");
  });
  it("are read by their own names only: an inherited one is as if it were not there", async () => {
    expect(await refusal(call(openHere(), "agents.get", Object.create(live)))).toEqual(refused("invalid_argument", "agents.get"));
  });
  it("undefined and null are as if left out", async () => {
    const made = await openHere().agents.create({ workspace_id, name: "n", description: undefined, id: null });
    expect(made.description).toBe(null);
    expect((await openHere().users.list({ cursor: undefined, limit: null })).items).toHaveLength(2);
  });
  it("a key __proto__ is an unknown argument", async () => {
    const args = JSON.parse('{"workspace_id":"ws_ours","id":"agent_live","__proto__":{"admin":true}}') as object;
    expect(await refusal(call(openHere(), "agents.get", args))).toEqual(refused("invalid_argument", "agents.get", { message: "invalid_argument: __proto__ is not an argument of this function" }));
  });
  it.each([
    ["a getter", Object.defineProperty({ workspace_id }, "id", { enumerable: true, get: () => { throw new Error("secret"); } })],
    ["a proxy's get", new Proxy(live, { get: (target, key) => { if (key === "id") throw new Error("secret"); return Reflect.get(target, key) as unknown; } })],
  ])("%s that throws is refused by name", async (_name, args) => {
    expect(await refusal(call(openHere(), "agents.get", args))).toEqual(refused("invalid_argument", "agents.get", { message: "invalid_argument: id could not be read" }));
  });
  it.each([
    ["a proxy whose keys cannot be read", new Proxy({}, { ownKeys: () => { throw new Error("secret"); } })],
    ["a revoked proxy", (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()],
  ])("%s is refused", async (_name, args) => {
    expect(await refusal(call(openHere(), "agents.get", args))).toEqual(refused("invalid_argument", "agents.get"));
    expect(await openHere().agents.exists({ id: "agent_live" })).toBe(true);
  });
  it("an unknown name of any length or kind is told, cut where it is long", async () => {
    for (const name of ["x".repeat(100_000), "é".repeat(300), "\ud800", "", "😀"])
      expect(await refusal(call(openHere(), "agents.get", { ...live, [name]: 1 }))).toEqual(refused("invalid_argument", "agents.get", { message: expect.stringMatching(/is not an argument of this function$/) }));
    expect(await openHere().agents.exists(live)).toBe(true);
  });
  it("a getter that makes a call of its own cannot change the call that reads it", async () => {
    const db = openHere();
    let inner: Promise<unknown> | undefined;
    const args = {
      workspace_id,
      get id() {
        inner = db.agents.get({ workspace_id: "ws_theirs", id: "agent_theirs" }).catch((error: unknown) => error);
        return "agent_live";
      },
    };
    expect((await db.agents.get(args))?.id).toBe("agent_live");
    expect(await inner).toEqual(refused("invalid_argument", "agents.get"));
  });
});

describe("lists", () => {
  it("of 5,000 objects go in one round trip and come back in order", async () => {
    const { binding, sent } = counting();
    const jobs = Array.from({ length: 5000 }, (_, i) => ({ id: `j${(i * 7919) % 5000}`, workspace_id, type: "import" as const, priority: i, metadata: { i } }));
    const made = await openHere({}, binding).jobs.create_many({ jobs });
    expect(made.map((j) => [j.id, j.priority, j.metadata])).toEqual(jobs.map((j) => [j.id, j.priority, j.metadata]));
    expect(sent.round_trips).toBe(1);
    expect(await row("SELECT count(*) AS n FROM jobs WHERE id LIKE 'j%' AND typeof(priority) = 'integer'")).toMatchObject({ n: 5000 + 8 });
  });
  it("of objects of 1 MB each go whole", async () => {
    const text = "é".repeat(500_000);
    const made = await openHere().jobs.create_many({ jobs: [1, 2, 3].map((i) => ({ id: `big${i}`, workspace_id, type: "import" as const, metadata: { text } })) });
    expect(made.map((j) => (j.metadata as { text: string }).text === text)).toEqual([true, true, true]);
  });
  it("of 500 traces are one parameter", async () => {
    await env.DB.batch(Array.from({ length: 500 }, (_, i) => env.DB.prepare("INSERT INTO traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps) VALUES (?1, 'ws_ours', 'int_ours', ?1, 's', 't', '[]')").bind(`t${i}`)));
    const { assigned_count } = await openHere().agents.create_discovered_agent({ workspace_id, name: "n", prompt_template: "p", trace_ids: Array.from({ length: 500 }, (_, i) => `t${499 - i}`) });
    expect(assigned_count).toBe(500);
    expect(await rows("SELECT count(*) AS n FROM traces WHERE assignment_status = 'assigned'")).toEqual([{ n: 501 }]);
  });
  it.each([
    ["whose length cannot be read", new Proxy(["v"], { get: () => { throw new Error("secret"); } }), "could not be read"],
    ["whose length is none", new Proxy(["v"], { get: (target, key) => (key === "length" ? -1 : Reflect.get(target, key) as unknown) }), "could not be read"],
    ["that is revoked", (() => { const { proxy, revoke } = Proxy.revocable(["v"], {}); revoke(); return proxy; })(), "must be a list"],
  ])("%s is refused", async (_name, variables, rule) => {
    const args = { workspace_id, agent_id: "agent_live", prompt_template: "p", variables };
    expect(await refusal(call(openHere(), "agent_versions.create", args))).toEqual(refused("invalid_argument", "agent_versions.create", { message: `invalid_argument: variables ${rule}` }));
  });
  it.each([
    ["a list like a list", { length: 1, 0: "v" }],
    ["a set", new Set(["v"])],
    ["a text", "v"],
  ])("%s is no list", async (_name, variables) => {
    const args = { workspace_id, agent_id: "agent_live", prompt_template: "p", variables };
    expect(await refusal(call(openHere(), "agent_versions.create", args))).toEqual(refused("invalid_argument", "agent_versions.create", { message: "invalid_argument: variables must be a list" }));
  });
  it("a list larger than the module takes is refused, and the next call works", async () => {
    const error = await refusal(call(openHere(), "agents.create_discovered_agent", { workspace_id, name: "n", prompt_template: "p", trace_ids: new Array(2 ** 28) }));
    expect(error).toEqual(refused("limit", "agents.create_discovered_agent"));
    expect(await openHere().agents.exists({ id: "agent_live" })).toBe(true);
  });
});
