import { describe, expect, it } from "vitest";
import { refuses } from "./support/cases.js";
import { now, numberedId, openHere, row, rows } from "./support/squall.js";
import { workspace_id, newRow } from "./support/agent_rows.js";

describe("agents.create_discovered_agent", () => {
  const found = { workspace_id, name: "Live", prompt_template: "p", trace_ids: ["trace_2", "trace_1"] };
  it("makes the agent and its version, and assigns the traces", async () => {
    const result = await openHere().agents.create_discovered_agent(found);
    const agent = {
      ...newRow,
      status: "discovered",
      description: "Discovered from 2 similar traces",
      active_version_id: numberedId("ver", 2),
    };
    const version = {
      id: numberedId("ver", 2),
      agent_id: agent.id,
      version: 1,
      prompt_template: "p",
      variables: [],
      source: "discovered",
      parent_version_id: null,
      accuracy: null,
      status: "active",
      created_at: now,
    };
    expect(result).toStrictEqual({ agent, version, assigned_count: 2 });
    expect(await row("SELECT * FROM agents WHERE id = ?", agent.id)).toEqual(agent);
    expect(
      await rows("SELECT id, assignment_status AS s FROM traces WHERE agent_version_id = ? ORDER BY id", version.id),
    ).toEqual([
      { id: "trace_1", s: "assigned" },
      { id: "trace_2", s: "assigned" },
    ]);
  });
  refuses([
    [
      "a trace that is assigned",
      "agents.create_discovered_agent",
      { ...found, trace_ids: ["trace_1", "trace_of_live"] },
      "guard_failed",
      { guard: "traces_unassigned" },
    ],
    [
      "another workspace's trace",
      "agents.create_discovered_agent",
      { ...found, trace_ids: ["trace_theirs"] },
      "guard_failed",
    ],
    ["an unknown trace", "agents.create_discovered_agent", { ...found, trace_ids: ["trace_nowhere"] }, "guard_failed"],
    [
      "a trace named twice",
      "agents.create_discovered_agent",
      { ...found, trace_ids: ["trace_1", "trace_1"] },
      "invalid_argument",
      { message: "invalid_argument: trace_ids must be different from each other" },
    ],
    ["no traces", "agents.create_discovered_agent", { ...found, trace_ids: [] }, "invalid_argument"],
    [
      "501 traces",
      "agents.create_discovered_agent",
      { ...found, trace_ids: Array.from({ length: 501 }, (_, i) => `t${i}`) },
      "invalid_argument",
      { message: "invalid_argument: trace_ids must have 1 to 500 items" },
    ],
    [
      "a taken version id",
      "agents.create_discovered_agent",
      { ...found, version_id: "ver_1" },
      "conflict",
      { table: "agent_versions", columns: ["id"] },
    ],
    [
      "a list that holds a number",
      "agents.create_discovered_agent",
      { ...found, trace_ids: ["trace_1", 2] },
      "invalid_argument",
      { message: "invalid_argument: trace_ids must be text" },
    ],
  ]);
});
