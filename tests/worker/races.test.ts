// Calls that are started together: each is one atomic step, whoever comes first.
import { describe, expect, it } from "vitest";
import { openHere, row, rows, type SquallError } from "./support/squall.js";

const workspace_id = "ws_ours";
const many = <T>(n: number, make: (i: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: n }, (_, i) => make(i)));
const kinds = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.map((o) => (o.status === "fulfilled" ? "done" : (o.reason as SquallError).kind)).sort();
const times = (n: number, kind: string) => Array<string>(n).fill(kind);

describe("started together", () => {
  it("ten versions get ten numbers in a row", async () => {
    const db = openHere();
    const outcomes = await many(10, () =>
      db.agent_versions.create({ workspace_id, agent_id: "agent_live", prompt_template: "p" }),
    );
    expect(kinds(outcomes)).toEqual(times(10, "done"));
    expect(
      await rows("SELECT version FROM agent_versions WHERE agent_id = 'agent_live' AND version > 4 ORDER BY version"),
    ).toEqual(Array.from({ length: 10 }, (_, i) => ({ version: 5 + i })));
  });

  it("of eight agents of one name one is made", async () => {
    const outcomes = await many(8, () =>
      openHere({ uuid: () => crypto.randomUUID() }).agents.create({ workspace_id, name: "Twin" }),
    );
    expect(kinds(outcomes)).toEqual([...times(7, "conflict"), "done"]);
    expect(await row("SELECT count(*) AS n FROM agents WHERE name = 'Twin'")).toEqual({ n: 1 });
  });

  it("of two promotions of two versions both are applied, and one is active", async () => {
    const db = openHere();
    const outcomes = await many(2, (i) =>
      db.agent_versions.promote({ workspace_id, agent_id: "agent_live", version: i === 0 ? 1 : 3 }),
    );
    expect(kinds(outcomes)).toEqual(["done", "done"]);
    const active = await rows("SELECT id FROM agent_versions WHERE agent_id = 'agent_live' AND status = 'active'");
    expect(active).toEqual([
      { id: (await row("SELECT active_version_id AS id FROM agents WHERE id = 'agent_live'"))!.id },
    ]);
  });

  it("of five promotions of one version one is applied", async () => {
    const db = openHere();
    expect(
      kinds(await many(5, () => db.agent_versions.promote({ workspace_id, agent_id: "agent_live", version: 3 }))),
    ).toEqual(["done", ...times(4, "guard_failed")]);
  });

  it("each queued job goes to one of twenty callers", async () => {
    const db = openHere();
    await db.jobs.create_many({ jobs: Array.from({ length: 30 }, () => ({ workspace_id, type: "import" as const })) });
    const outcomes = await many(20, () => db.jobs.claim_next({ workspace_id, limit: 3 }));
    expect(kinds(outcomes)).toEqual(times(20, "done"));
    const claimed = outcomes.flatMap((o) => (o.status === "fulfilled" ? o.value.map((j) => j.id) : []));
    expect(claimed).toHaveLength(33);
    expect(new Set(claimed).size).toBe(33);
    expect(await db.jobs.count({ workspace_id, status: "queued" })).toBe(0);
  });

  it("completing and cancelling one job: the first wins, the other changes nothing", async () => {
    const db = openHere();
    const outcomes = await Promise.allSettled([
      db.jobs.complete({ id: "job_running", result: { n: 1 } }),
      db.jobs.cancel({ id: "job_running" }),
    ]);
    expect(kinds(outcomes)).toEqual(["done", "guard_failed"]);
    const status = (await row("SELECT status FROM jobs WHERE id = 'job_running'"))!.status;
    expect(status).toBe(outcomes[0].status === "fulfilled" ? "completed" : "cancelled");
  });

  it("of four retries of one job one counts", async () => {
    const db = openHere();
    expect(kinds(await many(4, () => db.jobs.retry({ id: "job_failed" })))).toEqual([
      "done",
      ...times(3, "guard_failed"),
    ]);
    expect(await row("SELECT retry_count FROM jobs WHERE id = 'job_failed'")).toEqual({ retry_count: 3 });
  });

  it("of three claims of a common trace one makes an agent, the others write nothing", async () => {
    const db = openHere();
    const outcomes = await many(3, (i) =>
      db.agents.create_discovered_agent({
        workspace_id,
        name: `n${i}`,
        prompt_template: "p",
        trace_ids: ["trace_1", "trace_2"],
      }),
    );
    expect(kinds(outcomes)).toEqual(["done", "guard_failed", "guard_failed"]);
    expect(await row("SELECT count(*) AS n FROM agents WHERE name IN ('n0', 'n1', 'n2')")).toEqual({ n: 1 });
    expect(await row("SELECT count(*) AS n FROM agent_versions WHERE source = 'discovered'")).toEqual({ n: 1 });
  });

  it("a job is made for a version, or the version is deleted", async () => {
    const db = openHere();
    const outcomes = await Promise.allSettled([
      db.jobs.create({ workspace_id, type: "prompt_evaluation", agent_id: "agent_live", agent_version_id: "ver_3" }),
      db.agent_versions.delete({ workspace_id, agent_id: "agent_live", version: 3 }),
    ]);
    expect(kinds(outcomes)).toEqual(["done", "foreign_key"]);
  });
});
