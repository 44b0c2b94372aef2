import { domain, returns, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const ours = { workspace_id, id: "int_1" };
const theirs = { workspace_id, id: "int_theirs" };

export default domain("integrations", ["integrations"], {
  get: [
    returns("returns the row without the key", ours, {
      id: "int_1",
      platform: "langfuse",
      name: "Langfuse",
      config: { base_url: "https://one.example", region: "eu" },
      status: "active",
      last_synced_at: null,
      created_at: at(1),
    }),
    returns("returns null for another workspace's", theirs, null),
    returns("returns null for an unknown id", { workspace_id, id: "int_none" }, null),
  ],
  list: [
    returns("lists the newest first", { workspace_id }, ids("int_play", "int_1")),
    returns("returns nothing for an empty workspace", { workspace_id: "ws_empty" }, []),
  ],
  get_credentials: [
    returns("returns the key as it is stored", ours, {
      id: "int_1",
      platform: "langfuse",
      api_key_encrypted: "sealed",
      config: { region: "eu" },
      workspace_id,
    }),
    returns("returns null for another workspace's", theirs, null),
    returns("returns null for an unknown id", { workspace_id, id: "int_none" }, null),
  ],
  create: [
    returns(
      "adds an active one with a new id",
      { workspace_id, platform: "openai", name: "O", api_key_encrypted: "k" },
      {
        id: newId("int"),
        platform: "openai",
        name: "O",
        config: null,
        status: "active",
        last_synced_at: null,
        created_at: now,
      },
      { leaves: { integrations: [{ id: newId("int"), api_key_encrypted: "k" }] } },
    ),
    returns(
      "takes what is given",
      { workspace_id, platform: "openai", name: "O", api_key_encrypted: "k", config: { base_url: "b" }, id: "int_new" },
      { id: "int_new", config: { base_url: "b" } },
    ),
    refuses(
      "refuses a taken id",
      { workspace_id, platform: "openai", name: "O", api_key_encrypted: "k", id: "int_theirs" },
      "conflict",
    ),
    refuses(
      "refuses an unknown workspace",
      { workspace_id: "ws_none", platform: "openai", name: "O", api_key_encrypted: "k" },
      "foreign_key",
    ),
    refuses(
      "refuses a blank name",
      { workspace_id, platform: "openai", name: " ", api_key_encrypted: "k" },
      "invalid_argument",
    ),
    refuses(
      "leaves the playground to its own function",
      { workspace_id, platform: "playground", name: "P", api_key_encrypted: "k" },
      "invalid_argument",
    ),
  ],
  ensure_playground: [
    returns("finds the one that is there", { workspace_id }, { id: "int_play", created: false }),
    returns(
      "adds one where there is none",
      { workspace_id: "ws_empty" },
      { id: newId("int_playground"), created: true },
      {
        leaves: {
          integrations: [
            {
              id: newId("int_playground"),
              workspace_id: "ws_empty",
              name: "Playground",
              platform: "playground",
              api_key_encrypted: "none",
              status: "active",
              created_at: now,
            },
          ],
        },
      },
    ),
    returns(
      "takes the oldest of several",
      { workspace_id },
      { id: "int_first", created: false },
      {
        when: "INSERT INTO integrations (id, workspace_id, name, platform, api_key_encrypted, created_at) VALUES ('int_first', 'ws_1', 'P', 'playground', 'none', '2025-01-01T00:00:00.000Z')",
      },
    ),
    refuses("refuses an unknown workspace", { workspace_id: "ws_none" }, "foreign_key", { guard: "workspace_id" }),
    returns(
      "takes the first id of several of one time",
      { workspace_id },
      { id: "int_a", created: false },
      {
        when: "INSERT INTO integrations (id, workspace_id, name, platform, api_key_encrypted, created_at) VALUES ('int_b', 'ws_1', 'P', 'playground', 'none', '2025-01-01'), ('int_a', 'ws_1', 'P', 'playground', 'none', '2025-01-01')",
      },
    ),
  ],
  update: [
    returns(
      "writes the given fields",
      { ...ours, patch: { name: "New" } },
      { id: "int_1", name: "New", config: { base_url: "https://one.example", region: "eu" } },
    ),
    returns(
      "sets base_url and keeps the rest of config",
      { ...ours, patch: { base_url: "https://two.example" } },
      { config: { base_url: "https://two.example", region: "eu" } },
      { leaves: { integrations: [{ id: "int_1", config: '{"base_url":"https://two.example","region":"eu"}' }] } },
    ),
    returns(
      "makes a config where there is none",
      { workspace_id, id: "int_play", patch: { base_url: "b" } },
      { config: { base_url: "b" } },
    ),
    returns(
      "replaces a config that cannot be read",
      { ...ours, patch: { base_url: "b" } },
      { config: { base_url: "b" } },
      { when: "UPDATE integrations SET config = '{broken' WHERE id = 'int_1'" },
    ),
    returns(
      "replaces the key",
      { ...ours, patch: { api_key_encrypted: "k2" } },
      { id: "int_1" },
      { leaves: { integrations: [{ id: "int_1", api_key_encrypted: "k2" }] } },
    ),
    refuses("refuses an empty patch", { ...ours, patch: {} }, "invalid_argument"),
    refuses("does not find another workspace's", { ...theirs, patch: { name: "x" } }, "not_found"),
    refuses("does not find an unknown id", { workspace_id, id: "int_none", patch: { name: "x" } }, "not_found"),
    ...["[1]", "null"].map((config) =>
      returns(
        `replaces a config of ${config}`,
        { ...ours, patch: { base_url: "b" } },
        { config: { base_url: "b" } },
        { when: `UPDATE integrations SET config = '${config}' WHERE id = 'int_1'` },
      ),
    ),
  ],
  set_status: [
    returns("sets the status", { ...ours, status: "error" }, null, {
      leaves: { integrations: [{ id: "int_1", status: "error" }] },
    }),
    refuses("does not find another workspace's", { ...theirs, status: "error" }, "not_found"),
    refuses("does not find an unknown id", { workspace_id, id: "int_none", status: "error" }, "not_found"),
    refuses("refuses a status that is none", { ...ours, status: "paused" }, "invalid_argument"),
  ],
  set_last_synced_at: [
    returns("sets now", { id: "int_1" }, null, { leaves: { integrations: [{ id: "int_1", last_synced_at: now }] } }),
    returns("takes null as now", { id: "int_1", last_synced_at: null }, null, {
      leaves: { integrations: [{ id: "int_1", last_synced_at: now }] },
    }),
    returns("sets the given time", { id: "int_1", last_synced_at: at(9) }, null, {
      leaves: { integrations: [{ id: "int_1", last_synced_at: at(9) }] },
    }),
    refuses("does not find an unknown id", { id: "int_none" }, "not_found"),
  ],
  delete: [
    returns("removes it with its traces", ours, true, { removes: { integrations: [{ id: "int_1" }] } }),
    returns("says no for another workspace's", theirs, false, { leaves: { integrations: [{ id: "int_theirs" }] } }),
    returns("says no for an unknown id", { workspace_id, id: "int_none" }, false),
    refuses("is blocked while a task was made from one of its traces", { workspace_id, id: "int_play" }, "foreign_key"),
  ],
});
