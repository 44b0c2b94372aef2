import { describe, expect, it } from "vitest";
import { gives, refuses } from "./support/cases.js";
import { now, openHere, row } from "./support/squall.js";
import { workspace_id, live, theirs, unknown, liveRow, newRow } from "./support/agent_rows.js";

describe("agents.create", () => {
  gives([
    [
      "trims the name, and stores an empty description as null",
      "agents.create",
      { workspace_id, name: "  New ", description: "" },
      { ...newRow, name: "New" },
    ],
    ["takes an archived agent's name", "agents.create", { workspace_id, name: "Old" }, { ...newRow, name: "Old" }],
    ["takes a name in other letters", "agents.create", { workspace_id, name: "live" }, { ...newRow, name: "live" }],
    [
      "takes the name of another workspace's",
      "agents.create",
      { workspace_id: "ws_theirs", name: "Bare" },
      { ...newRow, workspace_id: "ws_theirs", name: "Bare" },
    ],
  ]);
  refuses([
    [
      "a name that another agent has",
      "agents.create",
      { workspace_id, name: " Live " },
      "conflict",
      { guard: "name", retryable: false },
    ],
    ["a blank name", "agents.create", { workspace_id, name: "\n " }, "invalid_argument"],
    [
      "a taken id",
      "agents.create",
      { workspace_id, name: "New", id: "agent_theirs" },
      "conflict",
      { table: "agents", columns: ["id"] },
    ],
    ["an unknown workspace", "agents.create", { workspace_id: "ws_nowhere", name: "New" }, "foreign_key"],
  ]);
});

describe("agents.confirm", () => {
  const foundRow = {
    ...liveRow,
    id: "agent_found",
    name: "Found",
    active_version_id: null,
    created_at: "2026-01-01T00:00:02.000Z",
    updated_at: now,
  };
  gives([
    ["confirms", "agents.confirm", { workspace_id, id: "agent_found" }, foundRow],
    [
      "renames, trimmed",
      "agents.confirm",
      { workspace_id, id: "agent_found", name: " Named " },
      { ...foundRow, name: "Named" },
    ],
    [
      "keeps the name when a blank one is given",
      "agents.confirm",
      { workspace_id, id: "agent_found", name: "  " },
      foundRow,
    ],
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
    [
      "renames",
      "agents.update",
      { ...live, patch: { name: " Renamed " } },
      { ...liveRow, name: "Renamed", updated_at: now },
    ],
    ["keeps its own name", "agents.update", { ...live, patch: { name: "Live" } }, { ...liveRow, updated_at: now }],
    [
      "an empty description is null",
      "agents.update",
      { workspace_id, id: "agent_bare", patch: { description: "" } },
      {
        ...liveRow,
        id: "agent_bare",
        name: "Bare",
        active_version_id: null,
        created_at: "2026-01-01T00:00:01.000Z",
        updated_at: now,
      },
    ],
    [
      "a null description is null",
      "agents.update",
      { workspace_id, id: "agent_bare", patch: { description: null } },
      {
        ...liveRow,
        id: "agent_bare",
        name: "Bare",
        active_version_id: null,
        created_at: "2026-01-01T00:00:01.000Z",
        updated_at: now,
      },
    ],
  ]);
  refuses([
    [
      "an empty patch",
      "agents.update",
      { ...live, patch: {} },
      "invalid_argument",
      { message: "invalid_argument: patch must change at least one field" },
    ],
    ["a patch of nothing but undefined", "agents.update", { ...live, patch: { name: undefined } }, "invalid_argument"],
    [
      "an unknown field",
      "agents.update",
      { ...live, patch: { colour: "red" } },
      "invalid_argument",
      { message: "invalid_argument: patch.colour is not a known field" },
    ],
    [
      "a patch that is a list",
      "agents.update",
      { ...live, patch: [] },
      "invalid_argument",
      { message: "invalid_argument: patch must be an object" },
    ],
    [
      "a blank name",
      "agents.update",
      { ...live, patch: { name: " " } },
      "invalid_argument",
      { message: "invalid_argument: patch.name must not be blank" },
    ],
    ["a taken name", "agents.update", { ...live, patch: { name: "Bare" } }, "conflict", { guard: "name" }],
    ["another workspace's", "agents.update", { ...theirs, patch: { name: "Mine" } }, "not_found", { guard: "agent" }],
    ["not found comes before a taken name", "agents.update", { ...unknown, patch: { name: "Bare" } }, "not_found"],
  ]);
});

describe("agents.archive, set_active_eval and delete", () => {
  gives([
    ["archiving gives nothing", "agents.archive", live, undefined],
    ["archiving twice succeeds", "agents.archive", { workspace_id, id: "agent_old" }, undefined],
    [
      "pointing at a candidate gives nothing",
      "agents.set_active_eval",
      { id: "agent_live", active_eval_id: "cand_live" },
      undefined,
    ],
    ["deleting one says so", "agents.delete", { workspace_id, id: "agent_bare" }, true],
    ["deleting another workspace's does nothing", "agents.delete", theirs, false],
  ]);
  refuses([
    ["archiving another workspace's", "agents.archive", theirs, "not_found"],
    [
      "pointing at another agent's candidate",
      "agents.set_active_eval",
      { ...live, active_eval_id: "cand_theirs" },
      "guard_failed",
      { guard: "candidate_of_agent" },
    ],
    [
      "pointing at an unknown candidate",
      "agents.set_active_eval",
      { ...live, active_eval_id: "cand_nowhere" },
      "guard_failed",
    ],
    [
      "pointing another workspace's agent",
      "agents.set_active_eval",
      { ...theirs, active_eval_id: "cand_theirs" },
      "not_found",
    ],
    [
      "pointing without saying at what",
      "agents.set_active_eval",
      live,
      "invalid_argument",
      { message: "invalid_argument: active_eval_id is required" },
    ],
    ["deleting one that traces refer to", "agents.delete", live, "foreign_key"],
  ]);
  it("archiving changes the status and the moment, and nothing else", async () => {
    await openHere().agents.archive(live);
    expect(await row("SELECT * FROM agents WHERE id = 'agent_live'")).toEqual({
      ...liveRow,
      status: "archived",
      updated_at: now,
    });
  });
  it("a pointer is set, and cleared by null, without touching updated_at", async () => {
    const db = openHere();
    await db.agents.set_active_eval({ ...live, active_eval_id: "cand_live" });
    expect(await db.agents.get(live)).toEqual({ ...liveRow, active_eval_id: "cand_live" });
    await db.agents.set_active_eval({ ...live, active_eval_id: null });
    expect(await db.agents.get(live)).toEqual(liveRow);
  });
});
