// db.batch(): any plans, one round trip, all or nothing.
import { describe, expect, it } from "vitest";
import { counting } from "./support/binding.js";
import { contents, now, numberedId, openHere, refusal, refused, row, type Client } from "./support/squall.js";

const workspace_id = "ws_ours";
const live = { workspace_id, id: "agent_live" };
const version = { workspace_id, agent_id: "agent_live", prompt_template: "p" };

const anything = (plans: unknown) => plans as never;

describe("a batch", () => {
  it("gives each plan's result in its place", async () => {
    const { binding, sent } = counting();
    const [agent, missing, agents, count, exists, page, made, nothing] = await openHere({}, binding).batch((q) => [
      q.agents.get(live),
      q.agents.get({ workspace_id, id: "agent_nowhere" }),
      q.agents.list({ workspace_id, limit: 2 }),
      q.jobs.count(),
      q.workspaces.exists({ id: "ws_nowhere" }),
      q.users.list({ limit: 1 }),
      q.agent_versions.create(version),
      q.agents.archive({ workspace_id, id: "agent_bare" }),
    ]);
    expect(agent?.name).toBe("Live");
    expect(missing).toBe(null);
    expect(agents.map((a) => a.id)).toEqual(["agent_live", "agent_found"]);
    expect(count).toBe(8);
    expect(exists).toBe(false);
    expect(page).toEqual({ items: [expect.objectContaining({ id: "user_ann" })], next_cursor: expect.any(String) });
    expect(made).toMatchObject({ id: numberedId("ver", 1), version: 5 });
    expect(nothing).toBeUndefined();
    expect(sent.round_trips).toBe(1);
  });

  it("runs in order: a later plan finds what an earlier one wrote", async () => {
    const [, found, , renamed] = await openHere().batch((q) => [
      q.agents.create({ workspace_id, name: "New", id: "agent_new" }),
      q.agents.get({ workspace_id, id: "agent_new" }),
      q.agents.update({ workspace_id, id: "agent_new", patch: { name: "Newer" } }),
      q.agents.get({ workspace_id, id: "agent_new" }),
    ]);
    expect([found?.name, renamed?.name]).toEqual(["New", "Newer"]);
  });

  it("goes in the order of the list, not in which the plans were made", async () => {
    const [before, , after] = await openHere().batch((q) => {
      const archive = q.agents.archive(live);
      const first = q.agents.get(live);
      const second = q.agents.get(live);
      return [first, archive, second];
    });
    expect([before?.status, after?.status]).toEqual(["confirmed", "archived"]);
  });

  it("leaves out a plan that was made and not listed", async () => {
    const [count] = await openHere().batch((q) => {
      q.agents.archive(live);
      return [q.agents.count_by_status({ workspace_id, status: "archived" })];
    });
    expect(count).toBe(1);
  });

  it("of nothing gives nothing and sends nothing", async () => {
    const { binding, sent } = counting();
    expect(await openHere({}, binding).batch(() => [])).toEqual([]);
    expect(sent.round_trips).toBe(0);
  });

  it("of plans that have nothing to send gives their results and sends nothing", async () => {
    const { binding, sent } = counting();
    const events: unknown[] = [];
    const db = openHere({ onQuery: (event) => events.push(event) }, binding);
    expect(
      await db.batch((q) => [
        q.traces.mark_orphaned({ workspace_id, trace_ids: [] }),
        q.traces.list_with_agent_feedback({ agent_id: "agent_live", trace_ids: [] }),
      ]),
    ).toEqual([0, []]);
    expect([sent.round_trips, events]).toEqual([0, []]);
  });

  it("gives a plan that has nothing to send its place among others", async () => {
    const [none, agent, still, count] = await openHere().batch((q) => [
      q.traces.mark_orphaned({ workspace_id, trace_ids: [] }),
      q.agents.get(live),
      q.traces.list_with_agent_feedback({ agent_id: "agent_live", trace_ids: [] }),
      q.jobs.count(),
    ]);
    expect([none, agent?.id, still, count]).toEqual([0, "agent_live", [], 8]);
  });

  it("puts a guard before a read whose row must be there, which is not sent when the read goes alone", async () => {
    const { binding, sent } = counting();
    const db = openHere({}, binding);
    await db.agents.get_metrics(live);
    const [alone] = sent.sql.splice(0);
    await db.batch((q) => [q.agents.get_metrics(live)]);
    expect(sent.sql).toEqual([
      `SELECT CASE WHEN EXISTS (${alone}) THEN 1 ELSE json_extract('{}', 'not_found:row:' || ?3) END AS g`,
      alone,
    ]);
  });

  it("takes the same function many times, and a list whose length is known at run time", async () => {
    const names = Array.from({ length: 40 }, (_, i) => `n${i}`);
    const made = await openHere().batch((q) => names.map((name) => q.agents.create({ workspace_id, name })));
    expect(made.map((a) => a.name)).toEqual(names);
    expect(new Set(made.map((a) => a.id)).size).toBe(40);
  });

  it("of one database may be built while another is under way", async () => {
    const db = openHere();
    const outcomes = await Promise.all(
      [1, 2, 3].map((n) =>
        db.batch((q) => [q.agents.get(live), q.jobs.count({ status: n === 1 ? "queued" : "failed" })]),
      ),
    );
    expect(outcomes.map(([agent, count]) => [agent?.id, count])).toEqual([
      ["agent_live", 4],
      ["agent_live", 1],
      ["agent_live", 1],
    ]);
  });
});

