// Three handlers of raw SQL, moved one by one: worker/examples/adopting.
import { describe, expect, it } from "vitest";
import type { AdoptOptions } from "../../dist/shadow.js";
import { createAgent, getAgent } from "../../worker/examples/adopting/handlers.js";
import { adopting } from "./support/adopting.js";
import { contents, row, type Client } from "./support/squall.js";

const workspace = "ws_ours";

/** What is reported where all is the same: nothing, unless these flags make the function run in the shadow. */
const reported = (flags: string, name: string, compared: string[]) =>
  new RegExp(`(^|[ *,])(\\*|${name}|${name.split(".")[0]})=shadow`).test(flags)
    ? compared.map((what) => ({ name, compared: what, same: true, differences: [], notCompared: [] }))
    : [];

describe.each([
  "",
  "agents.get=shadow",
  "agents.get=squall",
  "agents.get=squall, agents.create=shadow",
  "agents=squall",
  "agents=squall, jobs.cancel=shadow",
  "squall",
  "*=shadow",
])("with the flags %j", (flags) => {
  it("an agent is found in its workspace alone", async () => {
    const { getAgent, settled } = adopting(flags);
    const found = { id: "agent_live", name: "Live", status: "confirmed", isArchived: false };
    expect(await getAgent(workspace, "agent_live")).toEqual(found);
    expect(await getAgent(workspace, "agent_theirs")).toBeNull();
    expect(await settled()).toEqual(reported(flags, "agents.get", ["answers", "answers"]));
  });
  it("an agent is made once, whoever asks twice", async () => {
    const { createAgent, settled } = adopting(flags);
    const made = await createAgent(workspace, "New");
    expect(made).toMatchObject({ name: "New", status: "confirmed", isArchived: false });
    expect(await row("SELECT id, status FROM agents WHERE name = 'New'")).toEqual({
      id: made!.id,
      status: "confirmed",
    });
    expect(await createAgent(workspace, "New")).toBeNull();
    expect(await settled()).toEqual(reported(flags, "agents.create", ["writes", "answers"]));
    expect(await row("SELECT count(*) AS n FROM agents WHERE name = 'New'")).toEqual({ n: 1 });
  });
  it("a job is cancelled once", async () => {
    const { cancelJob, settled } = adopting(flags);
    expect(await cancelJob(workspace, "job_running")).toBe(true);
    expect(await cancelJob(workspace, "job_running")).toBe(false);
    expect(await cancelJob(workspace, "job_theirs")).toBe(false);
    expect(await row("SELECT status FROM jobs WHERE id = 'job_running'")).toEqual({ status: "cancelled" });
    expect(await settled()).toEqual(reported(flags, "jobs.cancel", ["writes", "answers", "answers"]));
  });
});

