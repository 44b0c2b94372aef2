import { describe, expect, it } from "vitest";
import { gives, reads, refuses } from "./support/cases.js";
import { now, numberedId, openHere, row, rows } from "./support/squall.js";
import { before } from "./support/world.js";

const workspace_id = "ws_ours";
const live = { workspace_id, id: "agent_live" };
const theirs = { workspace_id, id: "agent_theirs" };
const unknown = { workspace_id, id: "agent_nowhere" };

const liveRow = {
  id: "agent_live",
  workspace_id,
  name: "Live",
  description: null,
  status: "confirmed",
  active_version_id: "ver_2",
  created_at: "2026-01-01T00:00:03.000Z",
  updated_at: before,
  active_eval_id: null,
};
const activeVersion = {
  version_id: "ver_2",
  version_number: 2,
  prompt_template: "prompt 2 for {{name}}",
  variables: ["name"],
  source: "manual",
  parent_version_id: null,
  accuracy: null,
  version_status: "active",
  version_created_at: before,
};
const noVersion = Object.fromEntries(Object.keys(activeVersion).map((key) => [key, null]));
const newRow = { ...liveRow, id: numberedId("agent", 1), active_version_id: null, created_at: now, updated_at: now };
const noCounts = { trace_count: 0, feedback_count: 0, positive_feedback_count: 0, negative_feedback_count: 0, eval_count: 0 };

describe("agents are read", () => {
  reads([
    ["one exists in its workspace", "agents.exists", live, true],
    ["one exists in any", "agents.exists", { id: "agent_theirs" }, true],
    ["another workspace's does not", "agents.exists", theirs, false],
    ["an archived one does", "agents.exists", { workspace_id, id: "agent_old" }, true],
    ["one is given whole", "agents.get", live, liveRow],
    ["an unknown one is null", "agents.get", unknown, null],
    ["another workspace's is null", "agents.get", theirs, null],
    ["one comes with its active version", "agents.get_with_active_version", live, { ...liveRow, ...activeVersion }],
    ["without a version its fields are null", "agents.get_with_active_version", { workspace_id, id: "agent_bare" }, { ...liveRow, id: "agent_bare", name: "Bare", description: "no version", active_version_id: null, created_at: "2026-01-01T00:00:01.000Z", ...noVersion }],
    ["another workspace's has no version either", "agents.get_with_active_version", theirs, null],
    ["the active prompt", "agents.get_active_prompt", live, { version_id: "ver_2", version: 2, prompt_template: "prompt 2 for {{name}}", variables: ["name"], updated_at: before }],
    ["no active prompt without a version", "agents.get_active_prompt", { workspace_id, id: "agent_bare" }, null],
    ["no active prompt of another workspace", "agents.get_active_prompt", theirs, null],
    ["how many have a status", "agents.count_by_status", { workspace_id, status: "confirmed" }, 2],
    ["how many are discovered, which is meant when none is named", "agents.count_by_status", { workspace_id }, 1],
    ["the counts of one", "agents.get_metrics", live, { ...noCounts, trace_count: 1, feedback_count: 1, positive_feedback_count: 1, eval_count: 1 }],
    ["all zero for another workspace's", "agents.get_metrics", { workspace_id: "ws_theirs", id: "agent_live" }, noCounts],
    ["all zero for none", "agents.get_metrics", { id: "agent_nowhere" }, noCounts],
  ]);
  it("the list has those that are not archived, newest first, each with four counts", async () => {
    const list = await openHere().agents.list({ workspace_id });
    expect(list.map((a) => [a.id, a.version_number, a.trace_count, a.eval_count, a.feedback_count, a.task_count])).toEqual([
      ["agent_live", 2, 1, 1, 1, 12],
      ["agent_found", null, 0, 0, 0, 0],
      ["agent_bare", null, 0, 0, 0, 0],
    ]);
    const { active_eval_id: _, ...listed } = liveRow;
    expect(list[0]).toStrictEqual({ ...listed, ...activeVersion, trace_count: 1, eval_count: 1, feedback_count: 1, task_count: 12 });
    expect((await openHere().agents.list({ workspace_id, limit: 1 })).map((a) => a.id)).toEqual(["agent_live"]);
  });
  refuses([
    ["a status that is none", "agents.count_by_status", { workspace_id, status: "retired" }, "invalid_argument", { message: "invalid_argument: status must be one of discovered, confirmed, archived" }],
    ["a list of none", "agents.list", { workspace_id, limit: 0 }, "invalid_argument"],
  ]);
});

