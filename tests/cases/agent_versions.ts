import { domain, returns, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const agent = { workspace_id, agent_id: "agent_1" };
const theirs = { workspace_id, agent_id: "agent_theirs" };

export default domain("agent_versions", ["agents", "agent_versions"], {
  list: [
    returns("lists the newest first", agent, [
      { id: "ver_4", version: 4 },
      { id: "ver_3" },
      { id: "ver_2", variables: [] },
      { id: "ver_1", variables: ["name"] },
    ]),
    returns("returns nothing for another workspace's agent", theirs, []),
    returns("returns nothing for an unknown agent", { workspace_id, agent_id: "agent_none" }, []),
    returns("returns nothing for an agent without versions", { workspace_id, agent_id: "agent_bare" }, []),
  ],
  get: [
    returns(
      "returns the row",
      { ...agent, version: 2 },
      {
        id: "ver_2",
        agent_id: "agent_1",
        version: 2,
        prompt_template: "two",
        variables: [],
        source: "manual",
        parent_version_id: "ver_1",
        accuracy: 0.75,
        status: "active",
        created_at: at(2),
      },
    ),
    returns("returns null for an unknown version", { ...agent, version: 9 }, null),
    returns("returns null for another workspace's agent", { ...theirs, version: 1 }, null),
    refuses("refuses a version that is not an integer", { ...agent, version: 1.5 }, "invalid_argument"),
    refuses("refuses a version that is a text", { ...agent, version: "3" }, "invalid_argument", {
      error: { message: "invalid_argument: version must be an integer" },
    }),
    returns("returns null for a negative version", { ...agent, version: -1 }, null),
  ],
  get_by_id: [
    returns("returns the row of any workspace", { id: "ver_theirs" }, { id: "ver_theirs", agent_id: "agent_theirs" }),
    returns("returns null for an unknown id", { id: "ver_none" }, null),
  ],
  get_active_version: [
    returns("returns the version that the agent points at", { agent_id: "agent_1" }, { id: "ver_2" }),
    returns(
      "looks at no status",
      { agent_id: "agent_1" },
      { id: "ver_4", status: "rejected" },
      { when: "UPDATE agents SET active_version_id = 'ver_4' WHERE id = 'agent_1'" },
    ),
    returns("returns null without a pointer", { agent_id: "agent_bare" }, null),
    returns("returns null where the pointer names no row", { agent_id: "agent_bare" }, null, {
      when: "UPDATE agents SET active_version_id = 'ver_gone' WHERE id = 'agent_bare'",
    }),
    returns("returns null for an unknown agent", { agent_id: "agent_none" }, null),
  ],
  create: [
    returns(
      "adds the next candidate below the active version",
      { ...agent, prompt_template: " five " },
      {
        id: newId("ver"),
        agent_id: "agent_1",
        version: 5,
        prompt_template: " five ",
        variables: [],
        source: "manual",
        parent_version_id: "ver_2",
        accuracy: null,
        status: "candidate",
        created_at: now,
      },
      { leaves: { agents: [{ id: "agent_1", active_version_id: "ver_2", updated_at: "2026-01-01T00:04:00.000Z" }] } },
    ),
    returns(
      "begins with 1, without a parent",
      { workspace_id, agent_id: "agent_bare", prompt_template: "p" },
      { version: 1, parent_version_id: null },
    ),
    returns(
      "takes what is given; null means none",
      {
        ...agent,
        prompt_template: "p",
        variables: null,
        source: "ai_improved",
        parent_version_id: null,
        id: "ver_new",
      },
      { id: "ver_new", variables: null, source: "ai_improved", parent_version_id: null },
    ),
    returns(
      "takes a version of the agent as the parent",
      { ...agent, prompt_template: "p", parent_version_id: "ver_1" },
      { parent_version_id: "ver_1" },
    ),
    returns(
      "keeps variables in order",
      { ...agent, prompt_template: "p", variables: ["b", 'a"\\', "é😀"] },
      { variables: ["b", 'a"\\', "é😀"] },
    ),
    refuses("refuses a source that is none", { ...agent, prompt_template: "p", source: "guessed" }, "invalid_argument"),
    refuses(
      "refuses another agent's version as the parent",
      { ...agent, prompt_template: "p", parent_version_id: "ver_theirs" },
      "guard_failed",
    ),
    refuses(
      "refuses an unknown parent",
      { ...agent, prompt_template: "p", parent_version_id: "ver_none" },
      "guard_failed",
    ),
    refuses("refuses a taken id", { ...agent, prompt_template: "p", id: "ver_1" }, "conflict", {
      error: { table: "agent_versions", columns: ["id"] },
    }),
    refuses("does not find another workspace's agent", { ...theirs, prompt_template: "p" }, "not_found", {
      guard: "agent",
    }),
    refuses("refuses a blank prompt", { ...agent, prompt_template: " \n" }, "invalid_argument"),
    returns(
      "counts undefined as omitted",
      { ...agent, prompt_template: "p", variables: undefined, parent_version_id: undefined },
      { variables: [], parent_version_id: "ver_2" },
    ),
    refuses("does not find an unknown agent", { ...agent, agent_id: "agent_none", prompt_template: "p" }, "not_found"),
    refuses(
      "reports another workspace's agent before the parent and the id",
      { ...theirs, prompt_template: "p", parent_version_id: "ver_none", id: "ver_1" },
      "not_found",
      { guard: "agent" },
    ),
    refuses(
      "reports an unknown parent before a taken id",
      { ...agent, prompt_template: "p", parent_version_id: "ver_none", id: "ver_1" },
      "guard_failed",
      { guard: "parent_of_agent" },
    ),
  ],
  promote: [
    returns(
      "makes a candidate the active one",
      { ...agent, version: 3 },
      { id: "ver_3", status: "active" },
      {
        leaves: {
          agent_versions: [
            { id: "ver_2", status: "archived" },
            { id: "ver_3", status: "active" },
          ],
          agents: [{ id: "agent_1", active_version_id: "ver_3", updated_at: now }],
        },
      },
    ),
    returns("brings an archived one back", { ...agent, version: 1 }, { id: "ver_1", status: "active" }),
    returns(
      "works where none was active",
      { workspace_id, agent_id: "agent_bare", version: 1 },
      { id: "v", status: "active" },
      {
        when: "INSERT INTO agent_versions (id, agent_id, version, prompt_template, source) VALUES ('v', 'agent_bare', 1, 'p', 'manual')",
      },
    ),
    returns(
      "leaves another agent's version alone, though the agent points at it",
      { ...agent, version: 3 },
      { id: "ver_3", status: "active" },
      {
        when: "UPDATE agents SET active_version_id = 'ver_theirs' WHERE id = 'agent_1'; UPDATE agent_versions SET status = 'active' WHERE id = 'ver_theirs'",
        leaves: { agent_versions: [{ id: "ver_theirs", status: "active" }] },
      },
    ),
    refuses("refuses the active one", { ...agent, version: 2 }, "guard_failed", { guard: "candidate_or_archived" }),
    refuses("refuses a rejected one", { ...agent, version: 4 }, "guard_failed"),
    refuses("does not find an unknown version", { ...agent, version: 9 }, "not_found", { guard: "version" }),
    refuses("does not find another workspace's agent", { ...theirs, version: 1 }, "not_found", { guard: "agent" }),
    refuses("refuses one without a status", { ...agent, version: 3 }, "guard_failed", {
      when: "UPDATE agent_versions SET status = NULL WHERE id = 'ver_3'",
      guard: "candidate_or_archived",
    }),
    refuses("does not find an unknown agent", { workspace_id, agent_id: "agent_none", version: 1 }, "not_found", {
      guard: "agent",
    }),
  ],
  reject: [
    returns("rejects a candidate", { ...agent, version: 3 }, { id: "ver_3", status: "rejected" }),
    returns("rejects an archived one", { ...agent, version: 1 }, { status: "rejected" }),
    returns("leaves a rejected one as it is", { ...agent, version: 4 }, { status: "rejected" }),
    refuses("refuses the active one", { ...agent, version: 2 }, "guard_failed", { guard: "not_active" }),
    refuses("does not find an unknown version", { ...agent, version: 9 }, "not_found"),
    refuses("does not find another workspace's agent", { ...theirs, version: 1 }, "not_found"),
  ],
  set_accuracy: [
    returns("writes the accuracy", { id: "ver_3", accuracy: 0.5 }, null, {
      leaves: { agent_versions: [{ id: "ver_3", accuracy: 0.5, status: "candidate" }] },
    }),
    returns("clears it with null", { id: "ver_2", accuracy: null }, null, {
      leaves: { agent_versions: [{ id: "ver_2", accuracy: null }] },
    }),
    refuses("refuses more than 1", { id: "ver_3", accuracy: 1.01 }, "invalid_argument", {
      error: { message: "invalid_argument: accuracy must be from 0 to 1" },
    }),
    refuses("needs an accuracy or null", { id: "ver_3" }, "invalid_argument"),
    refuses("refuses less than 0", { id: "ver_3", accuracy: -0.01 }, "invalid_argument"),
    refuses("does not find an unknown id", { id: "ver_none", accuracy: 1 }, "not_found"),
    ...[0, 1].map((accuracy) =>
      returns(`takes ${accuracy}`, { id: "ver_3", accuracy }, null, {
        leaves: { agent_versions: [{ id: "ver_3", accuracy }] },
      }),
    ),
  ],
  delete: [
    returns("removes a version", { ...agent, version: 4 }, true, { removes: { agent_versions: [{ id: "ver_4" }] } }),
    returns("says no for an unknown version", { ...agent, version: 9 }, false),
    refuses("refuses the one that the agent points at", { ...agent, version: 2 }, "guard_failed", {
      guard: "not_active",
    }),
    refuses("is blocked while traces were made with it", { ...agent, version: 1 }, "foreign_key"),
    refuses("is blocked while a GEPA run has led to it", { ...agent, version: 3 }, "foreign_key"),
    refuses("is blocked while a job names it", { ...agent, version: 4 }, "foreign_key", {
      when: "UPDATE jobs SET agent_version_id = 'ver_4' WHERE id = 'job_queued'",
    }),
    returns("says no for another workspace's agent, whose active version it is", { ...theirs, version: 1 }, false, {
      leaves: { agent_versions: [{ id: "ver_theirs" }] },
    }),
  ],
});
