import { describe, expect, it } from "vitest";
import { gives, reads, refuses } from "./support/cases.js";
import { now, numberedId, openHere, row, rows } from "./support/squall.js";
import { before } from "./support/world.js";

const ours = { id: "ws_ours", user_id: "user_ann", name: "Ours", created_at: before };
const ann = { id: "user_ann", email: "ann@example.com", created_at: before };
const bob = { id: "user_bob", email: "bob@example.com", created_at: "2026-01-02T00:00:00.000Z" };

describe("workspaces are read", () => {
  reads([
    ["one that is there exists", "workspaces.exists", { id: "ws_ours" }, true],
    ["one that is not does not", "workspaces.exists", { id: "WS_OURS" }, false],
    ["one is given whole", "workspaces.get", { id: "ws_ours" }, ours],
    ["an unknown one is null", "workspaces.get", { id: "ws_nowhere" }, null],
    ["a user's are listed", "workspaces.list", { user_id: "user_ann" }, [ours]],
    ["nobody's are none", "workspaces.list", { user_id: "nobody" }, []],
  ]);
  it("a user's are listed oldest first, then by id", async () => {
    const db = openHere({ now: () => Date.parse("2025-01-01T00:00:00Z") });
    for (const id of ["ws_z", "ws_a"]) await db.workspaces.create({ user_id: "user_ann", name: "n", id });
    expect((await db.workspaces.list({ user_id: "user_ann" })).map((w) => w.id)).toEqual(["ws_a", "ws_z", "ws_ours"]);
  });
});

describe("workspaces are written", () => {
  gives([
    [
      "a new one gets an id and the clock's moment",
      "workspaces.create",
      { user_id: "user_ann", name: "New" },
      { id: numberedId("ws", 1), user_id: "user_ann", name: "New", created_at: now },
    ],
    [
      "a name is kept as it is given",
      "workspaces.create",
      { user_id: "user_ann", name: " N ", id: "ws_n" },
      { id: "ws_n", user_id: "user_ann", name: " N ", created_at: now },
    ],
    ["deleting one says so", "workspaces.delete", { id: "ws_theirs" }, true],
    ["deleting none says so", "workspaces.delete", { id: "ws_nowhere" }, false],
  ]);
  refuses([
    [
      "a blank name",
      "workspaces.create",
      { user_id: "user_ann", name: " \t" },
      "invalid_argument",
      { message: "invalid_argument: name must not be blank" },
    ],
    ["an unknown user", "workspaces.create", { user_id: "nobody", name: "n" }, "foreign_key"],
    [
      "a taken id",
      "workspaces.create",
      { user_id: "user_ann", name: "n", id: "ws_ours" },
      "conflict",
      { table: "workspaces", columns: ["id"] },
    ],
    ["deleting one that has tasksets", "workspaces.delete", { id: "ws_ours" }, "foreign_key"],
  ]);
  it("what belongs to a deleted one goes with it", async () => {
    await openHere().workspaces.delete({ id: "ws_theirs" });
    expect(
      await rows(
        "SELECT id FROM agents WHERE workspace_id = 'ws_theirs' UNION ALL SELECT id FROM jobs WHERE workspace_id = 'ws_theirs'",
      ),
    ).toEqual([]);
    expect(await rows("SELECT id FROM agent_versions WHERE id = 'ver_theirs'")).toEqual([]);
  });
});

describe("users are read", () => {
  reads([
    ["one is given whole", "users.get", { id: "user_ann" }, ann],
    ["an unknown one is null", "users.get", { id: "nobody" }, null],
    ["one is found by its address", "users.find_by_email", { email: "ann@example.com" }, ann],
    ["an address in other letters is another", "users.find_by_email", { email: "Ann@example.com" }, null],
    ["a page has them oldest first", "users.list", {}, { items: [ann, bob], next_cursor: null }],
    ["no arguments at all are as none given", "users.list", undefined, { items: [ann, bob], next_cursor: null }],
  ]);
  refuses([
    [
      "a limit of none",
      "users.list",
      { limit: 0 },
      "invalid_argument",
      { message: "invalid_argument: limit must be from 1 to 200" },
    ],
    ["a limit above the most", "users.list", { limit: 201 }, "invalid_argument"],
    [
      "half a user",
      "users.list",
      { limit: 1.5 },
      "invalid_argument",
      { message: "invalid_argument: limit must be an integer" },
    ],
  ]);
});

describe("users are written", () => {
  gives([
    [
      "a new one gets an id and the clock's moment",
      "users.create",
      { email: "c@x" },
      { id: numberedId("user", 1), email: "c@x", created_at: now },
    ],
    ["deleting one says so", "users.delete", { id: "user_bob" }, true],
    ["deleting none says so", "users.delete", { id: "nobody" }, false],
  ]);
  refuses([
    [
      "a taken address",
      "users.create",
      { email: "ann@example.com" },
      "conflict",
      { table: "users", columns: ["email"] },
    ],
    ["a taken id", "users.create", { email: "c@x", id: "user_ann" }, "conflict", { table: "users", columns: ["id"] }],
    ["no address", "users.create", {}, "invalid_argument", { message: "invalid_argument: email is required" }],
    ["deleting one whose workspace has tasksets", "users.delete", { id: "user_ann" }, "foreign_key"],
  ]);
  it("workspaces go with their owner", async () => {
    await openHere().users.delete({ id: "user_bob" });
    expect(await row("SELECT id FROM workspaces WHERE id = 'ws_theirs'")).toBeUndefined();
  });
});