describe("agents.create", () => {
  gives([
    ["trims the name, and stores an empty description as null", "agents.create", { workspace_id, name: "  New ", description: "" }, { ...newRow, name: "New" }],
    ["takes an archived agent's name", "agents.create", { workspace_id, name: "Old" }, { ...newRow, name: "Old" }],
    ["takes a name in other letters", "agents.create", { workspace_id, name: "live" }, { ...newRow, name: "live" }],
    ["takes the name of another workspace's", "agents.create", { workspace_id: "ws_theirs", name: "Bare" }, { ...newRow, workspace_id: "ws_theirs", name: "Bare" }],
  ]);
  refuses([
    ["a name that another agent has", "agents.create", { workspace_id, name: " Live " }, "conflict", { guard: "name", retryable: false }],
    ["a blank name", "agents.create", { workspace_id, name: "\n " }, "invalid_argument"],
    ["a taken id", "agents.create", { workspace_id, name: "New", id: "agent_theirs" }, "conflict", { table: "agents", columns: ["id"] }],
    ["an unknown workspace", "agents.create", { workspace_id: "ws_nowhere", name: "New" }, "foreign_key"],
  ]);
});

describe("agents.create_discovered_agent", () => {
  const found = { workspace_id, name: "Live", prompt_template: "p", trace_ids: ["trace_2", "trace_1"] };
  it("makes the agent and its version, and assigns the traces", async () => {
    const result = await openHere().agents.create_discovered_agent(found);
    const agent = { ...newRow, status: "discovered", description: "Discovered from 2 similar traces", active_version_id: numberedId("ver", 2) };
    const version = { id: numberedId("ver", 2), agent_id: agent.id, version: 1, prompt_template: "p", variables: [], source: "discovered", parent_version_id: null, accuracy: null, status: "active", created_at: now };
    expect(result).toStrictEqual({ agent, version, assigned_count: 2 });
    expect(await row("SELECT * FROM agents WHERE id = ?", agent.id)).toEqual(agent);
    expect(await rows("SELECT id, assignment_status AS s FROM traces WHERE agent_version_id = ? ORDER BY id", version.id)).toEqual([{ id: "trace_1", s: "assigned" }, { id: "trace_2", s: "assigned" }]);
  });
  refuses([
    ["a trace that is assigned", "agents.create_discovered_agent", { ...found, trace_ids: ["trace_1", "trace_of_live"] }, "guard_failed", { guard: "traces_unassigned" }],
    ["another workspace's trace", "agents.create_discovered_agent", { ...found, trace_ids: ["trace_theirs"] }, "guard_failed"],
    ["an unknown trace", "agents.create_discovered_agent", { ...found, trace_ids: ["trace_nowhere"] }, "guard_failed"],
    ["a trace named twice", "agents.create_discovered_agent", { ...found, trace_ids: ["trace_1", "trace_1"] }, "invalid_argument", { message: "invalid_argument: trace_ids must be different from each other" }],
    ["no traces", "agents.create_discovered_agent", { ...found, trace_ids: [] }, "invalid_argument"],
    ["501 traces", "agents.create_discovered_agent", { ...found, trace_ids: Array.from({ length: 501 }, (_, i) => `t${i}`) }, "invalid_argument", { message: "invalid_argument: trace_ids must have 1 to 500 items" }],
    ["a taken version id", "agents.create_discovered_agent", { ...found, version_id: "ver_1" }, "conflict", { table: "agent_versions", columns: ["id"] }],
    ["a list that holds a number", "agents.create_discovered_agent", { ...found, trace_ids: ["trace_1", 2] }, "invalid_argument", { message: "invalid_argument: trace_ids must be text" }],
  ]);
});

describe("agents.confirm", () => {
  const foundRow = { ...liveRow, id: "agent_found", name: "Found", active_version_id: null, created_at: "2026-01-01T00:00:02.000Z", updated_at: now };
  gives([
    ["confirms", "agents.confirm", { workspace_id, id: "agent_found" }, foundRow],
    ["renames, trimmed", "agents.confirm", { workspace_id, id: "agent_found", name: " Named " }, { ...foundRow, name: "Named" }],
    ["keeps the name when a blank one is given", "agents.confirm", { workspace_id, id: "agent_found", name: "  " }, foundRow],
  ]);
  refuses([
    ["one that is confirmed", "agents.confirm", live, "guard_failed", { guard: "discovered" }],
    ["another workspace's", "agents.confirm", theirs, "not_found", { guard: "agent" }],
    ["an unknown one", "agents.confirm", unknown, "not_found"],
    ["a name that is taken", "agents.confirm", { workspace_id, id: "agent_found", name: "Bare" }, "conflict"],
    ["not discovered comes before a taken name", "agents.confirm", { ...live, name: "Bare" }, "guard_failed"],
  ]);
});

