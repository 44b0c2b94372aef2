import { describe, expect, it } from "vitest";
import { gives, reads, refuses } from "./support/cases.js";
import { now, numberedId, openHere, row, rows } from "./support/squall.js";
import { before } from "./support/world.js";

const workspace_id = "ws_ours";
const agent = { workspace_id, agent_id: "agent_live" };
const theirs = { workspace_id, agent_id: "agent_theirs" };
const stored = (version: number, status: string) => ({
  id: `ver_${version}`,
  agent_id: "agent_live",
  version,
  prompt_template: `prompt ${version} for {{name}}`,
  variables: ["name"],
  source: "manual",
  parent_version_id: null,
  accuracy: null,
  status,
  created_at: before,
});
const made = {
  ...stored(5, "candidate"),
  id: numberedId("ver", 1),
  prompt_template: " p ",
  variables: [],
  parent_version_id: "ver_2",
  created_at: now,
};

describe("versions are read", () => {
  reads([
    [
      "all of an agent, newest number first",
      "agent_versions.list",
      agent,
      [stored(4, "rejected"), stored(3, "candidate"), stored(2, "active"), stored(1, "archived")],
    ],
    ["none of another workspace's", "agent_versions.list", theirs, []],
    ["none of an agent without any", "agent_versions.list", { workspace_id, agent_id: "agent_bare" }, []],
    ["one by its number", "agent_versions.get", { ...agent, version: 3 }, stored(3, "candidate")],
    ["no such number is null", "agent_versions.get", { ...agent, version: 9 }, null],
    ["another workspace's is null", "agent_versions.get", { ...theirs, version: 1 }, null],
    [
      "one by its id, of any workspace",
      "agent_versions.get_by_id",
      { id: "ver_theirs" },
      { ...stored(1, "active"), id: "ver_theirs", agent_id: "agent_theirs" },
    ],
    ["an unknown id is null", "agent_versions.get_by_id", { id: "ver_nowhere" }, null],
    [
      "the one that an agent points at",
      "agent_versions.get_active_version",
      { agent_id: "agent_live" },
      stored(2, "active"),
    ],
    ["null where it points at none", "agent_versions.get_active_version", { agent_id: "agent_bare" }, null],
    ["null without an agent", "agent_versions.get_active_version", { agent_id: "agent_nowhere" }, null],
  ]);
  refuses([
    [
      "a number that is text",
      "agent_versions.get",
      { ...agent, version: "3" },
      "invalid_argument",
      { message: "invalid_argument: version must be an integer" },
    ],
  ]);
});

describe("agent_versions.create", () => {
  gives([
    [
      "takes the next number, and the active version as its parent",
      "agent_versions.create",
      { ...agent, prompt_template: " p " },
      made,
    ],
    [
      "has no parent when null is given",
      "agent_versions.create",
      { ...agent, prompt_template: " p ", parent_version_id: null },
      { ...made, parent_version_id: null },
    ],
    [
      "takes the parent that is given",
      "agent_versions.create",
      { ...agent, prompt_template: " p ", parent_version_id: "ver_1" },
      { ...made, parent_version_id: "ver_1" },
    ],
    [
      "stores null for variables that are null",
      "agent_versions.create",
      { ...agent, prompt_template: " p ", variables: null },
      { ...made, variables: null },
    ],
    [
      "keeps variables in order",
      "agent_versions.create",
      { ...agent, prompt_template: " p ", variables: ["b", 'a"\\', "é😀"] },
      { ...made, variables: ["b", 'a"\\', "é😀"] },
    ],
    [
      "begins at 1",
      "agent_versions.create",
      { workspace_id, agent_id: "agent_bare", prompt_template: " p ", source: "ai_improved" },
      { ...made, agent_id: "agent_bare", version: 1, source: "ai_improved", parent_version_id: null },
    ],
  ]);
  refuses([
    [
      "another workspace's agent",
      "agent_versions.create",
      { ...theirs, prompt_template: "p" },
      "not_found",
      { guard: "agent" },
    ],
    [
      "a parent of another agent",
      "agent_versions.create",
      { ...agent, prompt_template: "p", parent_version_id: "ver_theirs" },
      "guard_failed",
    ],
    [
      "a parent that does not exist",
      "agent_versions.create",
      { ...agent, prompt_template: "p", parent_version_id: "ver_nowhere" },
      "guard_failed",
    ],
    ["a blank prompt", "agent_versions.create", { ...agent, prompt_template: "  " }, "invalid_argument"],
    [
      "a source that is none",
      "agent_versions.create",
      { ...agent, prompt_template: "p", source: "guessed" },
      "invalid_argument",
    ],
    [
      "a taken id",
      "agent_versions.create",
      { ...agent, prompt_template: "p", id: "ver_theirs" },
      "conflict",
      { table: "agent_versions", columns: ["id"] },
    ],
  ]);
});

