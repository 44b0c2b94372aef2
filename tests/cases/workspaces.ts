import { domain, returns, ids, newId, now, refuses } from "./case.js";

export default domain("workspaces", ["workspaces", "agents"], {
  exists: [
    returns("says yes for one that is there", { id: "ws_2" }, true),
    returns("looks at upper and lower case", { id: "WS_2" }, false),
    returns("says no for an unknown id", { id: "ws_none" }, false),
    returns("says no for an empty id", { id: "" }, false),
  ],
  get: [
    returns("returns the row", { id: "ws_1" }, { id: "ws_1", user_id: "user_ann", name: "Ours" }),
    returns("returns null for an unknown id", { id: "ws_none" }, null),
  ],
  list: [
    returns("lists the user's, the oldest first", { user_id: "user_ann" }, ids("ws_1", "ws_empty")),
    returns("orders ties by id", { user_id: "user_ann" }, ids("ws_a", "ws_z", "ws_1", "ws_empty"), {
      when: `INSERT INTO workspaces (id, user_id, name, created_at)
             VALUES ('ws_z', 'user_ann', 'n', '2025-01-01T00:00:00.000Z'), ('ws_a', 'user_ann', 'n', '2025-01-01T00:00:00.000Z')`,
    }),
    returns("puts one without a time first", { user_id: "user_ann" }, ids("ws_n", "ws_1", "ws_empty"), {
      when: "INSERT INTO workspaces (id, user_id, name, created_at) VALUES ('ws_n', 'user_ann', 'n', NULL)",
    }),
    returns("returns nothing for a user without any", { user_id: "user_eve" }, []),
  ],
  create: [
    returns(
      "adds a workspace with a new id",
      { user_id: "user_eve", name: " New " },
      { id: newId("ws"), user_id: "user_eve", name: " New ", created_at: now },
    ),
    returns("takes an id", { user_id: "user_eve", name: "New", id: "ws_new" }, { id: "ws_new" }),
    refuses("refuses an unknown user", { user_id: "user_none", name: "New" }, "foreign_key"),
    refuses("refuses a taken id", { user_id: "user_eve", name: "New", id: "ws_1" }, "conflict", {
      error: { table: "workspaces", columns: ["id"] },
    }),
    returns(
      "keeps every character of a name",
      { user_id: "user_eve", name: " Ü \"q\" 's'\n", id: "ws_new" },
      { id: "ws_new", name: " Ü \"q\" 's'\n" },
      { leaves: { workspaces: [{ id: "ws_new", user_id: "user_eve", name: " Ü \"q\" 's'\n", created_at: now }] } },
    ),
    refuses("names a taken id before an unknown user", { user_id: "user_none", name: "New", id: "ws_1" }, "conflict", {
      error: { table: "workspaces", columns: ["id"] },
    }),
    refuses("names a blank name before an unknown user", { user_id: "user_none", name: " \n" }, "invalid_argument", {
      error: { message: "invalid_argument: name must not be blank" },
    }),
    refuses("refuses a blank name", { user_id: "user_eve", name: " \t" }, "invalid_argument", {
      error: { message: "invalid_argument: name must not be blank" },
    }),
  ],
  delete: [
    returns("removes the workspace", { id: "ws_empty" }, true, { removes: { workspaces: [{ id: "ws_empty" }] } }),
    returns("takes what is in it along", { id: "ws_empty" }, true, {
      when: `INSERT INTO agents (id, workspace_id, name) VALUES ('a', 'ws_empty', 'A');
             INSERT INTO agent_versions (id, agent_id, version, prompt_template, source) VALUES ('v', 'a', 1, 'p', 'manual');
             INSERT INTO integrations (id, workspace_id, name, platform, api_key_encrypted) VALUES ('i', 'ws_empty', 'n', 'langfuse', 'k');
             INSERT INTO traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps)
               VALUES ('t', 'ws_empty', 'i', 'x', 'langfuse', '2026-01-01T00:00:00.000Z', '[]');
             INSERT INTO jobs (id, workspace_id, type) VALUES ('j', 'ws_empty', 'import');
             INSERT INTO workspace_members (id, user_id, workspace_id, role) VALUES ('wm', 'user_eve', 'ws_empty', 'member')`,
      removes: {
        agents: [{ id: "a" }],
        agent_versions: [{ id: "v" }],
        traces: [{ id: "t" }],
        jobs: [{ id: "j" }],
        workspace_members: [{ workspace_id: "ws_empty" }],
      },
      leaves: { agents: [{ workspace_id: "ws_1" }] },
    }),
    returns("says no for an unknown id", { id: "ws_none" }, false),
    refuses("is blocked while it has tasksets, runs or batches", { id: "ws_1" }, "foreign_key"),
  ],
});