describe("agents.update", () => {
  gives([
    ["renames", "agents.update", { ...live, patch: { name: " Renamed " } }, { ...liveRow, name: "Renamed", updated_at: now }],
    ["keeps its own name", "agents.update", { ...live, patch: { name: "Live" } }, { ...liveRow, updated_at: now }],
    ["an empty description is null", "agents.update", { workspace_id, id: "agent_bare", patch: { description: "" } }, { ...liveRow, id: "agent_bare", name: "Bare", active_version_id: null, created_at: "2026-01-01T00:00:01.000Z", updated_at: now }],
    ["a null description is null", "agents.update", { workspace_id, id: "agent_bare", patch: { description: null } }, { ...liveRow, id: "agent_bare", name: "Bare", active_version_id: null, created_at: "2026-01-01T00:00:01.000Z", updated_at: now }],
  ]);
  refuses([
    ["an empty patch", "agents.update", { ...live, patch: {} }, "invalid_argument", { message: "invalid_argument: patch must change at least one field" }],
    ["a patch of nothing but undefined", "agents.update", { ...live, patch: { name: undefined } }, "invalid_argument"],
    ["an unknown field", "agents.update", { ...live, patch: { colour: "red" } }, "invalid_argument", { message: "invalid_argument: patch.colour is not a known field" }],
    ["a patch that is a list", "agents.update", { ...live, patch: [] }, "invalid_argument", { message: "invalid_argument: patch must be an object" }],
    ["a blank name", "agents.update", { ...live, patch: { name: " " } }, "invalid_argument", { message: "invalid_argument: patch.name must not be blank" }],
    ["a taken name", "agents.update", { ...live, patch: { name: "Bare" } }, "conflict", { guard: "name" }],
    ["another workspace's", "agents.update", { ...theirs, patch: { name: "Mine" } }, "not_found", { guard: "agent" }],
    ["not found comes before a taken name", "agents.update", { ...unknown, patch: { name: "Bare" } }, "not_found"],
  ]);
});

describe("agents.archive, set_active_eval and delete", () => {
  gives([
    ["archiving gives nothing", "agents.archive", live, undefined],
    ["archiving twice succeeds", "agents.archive", { workspace_id, id: "agent_old" }, undefined],
    ["pointing at a candidate gives nothing", "agents.set_active_eval", { id: "agent_live", active_eval_id: "cand_live" }, undefined],
    ["deleting one says so", "agents.delete", { workspace_id, id: "agent_bare" }, true],
    ["deleting another workspace's does nothing", "agents.delete", theirs, false],
  ]);
  refuses([
    ["archiving another workspace's", "agents.archive", theirs, "not_found"],
    ["pointing at another agent's candidate", "agents.set_active_eval", { ...live, active_eval_id: "cand_theirs" }, "guard_failed", { guard: "candidate_of_agent" }],
    ["pointing at an unknown candidate", "agents.set_active_eval", { ...live, active_eval_id: "cand_nowhere" }, "guard_failed"],
    ["pointing another workspace's agent", "agents.set_active_eval", { ...theirs, active_eval_id: "cand_theirs" }, "not_found"],
    ["pointing without saying at what", "agents.set_active_eval", live, "invalid_argument", { message: "invalid_argument: active_eval_id is required" }],
    ["deleting one that traces refer to", "agents.delete", live, "foreign_key"],
  ]);
  it("archiving changes the status and the moment, and nothing else", async () => {
    await openHere().agents.archive(live);
    expect(await row("SELECT * FROM agents WHERE id = 'agent_live'")).toEqual({ ...liveRow, status: "archived", updated_at: now });
  });
  it("a pointer is set, and cleared by null, without touching updated_at", async () => {
    const db = openHere();
    await db.agents.set_active_eval({ ...live, active_eval_id: "cand_live" });
    expect(await db.agents.get(live)).toEqual({ ...liveRow, active_eval_id: "cand_live" });
    await db.agents.set_active_eval({ ...live, active_eval_id: null });
    expect(await db.agents.get(live)).toEqual(liveRow);
  });
});
