// Lists of any length are one parameter, or a few.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { counting } from "../support/binding.js";
import { call, openHere, refusal, refused, row, rows } from "../support/squall.js";

const workspace_id = "ws_ours";

describe("lists", () => {
  it("of 5,000 objects go in one round trip and come back in order", async () => {
    const { binding, sent } = counting();
    const jobs = Array.from({ length: 5000 }, (_, i) => ({
      id: `j${(i * 7919) % 5000}`,
      workspace_id,
      type: "import" as const,
      priority: i,
      metadata: { i },
    }));
    const made = await openHere({}, binding).jobs.create_many({ jobs });
    expect(made.map((j) => [j.id, j.priority, j.metadata])).toEqual(jobs.map((j) => [j.id, j.priority, j.metadata]));
    expect(sent.round_trips).toBe(1);
    expect(
      await row("SELECT count(*) AS n FROM jobs WHERE id LIKE 'j%' AND typeof(priority) = 'integer'"),
    ).toMatchObject({ n: 5000 + 8 });
  });
  it("of 70,000 objects with a fault name it, and only it", async () => {
    const db = openHere();
    const jobs: object[] = Array.from({ length: 70_000 }, () => ({
      workspace_id,
      type: "import",
      metadata: { secret: 1 },
    }));
    const faulty = { workspace_id, type: "import", colour: "secret" };
    expect(await refusal(call(db, "jobs.create_many", { jobs: [...jobs, faulty] }))).toEqual(
      refused("invalid_argument", "jobs.create_many", {
        message: "invalid_argument: jobs.colour is not a known field",
      }),
    );
    const all = { jobs: jobs.map(() => faulty), shade: 1 };
    expect(await refusal(call(db, "jobs.create_many", all))).toEqual(
      refused("invalid_argument", "jobs.create_many", {
        message: "invalid_argument: shade is not an argument of this function",
      }),
    );
    expect(await db.agents.exists({ id: "agent_live" })).toBe(true);
  });
  it("of objects of 1 MB each go whole", async () => {
    const text = "é".repeat(500_000);
    const made = await openHere().jobs.create_many({
      jobs: [1, 2, 3].map((i) => ({ id: `big${i}`, workspace_id, type: "import" as const, metadata: { text } })),
    });
    expect(made.map((j) => (j.metadata as { text: string }).text === text)).toEqual([true, true, true]);
  });
  it("of 500 traces are one parameter", async () => {
    await env.DB.batch(
      Array.from({ length: 500 }, (_, i) =>
        env.DB.prepare(
          "INSERT INTO traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps) VALUES (?1, 'ws_ours', 'int_ours', ?1, 's', 't', '[]')",
        ).bind(`t${i}`),
      ),
    );
    const { assigned_count } = await openHere().agents.create_discovered_agent({
      workspace_id,
      name: "n",
      prompt_template: "p",
      trace_ids: Array.from({ length: 500 }, (_, i) => `t${499 - i}`),
    });
    expect(assigned_count).toBe(500);
    expect(await rows("SELECT count(*) AS n FROM traces WHERE assignment_status = 'assigned'")).toEqual([{ n: 501 }]);
  });
  it.each([
    [
      "whose length cannot be read",
      new Proxy(["v"], {
        get: () => {
          throw new Error("secret");
        },
      }),
      "could not be read",
    ],
    [
      "whose length is none",
      new Proxy(["v"], { get: (target, key) => (key === "length" ? -1 : (Reflect.get(target, key) as unknown)) }),
      "could not be read",
    ],
    [
      "that is revoked",
      (() => {
        const { proxy, revoke } = Proxy.revocable(["v"], {});
        revoke();
        return proxy;
      })(),
      "must be a list",
    ],
  ])("%s is refused", async (_name, variables, rule) => {
    const args = { workspace_id, agent_id: "agent_live", prompt_template: "p", variables };
    expect(await refusal(call(openHere(), "agent_versions.create", args))).toEqual(
      refused("invalid_argument", "agent_versions.create", { message: `invalid_argument: variables ${rule}` }),
    );
  });
  it.each([
    ["a list like a list", { length: 1, 0: "v" }],
    ["a set", new Set(["v"])],
    ["a text", "v"],
  ])("%s is no list", async (_name, variables) => {
    const args = { workspace_id, agent_id: "agent_live", prompt_template: "p", variables };
    expect(await refusal(call(openHere(), "agent_versions.create", args))).toEqual(
      refused("invalid_argument", "agent_versions.create", { message: "invalid_argument: variables must be a list" }),
    );
  });
  it("a list larger than the module takes is refused, and the next call works", async () => {
    const error = await refusal(
      call(openHere(), "agents.create_discovered_agent", {
        workspace_id,
        name: "n",
        prompt_template: "p",
        trace_ids: new Array(2 ** 28),
      }),
    );
    expect(error).toEqual(refused("limit", "agents.create_discovered_agent"));
    expect(await openHere().agents.exists({ id: "agent_live" })).toBe(true);
  });
});
