// Rows with what belongs to them: the same as the reads that they replace, in one round trip.
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { counting } from "./support/binding.js";
import { openHere } from "./support/squall.js";
import { insertion } from "./support/world.js";

const workspace_id = "ws_ours";
const awkward = `"quoted" back\\slash, \n\t\u0007 'apostrophe' ${"é𝄞"} [1,{"a":2}]`;

beforeEach(async () => {
  const at = (minute: number) => `2026-01-03T00:0${minute}:00.000Z`;
  const step = (id: string, trace_id: string, step_index: number, more = {}) =>
    insertion(env.DB, "playground_steps", {
      id,
      session_id: "session",
      trace_id,
      step_index,
      step_type: "tool_call",
      ...more,
    });
  await env.DB.batch([
    env.DB.prepare("UPDATE agent_versions SET accuracy = 0.1 + 0.2, prompt_template = ?1 WHERE id = 'ver_3'").bind(
      awkward,
    ),
    env.DB.prepare("UPDATE agent_versions SET variables = 'no JSON' WHERE id = 'ver_4'"),
    env.DB.prepare("UPDATE agent_versions SET accuracy = 1e308, variables = NULL WHERE id = 'ver_1'"),
    insertion(env.DB, "tools", {
      id: "tool_b",
      name: "Search",
      description: awkward,
      parameters_schema: "{}",
      handler_key: "s",
    }),
    insertion(env.DB, "tools", {
      id: "tool_a",
      name: "Mail",
      description: "m",
      parameters_schema: "{}",
      handler_key: "m",
    }),
    insertion(env.DB, "agent_tools", { agent_id: "agent_live", tool_id: "tool_b", config: '{"deep":[1,"[\\"x\\"]"]}' }),
    insertion(env.DB, "agent_tools", { agent_id: "agent_live", tool_id: "tool_a" }),
    ...[1, 2, 3].map((n) =>
      insertion(env.DB, "taskset_tasks", {
        id: `task_${n}`,
        taskset_id: "set_1",
        user_message: awkward,
        source: "manual",
        content_hash: String(n),
        metadata: n === 2 ? null : '{"n":1}',
        created_at: at(4 - n),
      }),
    ),
    ...[1, 2].map((n) =>
      insertion(env.DB, "taskset_runs", {
        id: `run_${n}`,
        workspace_id,
        agent_id: "agent_live",
        taskset_id: "set_1",
        task_count: 3,
        created_at: at(n),
      }),
    ),
    insertion(env.DB, "playground_sessions", {
      id: "session",
      workspace_id,
      agent_id: "agent_live",
      agent_version_id: "ver_2",
      model_provider: "openai",
      model_id: "m",
      updated_at: at(9),
    }),
    env.DB.prepare("UPDATE traces SET has_errors = 1, timestamp = ?1 WHERE id = 'trace_2'").bind(at(5)),
    step("s2", "trace_1", 1, { input: '{"q":[1,2]}', latency_ms: 12 }),
    step("s1", "trace_1", 0, { output: awkward }),
    step("s3", "trace_2", 0, { tool_args: '{"a":null}' }),
  ]);
});

describe("an agent", () => {
  it("comes with its active version, its versions, its tools and its counts", async () => {
    const db = openHere();
    const agent = (await db.overviews.agent({ workspace_id, id: "agent_live" }))!;
    expect(agent.versions).toStrictEqual(await db.agent_versions.list({ workspace_id, agent_id: "agent_live" }));
    expect(agent.versions.map((v) => v.accuracy)).toContain(0.1 + 0.2);
    expect(agent.active_version).toStrictEqual(await db.agent_versions.get_active_version({ agent_id: "agent_live" }));
    const attached = await db.agent_tools.list({ agent_id: "agent_live", workspace_id });
    expect(agent.tools).toStrictEqual(attached.sort((a, b) => (a.name < b.name ? -1 : 1)));
    const { id, trace_count, eval_count, feedback_count } = agent;
    expect({ id, trace_count, eval_count, feedback_count }).toEqual({
      id: "agent_live",
      trace_count: 1,
      eval_count: 1,
      feedback_count: 1,
    });
  });
  it("has no more versions than asked for, the newest", async () => {
    const agent = await openHere().overviews.agent({ workspace_id, id: "agent_live", limit: 2 });
    expect(agent?.versions.map((v) => v.version)).toEqual([4, 3]);
  });
  it("without any of that has null and empty lists", async () => {
    const agent = await openHere().overviews.agent({ workspace_id, id: "agent_bare" });
    expect(agent).toMatchObject({ active_version: null, versions: [], tools: [], trace_count: 0 });
  });
  it("of another workspace is null", async () => {
    expect(await openHere().overviews.agent({ workspace_id: "ws_theirs", id: "agent_live" })).toBeNull();
  });
});

describe("a taskset", () => {
  it("comes with its tasks and its latest run", async () => {
    const db = openHere();
    const set = await db.overviews.taskset({ workspace_id, id: "set_1" });
    expect(set?.tasks).toStrictEqual(await db.taskset_tasks.list({ taskset_id: "set_1" }));
    expect(set?.tasks.map((t) => t.id)).toEqual(["task_3", "task_2", "task_1"]);
    expect(set?.latest_run).toStrictEqual(
      await db.taskset_runs.get({ workspace_id, agent_id: "agent_live", id: "run_2" }),
    );
  });
  it("without a run has null there", async () => {
    expect(await openHere().overviews.taskset({ workspace_id, id: "set_2" })).toMatchObject({
      tasks: [],
      latest_run: null,
    });
  });
});

describe("a session", () => {
  it("comes with its turns, newest first, each with its steps in order", async () => {
    const db = openHere();
    const session = (await db.overviews.session({ workspace_id, id: "session" }))!;
    expect(
      session.turns.map(({ trace_id, has_errors, steps }) => [trace_id, has_errors, steps.map((s) => s.id)]),
    ).toEqual([
      ["trace_2", true, ["s3"]],
      ["trace_1", false, ["s1", "s2"]],
    ]);
    expect(session.turns[1]!.steps).toStrictEqual(
      await db.playground_steps.list({ session_id: "session", trace_id: "trace_1" }),
    );
    expect(session.agent_name).toBe("Live");
  });
});

it("is one round trip, alone and in a batch with others", async () => {
  const { binding, sent } = counting();
  const db = openHere({}, binding);
  const alone = await db.overviews.agent({ workspace_id, id: "agent_live" });
  expect(sent.round_trips).toBe(1);
  const together = await db.batch((q) => [
    q.overviews.agent({ workspace_id, id: "agent_live" }),
    q.overviews.session({ workspace_id, id: "session" }),
  ]);
  expect(sent.round_trips).toBe(2);
  expect(together[0]).toStrictEqual(alone);
  expect(together[1]?.turns).toHaveLength(2);
});