describe("in the shadow", () => {
  const planted = {
    ...getAgent(workspace, "agent_live"),
    legacy: async () => ({ id: "agent_live", name: "Alive", status: "confirmed", isArchived: false }),
  };
  it("a planted difference of an answer is found and told by its field, without the values", async () => {
    const { way, settled } = adopting("shadow");
    expect(await way.run("agents.get", planted)).toMatchObject({ name: "Alive" });
    const differences = [{ field: "name", kind: "differs" }];
    expect(await settled()).toEqual([
      { name: "agents.get", compared: "answers", same: false, differences, notCompared: [] },
    ]);
  });
  it("the values stand there where they are asked for", async () => {
    const { way, settled } = adopting("shadow", { values: true });
    await way.run("agents.get", planted);
    expect((await settled())[0]!.differences).toEqual([
      { field: "name", kind: "differs", legacy: "Alive", squall: "Live" },
    ]);
  });
  it("planted differences of a write are found in its plan, which is not performed", async () => {
    const { way, settled } = adopting("shadow");
    const legacy = async (db: D1Database) => {
      await db.batch([
        db
          .prepare(
            "INSERT INTO agents (id, workspace_id, name, status, updated_at) VALUES (?, ?, upper(?), 'discovered', ?)",
          )
          .bind("agent_new", workspace, "New", null),
        db.prepare("DELETE FROM evals WHERE agent_id = ?").bind("agent_new"),
      ]);
      return null;
    };
    await way.run("agents.create", { ...createAgent(workspace, "New"), legacy });
    expect(await settled()).toEqual([
      {
        name: "agents.create",
        compared: "writes",
        same: false,
        differences: [
          { field: "agents.status", kind: "differs" },
          { field: "delete evals", kind: "only_legacy" },
        ],
        notCompared: [],
      },
    ]);
    expect(await row("SELECT count(*) AS n FROM agents WHERE upper(name) = 'NEW'")).toEqual({ n: 1 });
  });
  it("what the old function refuses and ours would do is a difference: an archived agent's name is free again", async () => {
    const { createAgent, settled } = adopting("agents.create=shadow");
    const name = (await row("SELECT name FROM agents WHERE id = 'agent_old'"))!.name as string;
    expect(await createAgent(workspace, name)).toBeNull();
    const differences = [{ field: "insert agents", kind: "only_squall" }];
    expect(await settled()).toEqual([
      { name: "agents.create", compared: "writes", same: false, differences, notCompared: [] },
    ]);
  });
  it("an error of the old function is given as it is; one of ours is told by its kind", async () => {
    const { way, settled } = adopting("shadow");
    const legacy = () => Promise.reject(new RangeError("old"));
    await expect(way.run("agents.get", { ...planted, legacy })).rejects.toThrow(new RangeError("old"));
    await settled();
    const squall = (db: Client) => db.agents.get({ workspace_id: workspace } as never).then(() => null);
    expect(await way.run("agents.get", { legacy: async () => null, squall })).toBeNull();
    expect((await settled()).map((c) => c.differences)).toEqual([
      [{ field: "outcome", kind: "differs", legacy: "refused", squall: "answered" }],
      [{ field: "outcome", kind: "differs", legacy: "answered", squall: "invalid_argument" }],
    ]);
  });
  it("nothing that fails beside the old function reaches the caller", async () => {
    const broken = () => {
      throw new Error("broken");
    };
    for (const more of [{ report: broken }, { costs: broken }, { open: broken }, { waitUntil: broken }]) {
      const { way, settled } = adopting("shadow", more);
      expect(await way.run("agents.get", planted)).toMatchObject({ name: "Alive" });
      await settled();
    }
  });
  it("only a sample is compared", async () => {
    const numbers = [0.05, 0.5, 0.09, 0.1];
    const { getAgent, settled } = adopting("shadow", { sample: 0.1, random: () => numbers.shift()! });
    for (let i = 0; i < 4; i++) await getAgent(workspace, "agent_live");
    expect(await settled()).toHaveLength(2);
  });
  it("ours writes nothing, whatever it is asked for", async () => {
    const { way, settled } = adopting("shadow");
    const before = await contents();
    const legacy = async () => null;
    await way.run("a", {
      legacy,
      squall: (db) => db.agents.delete({ workspace_id: workspace, id: "agent_live" }) as never,
    });
    await way.run("b", {
      legacy,
      squall: (db) => db.batch((q) => [q.users.create({ email: "x" }), q.jobs.count()]) as never,
    });
    expect((await settled()).map((c) => [c.compared, c.same])).toEqual([
      ["writes", false],
      ["writes", false],
    ]);
    expect(await contents()).toEqual(before);
  });
  it("both ways tell what they cost", async () => {
    const { getAgent, cancelJob, settled, costs } = adopting("*=squall jobs=shadow");
    await getAgent(workspace, "agent_live");
    await cancelJob(workspace, "job_queued");
    await settled();
    expect(costs).toEqual([
      {
        name: "agents.get",
        way: "squall",
        duration: expect.any(Number),
        rows_read: 1,
        rows_written: 0,
        round_trips: 1,
      },
      {
        name: "jobs.cancel",
        way: "legacy",
        duration: expect.any(Number),
        rows_read: 2, // of the UPDATE: first() tells none
        rows_written: 3, // the row and two entries of indexes
        round_trips: 2,
      },
    ]);
  });
});

describe("a flag", () => {
  const sentBy = async (mode: AdoptOptions<D1Database, Client>["mode"]) => {
    const { way } = adopting(mode);
    return await way.run("agents.get", { legacy: async () => "legacy", squall: async () => "squall" });
  };
  it.each([
    ["", "legacy"],
    [undefined, "legacy"],
    ["squall", "squall"],
    ["*=squall;agents=legacy", "legacy"],
    ["agents=legacy agents.get=squall", "squall"],
    ["agents=squall agents.get=sqaull", "legacy"],
    ["agents.list=squall", "legacy"],
    [() => "squall", "squall"],
    [async () => "squall", "squall"],
    [() => 7, "legacy"],
    [() => Promise.reject(new Error("no flags")), "legacy"],
  ])("%s goes the way %s", async (mode, way) => {
    expect(await sentBy(mode)).toBe(way);
  });
  it("switches a function back at once, with the same module and the same client", async () => {
    let modes = "agents.get=squall";
    const { way } = adopting(async (name) => (modes.startsWith(`${name}=`) ? modes.split("=")[1] : "legacy"));
    const both = { legacy: async () => "legacy", squall: async () => "squall" };
    expect(await way.run("agents.get", both)).toBe("squall");
    modes = "agents.get=legacy";
    expect(await way.run("agents.get", both)).toBe("legacy");
  });
});
