// squall/trace: a span and an event of each call.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { open, SquallError, type Binding } from "../../dist/index.js";
import { traced, type CallEvent, type CallSpan } from "../../dist/trace.js";

/** Spans as they are entered, with what is set on them. */
function tracer(isTraced = true) {
  const spans: { name: string; attributes: Record<string, unknown> }[] = [];
  const tracing = {
    enterSpan<T>(name: string, callback: (span: CallSpan) => T): T {
      const attributes: Record<string, unknown> = {};
      spans.push({ name, attributes });
      return callback({ isTraced, setAttribute: (key, value) => void (attributes[key] = value) });
    },
  };
  return { spans, tracing };
}
const of = { workspace_id: "ws_ours" };

describe("spans", () => {
  it("are named after the function, and have its counts", async () => {
    const { spans, tracing } = tracer();
    const db = traced(open, { tracing })(env.DB);
    const plain = open(env.DB);
    expect(await db.agents.list(of)).toEqual(await plain.agents.list(of));
    await db.agents.create({ ...of, name: "traced" });
    expect(spans.map(({ name }) => name)).toEqual(["squall agents.list", "squall agents.create"]);
    expect(spans[0]!.attributes).toMatchObject({
      "squall.function": "agents.list",
      "squall.attempts": 1,
      "squall.statements": 1,
      "squall.rows_written": 0,
    });
    expect(spans[0]!.attributes["squall.rows_read"]).toBeGreaterThan(0);
    expect(spans[1]!.attributes["squall.rows_written"]).toBeGreaterThan(0);
    expect(spans[0]!.attributes).not.toHaveProperty("squall.error_kind");
  });
  it("of a batch name its functions", async () => {
    const { spans, tracing } = tracer();
    const db = traced(open, { tracing })(env.DB);
    await db.batch((q) => [q.agents.list(of), q.jobs.list(of)]);
    expect(spans[0]).toMatchObject({
      name: "squall batch",
      attributes: { "squall.function": "agents.list+jobs.list", "squall.statements": 2, "squall.attempts": 1 },
    });
  });
  it("of a failure have its kind and guard", async () => {
    const { spans, tracing } = tracer();
    const db = traced(open, { tracing })(env.DB);
    await expect(db.agents.archive({ ...of, id: "nobody" })).rejects.toBeInstanceOf(SquallError);
    await expect(db.agents.get({ ...of, id: 5 as never })).rejects.toMatchObject({ kind: "invalid_argument" });
    expect(spans[0]!.attributes).toMatchObject({ "squall.error_kind": "not_found", error: true, "squall.attempts": 1 });
    expect(spans[1]!.attributes).toMatchObject({ "squall.error_kind": "invalid_argument", "squall.attempts": 0 });
  });
  it("that nobody traces cost nothing: the fast way is taken", async () => {
    const { spans, tracing } = tracer(false);
    const ways: string[] = [];
    const statement = {
      bind: () => statement,
      raw: async () => (ways.push("raw"), []),
      all: async () => ways.push("all"),
    };
    const db = traced(open, { tracing })({ prepare: () => statement, batch: async () => [] } as Binding);
    expect(await db.agents.get({ ...of, id: "a" })).toBeNull();
    expect(ways).toEqual(["raw"]);
    expect(spans[0]!.attributes).toEqual({});
  });
  it("are made by the runtime by default", async () => {
    expect(await traced(open)(env.DB).agents.get({ ...of, id: "nobody" })).toBeNull();
  });
});

describe("onCall", () => {
  it("receives SQL, attempts and the server, of failures too", async () => {
    const events: CallEvent[] = [];
    let failures = 2;
    const meta = {
      rows_read: 3,
      rows_written: 0,
      served_by: "v3-prod",
      served_by_region: "WEUR",
      served_by_primary: false,
    };
    const statement = {
      bind: () => statement,
      all: async () => {
        if (failures-- > 0) throw new Error("D1_ERROR: Network connection lost.");
        return { results: [], meta };
      },
    };
    const binding = { prepare: () => statement, batch: async () => [] } as Binding;
    const db = traced(open, { onCall: (event) => events.push(event) })(binding, { retry: { attempts: 3, wait: 1 } });
    await db.agents.get({ ...of, id: "a" });
    expect(events[0]).toMatchObject({
      name: "agents.get",
      attempts: 3,
      rows_read: 3,
      served_by: "WEUR",
      served_by_primary: false,
    });
    expect(events[0]!.sql).toHaveLength(3);
    expect(events[0]!.sql[0]).toMatch(/^SELECT id, workspace_id/);
    failures = 9;
    await expect(db.agents.get({ ...of, id: "a" })).rejects.toMatchObject({ kind: "unavailable" });
    expect(events[1]!.error!.kind).toBe("unavailable");
    expect(events[1]!.attempts).toBe(3);
  });
  it("that throws changes nothing, and coalesce is refused", async () => {
    const db = traced(open, {
      onCall: () => {
        throw new Error("listener");
      },
    })(env.DB);
    expect(await db.agents.get({ ...of, id: "nobody" })).toBeNull();
    expect(db.bookmark()).toBeNull();
    expect(() => traced(open)(env.DB, { coalesce: (() => ({})) as never })).toThrow(/does not coalesce/);
  });
});