describe("a batch is undone whole", () => {
  const refusals: [
    sentence: string,
    kind: string,
    fn: string | undefined,
    build: (q: Parameters<Parameters<Client["batch"]>[0]>[0]) => unknown[],
  ][] = [
    [
      "a guard of the last plan",
      "guard_failed",
      "agent_versions.promote",
      (q) => [
        q.agent_versions.create(version),
        q.agents.archive(live),
        q.agent_versions.promote({ workspace_id, agent_id: "agent_live", version: 2 }),
      ],
    ],
    [
      "a guard of the first plan",
      "not_found",
      "jobs.start",
      (q) => [q.jobs.start({ id: "job_nowhere" }), q.agents.archive(live)],
    ],
    [
      "a guard of the second of three of a kind",
      "not_found",
      "agents.archive",
      (q) => [live.id, "agent_theirs", "agent_bare"].map((id) => q.agents.archive({ workspace_id, id })),
    ],
    [
      "a guard that an earlier plan's write breaks",
      "conflict",
      "agents.create",
      (q) => [q.agents.update({ ...live, patch: { name: "New" } }), q.agents.create({ workspace_id, name: "New" })],
    ],
    [
      "a constraint where one plan alone writes",
      "conflict",
      "users.create",
      (q) => [q.agents.get(live), q.users.create({ email: "ann@example.com" }), q.jobs.count()],
    ],
    [
      "a constraint that two plans may have broken",
      "conflict",
      undefined,
      (q) => [q.agents.archive(live), q.users.create({ email: "ann@example.com" })],
    ],
    [
      "a reference that is missing",
      "foreign_key",
      "workspaces.create",
      (q) => [q.workspaces.create({ user_id: "nobody", name: "n" })],
    ],
  ];
  it.each(refusals)("%s", async (_sentence, kind, fn, build) => {
    const before = await contents();
    const error = await refusal(openHere().batch((q) => anything(build(q))));
    expect({ kind: error.kind, function: error.function }).toEqual({ kind, function: fn });
    expect(await contents()).toEqual(before);
  });

  it("an argument that is refused leaves everything unsent", async () => {
    const { binding, sent } = counting();
    const error = await refusal(
      openHere({}, binding).batch((q) => [
        q.agents.archive(live),
        q.jobs.set_progress({ id: "job_running", progress: 101 }),
      ]),
    );
    expect(error).toEqual(refused("invalid_argument", "jobs.set_progress"));
    expect(sent.round_trips).toBe(0);
  });

  it("a build function that throws leaves everything unsent, and its error comes through", async () => {
    const { binding, sent } = counting();
    const oops = new Error("oops");
    await expect(
      openHere({}, binding).batch((q) => {
        q.agents.archive(live);
        throw oops;
      }),
    ).rejects.toBe(oops);
    expect(sent.round_trips).toBe(0);
  });
});

describe("a batch takes only plans that it made", () => {
  const before = "2026-01-01T00:00:00.000Z";
  const foreign: [string, (db: Client) => unknown][] = [
    ["a promise of a call", (db) => [db.agents.get(live)]],
    ["an object", () => [{}]],
    ["null", () => [null]],
    ["nothing at all", () => undefined],
    ["a promise of a list", () => Promise.resolve([])],
    [
      "an object like a plan",
      () => [{ plan: { texts: ["DELETE FROM agents"], values: [[]], flags: [0], pageRows: 0 }, info: {}, slot: 0 }],
    ],
  ];
  it.each(foreign)("%s", async (_name, list) => {
    const db = openHere();
    expect((await refusal(db.batch(() => anything(list(db))))).kind).toBe("invalid_argument");
  });
  it("not one that another batch made", async () => {
    const db = openHere();
    let kept: unknown;
    await db.batch((q) => [(kept = q.agents.count_by_status({ workspace_id })) as never]);
    expect((await refusal(db.batch((q) => anything([q.agents.archive(live), kept])))).kind).toBe("invalid_argument");
    expect(await row("SELECT updated_at FROM agents WHERE id = 'agent_live'")).toEqual({ updated_at: before });
  });
  it("not one that another client's batch made", async () => {
    const other = openHere();
    let kept: unknown;
    await other.batch((q) => [(kept = q.agents.archive({ workspace_id, id: "agent_bare" })) as never]);
    expect((await refusal(openHere().batch(() => anything([kept])))).kind).toBe("invalid_argument");
  });
  it("and each of them once", async () => {
    const error = await refusal(
      openHere().batch((q) => {
        const plan = q.agent_versions.create(version);
        return [plan, plan];
      }),
    );
    expect(error.kind).toBe("invalid_argument");
    expect(await row("SELECT count(*) AS n FROM agent_versions WHERE created_at = ?", now)).toEqual({ n: 0 });
  });
});
