import { domain, returns, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const ours = { workspace_id, id: "agent_1" };
const theirs = { workspace_id, id: "agent_theirs" };
const odd = "Ü \"q\" 's' 100% _x\n\\ 日本 😀";
const absent = { workspace_id, id: "agent_none" };

export default domain("agents", ["agents", "agent_versions", "traces"], {
  exists: [
    returns("tells that an agent of the workspace is there", ours, true),
    returns("counts archived agents too", { workspace_id, id: "agent_old" }, true),
    returns("does not see another workspace's", theirs, false),
    returns("looks in every workspace when none is named", { id: "agent_theirs" }, true),
    returns("says no for an unknown id", { id: "agent_none" }, false),
    refuses("insists on a workspace that is not null", { workspace_id: null, id: "agent_1" }, "invalid_argument"),
    returns("takes an empty workspace as a workspace", { workspace_id: "", id: "agent_1" }, false),
  ],
  get: [
    returns("returns the row", ours, {
      id: "agent_1",
      workspace_id,
      name: "Sorter",
      description: null,
      status: "confirmed",
      active_version_id: "ver_2",
      active_eval_id: "cand_active",
    }),
    returns("returns an archived agent too", { workspace_id, id: "agent_old" }, { status: "archived" }),
    returns("returns null for another workspace's", theirs, null),
    returns("returns null for an unknown id", absent, null),
    refuses("insists on a workspace that is not null", { workspace_id: null, id: "agent_1" }, "invalid_argument"),
  ],
  get_with_active_version: [
    returns("returns the agent and its active version", ours, {
      id: "agent_1",
      version_id: "ver_2",
      version_number: 2,
      prompt_template: "two",
      variables: [],
      source: "manual",
      parent_version_id: "ver_1",
      accuracy: 0.75,
      version_status: "active",
    }),
    returns(
      "returns nulls for the version where there is none",
      { workspace_id, id: "agent_bare" },
      { id: "agent_bare", version_id: null, version_number: null, prompt_template: null, version_status: null },
    ),
    returns(
      "returns nulls where the pointer names no row",
      ours,
      { version_id: null },
      { when: "UPDATE agents SET active_version_id = 'ver_gone' WHERE id = 'agent_1'" },
    ),
    returns("returns null for another workspace's", theirs, null),
  ],
  get_active_prompt: [
    returns("returns the active version's prompt", ours, {
      version_id: "ver_2",
      version: 2,
      prompt_template: "two",
      variables: [],
    }),
    returns("returns null without an active version", { workspace_id, id: "agent_bare" }, null),
    returns("returns null for another workspace's", theirs, null),
    returns("returns null for an unknown id", absent, null),
    returns(
      "looks at no status",
      ours,
      { version_id: "ver_4", version: 4, variables: null, updated_at: at(4) },
      { when: "UPDATE agents SET active_version_id = 'ver_4', status = 'archived' WHERE id = 'agent_1'" },
    ),
    returns("returns null where the pointer names no row", ours, null, {
      when: "UPDATE agents SET active_version_id = 'ver_gone' WHERE id = 'agent_1'",
    }),
  ],
  list: [
    returns("lists all that are not archived, the newest first, with their counts", { workspace_id }, [
      { id: "agent_1", version_number: 2, trace_count: 2, eval_count: 2, feedback_count: 2, task_count: 2 },
      { id: "agent_found", version_id: null, trace_count: 0, eval_count: 0, feedback_count: 0, task_count: 0 },
      { id: "agent_bare" },
    ]),
    returns("stops at the limit", { workspace_id, limit: 1 }, ids("agent_1")),
    returns("returns nothing for an empty workspace", { workspace_id: "ws_empty" }, []),
    refuses("refuses a limit of 0", { workspace_id, limit: 0 }, "invalid_argument"),
    returns("leaves out agents without a status", { workspace_id }, ids("agent_1", "agent_bare"), {
      when: "UPDATE agents SET status = NULL WHERE id = 'agent_found'",
    }),
    returns("lists agents without a time last", { workspace_id }, ids("agent_found", "agent_bare", "agent_1"), {
      when: "UPDATE agents SET created_at = NULL WHERE id = 'agent_1'",
    }),
  ],
  count_by_status: [
    returns("counts the discovered ones by default", { workspace_id }, 1),
    returns("counts one status", { workspace_id, status: "confirmed" }, 2),
    returns("counts none of another workspace", { workspace_id: "ws_empty", status: "confirmed" }, 0),
    refuses("refuses a status that is none", { workspace_id, status: "gone" }, "invalid_argument", {
      error: { message: "invalid_argument: status must be one of discovered, confirmed, archived" },
    }),
  ],
  get_metrics: [
    returns("counts what hangs on the agent", ours, {
      trace_count: 2,
      feedback_count: 2,
      positive_feedback_count: 1,
      negative_feedback_count: 1,
      eval_count: 2,
    }),
    returns("returns zeros for another workspace's", theirs, { trace_count: 0, feedback_count: 0, eval_count: 0 }),
    returns(
      "looks in every workspace when none is named",
      { id: "agent_theirs" },
      { trace_count: 1, feedback_count: 1, eval_count: 1 },
    ),
    returns("returns zeros for an unknown id", absent, {
      trace_count: 0,
      positive_feedback_count: 0,
      negative_feedback_count: 0,
    }),
    refuses("insists on a workspace that is not null", { workspace_id: null, id: "agent_1" }, "invalid_argument"),
  ],
  create: [
    returns(
      "adds a confirmed agent with a new id",
      { workspace_id, name: " New ", description: "" },
      {
        id: newId("agent"),
        workspace_id,
        name: "New",
        description: null,
        status: "confirmed",
        active_version_id: null,
        active_eval_id: null,
        created_at: now,
        updated_at: now,
      },
      { leaves: { agents: [{ id: newId("agent"), name: "New", description: null }] } },
    ),
    returns("takes a given id", { workspace_id, name: "New", id: "agent_new" }, { id: "agent_new" }),
    returns("takes the name of an archived agent", { workspace_id, name: "Old" }, { name: "Old" }),
    returns("takes a name in other letters", { workspace_id, name: "sorter" }, { name: "sorter" }),
    returns(
      "takes the name of another workspace's agent",
      { workspace_id: "ws_2", name: "Bare" },
      { workspace_id: "ws_2", name: "Bare" },
    ),
    refuses("refuses the name of another agent, spaces aside", { workspace_id, name: "Sorter " }, "conflict", {
      guard: "name",
    }),
    refuses("refuses a taken id", { workspace_id, name: "New", id: "agent_theirs" }, "conflict", {
      error: { table: "agents", columns: ["id"] },
    }),
    refuses("refuses an unknown workspace", { workspace_id: "ws_none", name: "New" }, "foreign_key"),
    refuses("refuses a blank name", { workspace_id, name: " \t" }, "invalid_argument"),
    returns(
      "trims every kind of space, and keeps every other character",
      { workspace_id, name: `\u3000 ${odd} \n`, description: odd },
      { name: odd, description: odd },
      { leaves: { agents: [{ id: newId("agent"), name: odd, description: odd }] } },
    ),
    refuses("refuses a name of nothing but odd spaces", { workspace_id, name: " \u00a0" }, "invalid_argument", {
      error: { message: "invalid_argument: name must not be blank" },
    }),
    refuses("refuses the name of an agent without a status", { workspace_id, name: "Sorter" }, "conflict", {
      when: "UPDATE agents SET status = NULL WHERE id = 'agent_1'",
      guard: "name",
    }),
  ],
  create_discovered_agent: [
    returns(
      "adds agent and first version, and takes the traces",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_3", "trace_4"] },
      {
        agent: {
          id: newId("agent", 1),
          status: "discovered",
          description: "Discovered from 2 similar traces",
          active_version_id: newId("ver", 2),
          created_at: now,
        },
        version: {
          id: newId("ver", 2),
          agent_id: newId("agent", 1),
          version: 1,
          source: "discovered",
          status: "active",
          variables: [],
          parent_version_id: null,
          accuracy: null,
          created_at: now,
        },
        assigned_count: 2,
      },
      { leaves: { traces: [{ id: "trace_3", assignment_status: "assigned", agent_version_id: newId("ver", 2) }] } },
    ),
    returns(
      "takes what is given",
      {
        workspace_id,
        name: "D",
        description: "mine",
        prompt_template: "p",
        variables: ["x", '"ü"'],
        trace_ids: ["trace_3"],
        id: "a_new",
        version_id: "v_new",
      },
      {
        agent: { id: "a_new", description: "mine" },
        version: { id: "v_new", variables: ["x", '"ü"'] },
        assigned_count: 1,
      },
    ),
    refuses(
      "refuses a trace that is assigned",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_3", "trace_1"] },
      "guard_failed",
    ),
    refuses(
      "refuses another workspace's trace",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_3", "trace_theirs"] },
      "guard_failed",
      {
        when: "UPDATE traces SET assignment_status = 'unassigned', agent_version_id = NULL WHERE id = 'trace_theirs'",
        guard: "traces_unassigned",
      },
    ),
    refuses(
      "refuses a taken id",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_3"], id: "agent_1" },
      "conflict",
    ),
    refuses(
      "refuses a taken version id",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_3"], version_id: "ver_1" },
      "conflict",
      { error: { table: "agent_versions", columns: ["id"] } },
    ),
    refuses(
      "refuses an unknown trace",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_none"] },
      "guard_failed",
    ),
    refuses("refuses no traces", { workspace_id, name: "D", prompt_template: "p", trace_ids: [] }, "invalid_argument"),
    refuses(
      "refuses 501 traces",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: Array.from({ length: 501 }, (_, i) => `t${i}`) },
      "invalid_argument",
      { error: { message: "invalid_argument: trace_ids must have 1 to 500 items" } },
    ),
    refuses(
      "refuses a list that contains a number",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_3", 2] },
      "invalid_argument",
      { error: { message: "invalid_argument: trace_ids must be text" } },
    ),
    refuses(
      "refuses a trace that stands twice",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_3", "trace_3"] },
      "invalid_argument",
      { error: { message: "invalid_argument: trace_ids must be different from each other" } },
    ),
    returns(
      "takes an empty name and prompt",
      { workspace_id, name: "", prompt_template: "", trace_ids: ["trace_3"] },
      { agent: { name: "" }, version: { prompt_template: "" } },
    ),
    returns(
      "takes 500 traces",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: Array.from({ length: 500 }, (_, i) => `t${i}`) },
      { assigned_count: 500 },
      {
        when: `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
               INSERT INTO traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps)
               SELECT 't' || i, 'ws_1', 'int_1', 't' || i, 'langfuse', '2026-01-01T00:00:00.000Z', '[]' FROM n`,
      },
    ),
    ...["'orphaned'", "NULL"].map((status) =>
      refuses(
        `refuses a trace of status ${status}`,
        { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_3"] },
        "guard_failed",
        {
          when: `UPDATE traces SET assignment_status = ${status} WHERE id = 'trace_3'`,
          guard: "traces_unassigned",
        },
      ),
    ),
    refuses(
      "reports an assigned trace before a taken id",
      { workspace_id, name: "D", prompt_template: "p", trace_ids: ["trace_1"], id: "agent_1" },
      "guard_failed",
      { guard: "traces_unassigned" },
    ),
  ],
  confirm: [
    returns(
      "confirms a discovered agent",
      { workspace_id, id: "agent_found" },
      { status: "confirmed", name: "Found", updated_at: now },
    ),
    returns("names it", { workspace_id, id: "agent_found", name: " Better " }, { name: "Better" }),
    returns(
      "keeps the name when a blank one is given",
      { workspace_id, id: "agent_found", name: "  " },
      { name: "Found" },
    ),
    refuses("refuses an agent that is not discovered", ours, "guard_failed", { guard: "discovered" }),
    refuses("refuses another agent's name", { workspace_id, id: "agent_found", name: "Bare" }, "conflict", {
      guard: "name",
    }),
    refuses("reports the status before a taken name", { ...ours, name: "Bare" }, "guard_failed"),
    refuses("does not find another workspace's", theirs, "not_found", { guard: "agent" }),
    refuses("does not find an unknown id", absent, "not_found"),
    returns("lets it keep its own name", { workspace_id, id: "agent_found", name: "Found" }, { name: "Found" }),
    returns("takes the name of an archived agent", { workspace_id, id: "agent_found", name: "Old" }, { name: "Old" }),
    refuses("refuses an agent without a status", { workspace_id, id: "agent_found" }, "guard_failed", {
      when: "UPDATE agents SET status = NULL WHERE id = 'agent_found'",
      guard: "discovered",
    }),
  ],
  update: [
    returns(
      "writes the given fields",
      { ...ours, patch: { name: " Better " } },
      { name: "Better", description: null, updated_at: now, created_at: "2026-01-01T00:04:00.000Z" },
    ),
    returns(
      "stores an empty description as null",
      { workspace_id, id: "agent_bare", patch: { description: "" } },
      { name: "Bare", description: null },
    ),
    returns(
      "stores a null description",
      { workspace_id, id: "agent_bare", patch: { description: null } },
      { name: "Bare", description: null },
    ),
    returns("lets an agent keep its own name", { ...ours, patch: { name: "Sorter" } }, { name: "Sorter" }),
    refuses("refuses another agent's name", { ...ours, patch: { name: "Bare" } }, "conflict", { guard: "name" }),
    refuses("does not find another workspace's", { ...theirs, patch: { name: "x" } }, "not_found", { guard: "agent" }),
    refuses("reports an unknown id before a taken name", { ...absent, patch: { name: "Bare" } }, "not_found"),
    refuses("refuses an empty patch", { ...ours, patch: {} }, "invalid_argument", {
      error: { message: "invalid_argument: patch must change at least one field" },
    }),
    refuses("refuses a patch of nothing but undefined", { ...ours, patch: { name: undefined } }, "invalid_argument"),
    refuses("refuses a patch that is a list", { ...ours, patch: [] }, "invalid_argument", {
      error: { message: "invalid_argument: patch must be an object" },
    }),
    refuses("refuses a blank name", { ...ours, patch: { name: " " } }, "invalid_argument", {
      error: { message: "invalid_argument: patch.name must not be blank" },
    }),
    refuses("refuses a field that is none", { ...ours, patch: { status: "archived" } }, "invalid_argument", {
      error: { message: "invalid_argument: patch.status is not a known field" },
    }),
    returns(
      "writes both fields, and keeps a description of one space",
      { ...ours, patch: { name: "N", description: " " } },
      { name: "N", description: " " },
    ),
    returns("takes the name of an archived agent", { ...ours, patch: { name: "Old" } }, { name: "Old" }),
    returns(
      "changes an archived agent",
      { workspace_id, id: "agent_old", patch: { description: "d" } },
      { status: "archived", description: "d" },
    ),
    returns(
      "changes an agent without a status",
      { ...ours, patch: { description: "d" } },
      { status: null, description: "d" },
      { when: "UPDATE agents SET status = NULL WHERE id = 'agent_1'" },
    ),
    refuses("needs a patch", { ...ours, patch: null }, "invalid_argument", {
      error: { message: "invalid_argument: patch is required" },
    }),
  ],
  archive: [
    returns("archives and leaves the rest", ours, null, {
      leaves: {
        agents: [{ id: "agent_1", status: "archived", updated_at: now }],
        agent_versions: [{ id: "ver_2", status: "active" }],
      },
    }),
    returns("may be repeated", { workspace_id, id: "agent_old" }, null, {
      leaves: { agents: [{ id: "agent_old", updated_at: now }] },
    }),
    refuses("does not find another workspace's", theirs, "not_found"),
    refuses("does not find an unknown id", absent, "not_found"),
    refuses("insists on a workspace that is not null", { workspace_id: null, id: "agent_1" }, "invalid_argument"),
    returns("archives a discovered agent", { workspace_id, id: "agent_found" }, null, {
      leaves: { agents: [{ id: "agent_found", status: "archived" }] },
    }),
  ],
  set_active_eval: [
    returns("points at a candidate of the agent, and no more", { ...ours, active_eval_id: "cand_1" }, null, {
      leaves: { agents: [{ id: "agent_1", active_eval_id: "cand_1", updated_at: "2026-01-01T00:04:00.000Z" }] },
    }),
    returns("clears with null", { id: "agent_1", active_eval_id: null }, null, {
      leaves: { agents: [{ id: "agent_1", active_eval_id: null }] },
    }),
    refuses("refuses another agent's candidate", { ...ours, active_eval_id: "cand_theirs" }, "guard_failed", {
      guard: "candidate_of_agent",
    }),
    refuses("needs a candidate or null", ours, "invalid_argument", {
      error: { message: "invalid_argument: active_eval_id is required" },
    }),
    refuses("refuses an unknown candidate", { ...ours, active_eval_id: "cand_none" }, "guard_failed"),
    refuses("does not find another workspace's", { ...theirs, active_eval_id: null }, "not_found"),
    refuses("takes an empty text as an unknown candidate", { ...ours, active_eval_id: "" }, "guard_failed"),
    refuses("reports another workspace before the candidate", { ...theirs, active_eval_id: "cand_none" }, "not_found", {
      guard: "agent",
    }),
    refuses("does not find an unknown id", { id: "agent_none", active_eval_id: null }, "not_found"),
  ],
  delete: [
    returns("removes the agent", { workspace_id, id: "agent_bare" }, true, {
      removes: { agents: [{ id: "agent_bare" }] },
    }),
    returns("takes versions, evals and links along", { workspace_id, id: "agent_found" }, true, {
      when: "INSERT INTO agent_versions (id, agent_id, version, prompt_template, source) VALUES ('v', 'agent_found', 1, 'p', 'manual')",
      removes: { agent_versions: [{ id: "v" }] },
    }),
    returns("says no for another workspace's", theirs, false, { leaves: { agents: [{ id: "agent_theirs" }] } }),
    returns("says no for an unknown id", absent, false),
    refuses("is blocked while traces or tasksets hang on it", ours, "foreign_key"),
    refuses("insists on a workspace that is not null", { workspace_id: null, id: "agent_1" }, "invalid_argument"),
    refuses("is blocked by a taskset alone", { workspace_id, id: "agent_bare" }, "foreign_key", {
      when: "INSERT INTO tasksets (id, workspace_id, agent_id, name) VALUES ('ts_bare', 'ws_1', 'agent_bare', 'n')",
    }),
    refuses("is blocked by a job alone", { workspace_id, id: "agent_old" }, "foreign_key", {
      when: "UPDATE jobs SET agent_id = 'agent_old' WHERE id = 'job_queued'",
    }),
  ],
});