describe("agent_versions.promote", () => {
  gives([
    ["makes a candidate active", "agent_versions.promote", { ...agent, version: 3 }, stored(3, "active")],
    ["makes an archived one active", "agent_versions.promote", { ...agent, version: 1 }, stored(1, "active")],
  ]);
  refuses([
    [
      "one that is active",
      "agent_versions.promote",
      { ...agent, version: 2 },
      "guard_failed",
      { guard: "candidate_or_archived" },
    ],
    ["one that is rejected", "agent_versions.promote", { ...agent, version: 4 }, "guard_failed"],
    ["no such version", "agent_versions.promote", { ...agent, version: 9 }, "not_found", { guard: "version" }],
    ["another workspace's", "agent_versions.promote", { ...theirs, version: 1 }, "not_found", { guard: "agent" }],
  ]);
  it("archives the one that was, and points the agent at the new one", async () => {
    await openHere().agent_versions.promote({ ...agent, version: 3 });
    expect(
      await rows("SELECT version, status FROM agent_versions WHERE agent_id = 'agent_live' ORDER BY version"),
    ).toEqual([
      { version: 1, status: "archived" },
      { version: 2, status: "archived" },
      { version: 3, status: "active" },
      { version: 4, status: "rejected" },
    ]);
    expect(await row("SELECT active_version_id, updated_at FROM agents WHERE id = 'agent_live'")).toEqual({
      active_version_id: "ver_3",
      updated_at: now,
    });
    expect(await row("SELECT status FROM agent_versions WHERE id = 'ver_theirs'")).toEqual({ status: "active" });
  });
});

describe("agent_versions.reject, set_accuracy and delete", () => {
  gives([
    ["a candidate is rejected", "agent_versions.reject", { ...agent, version: 3 }, stored(3, "rejected")],
    ["a rejected one stays so", "agent_versions.reject", { ...agent, version: 4 }, stored(4, "rejected")],
    ["storing an accuracy gives nothing", "agent_versions.set_accuracy", { id: "ver_2", accuracy: 0.25 }, undefined],
    ["deleting one says so", "agent_versions.delete", { ...agent, version: 3 }, true],
    ["deleting none says so", "agent_versions.delete", { ...agent, version: 9 }, false],
    ["deleting another workspace's does nothing", "agent_versions.delete", { ...theirs, version: 1 }, false],
  ]);
  refuses([
    [
      "rejecting the active one",
      "agent_versions.reject",
      { ...agent, version: 2 },
      "guard_failed",
      { guard: "not_active" },
    ],
    ["rejecting another workspace's", "agent_versions.reject", { ...theirs, version: 1 }, "not_found"],
    [
      "an accuracy above 1",
      "agent_versions.set_accuracy",
      { id: "ver_2", accuracy: 1.01 },
      "invalid_argument",
      { message: "invalid_argument: accuracy must be from 0 to 1" },
    ],
    [
      "an accuracy that is not a number",
      "agent_versions.set_accuracy",
      { id: "ver_2", accuracy: NaN },
      "invalid_argument",
      { message: "invalid_argument: accuracy must be a finite number" },
    ],
    ["no accuracy at all", "agent_versions.set_accuracy", { id: "ver_2" }, "invalid_argument"],
    ["an accuracy of no version", "agent_versions.set_accuracy", { id: "ver_nowhere", accuracy: 0.5 }, "not_found"],
    [
      "deleting the active one",
      "agent_versions.delete",
      { ...agent, version: 2 },
      "guard_failed",
      { guard: "not_active" },
    ],
    ["deleting one that traces refer to", "agent_versions.delete", { ...agent, version: 1 }, "foreign_key"],
  ]);
  it("an accuracy is a real number in the database, and null clears it", async () => {
    const db = openHere();
    for (const accuracy of [0, 1, 0.1, -0]) {
      await db.agent_versions.set_accuracy({ id: "ver_2", accuracy });
      expect(await row("SELECT accuracy, typeof(accuracy) AS type FROM agent_versions WHERE id = 'ver_2'")).toEqual({
        accuracy: accuracy + 0,
        type: "real",
      });
    }
    await db.agent_versions.set_accuracy({ id: "ver_2", accuracy: null });
    expect((await db.agent_versions.get_by_id({ id: "ver_2" }))?.accuracy).toBe(null);
  });
});
