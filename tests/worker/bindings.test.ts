// What a client works on: a database, a session of one, several at once; and what it tells its listener.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { counting } from "./support/binding.js";
import { now, openHere, refusal, refused, row } from "./support/squall.js";
import type { QueryEvent } from "../../dist/index.js";

const workspace_id = "ws_ours";
const live = { workspace_id, id: "agent_live" };

describe("a session", () => {
  it.each(["first-primary", "first-unconstrained"])("%s reads and writes, in batches too", async (constraint) => {
    const session = env.DB.withSession(constraint);
    const db = openHere({}, session);
    expect((await db.agents.get(live))?.id).toBe("agent_live");
    expect((await db.agents.create({ workspace_id, name: "New" })).name).toBe("New");
    const [made, count] = await db.batch((q) => [q.users.create({ email: "e" }), q.jobs.count()]);
    expect([made.email, count]).toEqual(["e", 8]);
    expect(await refusal(db.users.create({ email: "e" }))).toEqual(
      refused("conflict", "users.create", { table: "users", columns: ["email"] }),
    );
    expect(session.getBookmark()).toEqual(expect.any(String));
  });
  it("goes on from a bookmark", async () => {
    const first = openHere({}, env.DB.withSession("first-primary"));
    expect(first.bookmark()).toBeNull();
    await first.users.create({ email: "e", id: "user_e" });
    const seen = first.bookmark()!;
    expect(seen).toEqual(expect.any(String));
    const second = openHere({}, env.DB.withSession(seen));
    expect((await second.users.get({ id: "user_e" }))?.email).toBe("e");
    expect(second.bookmark()! >= seen).toBe(true);
  });
  it("sees its own writes and those of the sessions before it, request after request", async () => {
    let bookmark = "first-unconstrained";
    for (let request = 0; request < 20; request++) {
      const db = openHere({ uuid: () => crypto.randomUUID() }, env.DB.withSession(bookmark));
      const { id } = await db.users.create({ email: `e${request}` });
      const [page, mine] = await db.batch((q) => [q.users.list({ limit: 100 }), q.users.get({ id })]);
      expect(page.items.filter(({ email }) => /^e\d+$/.test(email))).toHaveLength(request + 1);
      expect(mine?.email).toBe(`e${request}`);
      expect(db.bookmark()! > bookmark || request === 0).toBe(true);
      bookmark = db.bookmark()!;
    }
  });
  it("has a bookmark after batches, sent again too, and after a refusal", async () => {
    const session = env.DB.withSession();
    const db = openHere({ retry: true }, session);
    await db.batch((q) => [q.users.create({ email: "e" }), q.jobs.count()]);
    const first = db.bookmark();
    await refusal(db.users.create({ email: "e" }));
    expect([first, db.bookmark()]).toEqual([expect.any(String), session.getBookmark()]);
  });
  it("is none where the binding is the database itself", async () => {
    const db = openHere();
    await db.users.list();
    expect(db.bookmark()).toBeNull();
  });
});

describe("clients", () => {
  it("each have their own clock and ids, also when their calls are mixed", async () => {
    const clients = [1, 2, 3].map((n) => openHere({ now: () => n * 1000, uuid: () => String(n).padStart(36, "0") }));
    const made = await Promise.all(clients.map((db, i) => db.users.create({ email: `e${i}` })));
    expect(made.map((u) => [u.id, u.created_at])).toEqual(
      [1, 2, 3].map((n) => [`user_${String(n).padStart(36, "0")}`, `1970-01-01T00:00:0${n}.000Z`]),
    );
  });
  it("without options take the clock and random ids", async () => {
    const before = new Date().toISOString();
    const made = await openHere({ now: undefined as never, uuid: undefined as never }).users.create({ email: "e" });
    expect(made.id).toMatch(/^user_[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(made.created_at! >= before && made.created_at! <= new Date().toISOString()).toBe(true);
  });
  it("draw ids in the order of the contract: the row's own, then the arguments', and none that are given", async () => {
    let drawn = 0;
    const db = openHere({ uuid: () => String(++drawn).padStart(36, "0") });
    const { agent, version } = await db.agents.create_discovered_agent({
      workspace_id,
      name: "n",
      prompt_template: "p",
      trace_ids: ["trace_1"],
    });
    expect([agent.id, version.id]).toEqual(["agent_" + "1".padStart(36, "0"), "ver_" + "2".padStart(36, "0")]);
    await db.users.create({ email: "e", id: "given" });
    await refusal(db.agents.create({ workspace_id, name: " " }));
    await db.agents.get(live);
    expect(drawn).toBe(2);
  });
  it("may hand a function of theirs on", async () => {
    const { agents } = openHere();
    const get = agents.get.bind(agents);
    expect((await get(live))?.id).toBe("agent_live");
  });
});

describe("a listener", () => {
  const heard = async (act: (db: ReturnType<typeof openHere>) => Promise<unknown>) => {
    const events: QueryEvent[] = [];
    await act(openHere({ onQuery: (event) => events.push(event) })).catch(() => undefined);
    return events;
  };
  it("hears how many rows were read and written", async () => {
    const [read] = await heard((db) => db.agents.get(live));
    expect(read).toMatchObject({ name: "agents.get", rows_read: 1, rows_written: 0, round_trips: 1 });
    const [write] = await heard((db) => db.users.create({ email: "e" }));
    expect(write!.rows_written).toBeGreaterThan(0);
  });
  it("hears of a batch once, under the names of all, with the sum of their rows", async () => {
    const events = await heard((db) =>
      db.batch((q) => [q.agents.get(live), q.users.create({ email: "e" }), q.agents.get(live)]),
    );
    expect(events).toEqual([
      {
        name: "agents.get+users.create+agents.get",
        duration: expect.any(Number),
        rows_read: expect.any(Number),
        rows_written: expect.any(Number),
        round_trips: 1,
      },
    ]);
    expect(events[0]!.rows_read).toBeGreaterThanOrEqual(2);
  });
  it("hears nothing of a call that is refused before it is sent", async () => {
    expect(await heard((db) => db.agents.get({ workspace_id } as never))).toEqual([]);
  });
  it("that throws does not turn a success into a failure", async () => {
    const db = openHere({
      onQuery: () => {
        throw new Error("deaf");
      },
    });
    expect((await db.users.create({ email: "e", id: "user_e" })).created_at).toBe(now);
    expect(await row("SELECT email FROM users WHERE id = 'user_e'")).toEqual({ email: "e" });
  });
});

describe("what goes over the network", () => {
  it("is constant text: the values are bound", async () => {
    const { binding, sent } = counting();
    const db = openHere({}, binding);
    for (const name of ["secret", "'; DROP TABLE agents; --"])
      await db.agents.create({ workspace_id, name, description: name });
    expect(new Set(sent.sql).size).toBe(1);
    expect(sent.sql.join()).not.toMatch(/secret|DROP/);
  });
  it("differs only where a filter is given", async () => {
    const { binding, sent } = counting();
    const db = openHere({}, binding);
    await db.jobs.list({ workspace_id });
    await db.jobs.list({ workspace_id, status: "failed" });
    await db.jobs.list({ workspace_id, status: "queued" });
    expect(sent.sql[0]).not.toContain("status =");
    expect(sent.sql[1]).toContain("status =");
    expect(sent.sql[2]).toBe(sent.sql[1]);
  });
});
