import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const prompt = { workspace_id, agent_name: "sorter", prompt_hash: "hash_9", content: "New." };

export default domain("system_prompts", ["system_prompts", "traces"], {
  record: [
    returns(
      "adds a prompt that is new and links the trace",
      { ...prompt, trace_id: "trace_1", metadata: { m: 1 } },
      { prompt_id: newId("spr"), is_new: true, trace_count: 1 },
      {
        leaves: {
          system_prompts: [
            {
              id: newId("spr"),
              content: "New.",
              metadata: { m: 1 },
              first_seen_at: now,
              last_seen_at: now,
              trace_count: 1,
            },
          ],
          traces: [{ id: "trace_1", system_prompt_id: newId("spr") }],
        },
      },
    ),
    returns(
      "counts one that is known, and leaves the rest of it",
      { ...prompt, prompt_hash: "hash_1", trace_id: "trace_1" },
      { prompt_id: "spr_1", is_new: false, trace_count: 3 },
      {
        leaves: {
          system_prompts: [{ id: "spr_1", content: "Sort.", first_seen_at: at(1), last_seen_at: now }],
          traces: [{ id: "trace_1", system_prompt_id: "spr_1" }],
        },
      },
    ),
    returns(
      "counts NULL as 0",
      { ...prompt, prompt_hash: "hash_1", trace_id: "trace_1" },
      { trace_count: 1 },
      { when: "UPDATE system_prompts SET trace_count = NULL" },
    ),
    refuses("does not find another workspace's trace", { ...prompt, trace_id: "trace_theirs" }, "not_found"),
    refuses("needs a hash", { workspace_id, agent_name: "a", content: "c", trace_id: "trace_1" }, "invalid_argument"),
  ],
  create: [
    returns("adds a prompt that no trace has", prompt, {
      ...prompt,
      id: newId("spr"),
      metadata: null,
      trace_count: 0,
      first_seen_at: now,
      last_seen_at: now,
    }),
    returns("takes what is given", { ...prompt, metadata: [1], id: "spr_new" }, { id: "spr_new", metadata: [1] }),
    returns(
      "takes a hash that another workspace has",
      { ...prompt, workspace_id: "ws_empty", prompt_hash: "hash_1" },
      { prompt_hash: "hash_1" },
    ),
    refuses("refuses a hash that the workspace has", { ...prompt, prompt_hash: "hash_1" }, "conflict"),
    refuses("refuses a taken id", { ...prompt, id: "spr_1" }, "conflict"),
  ],
  get: [
    returns(
      "returns the row of any workspace",
      { id: "spr_theirs" },
      { id: "spr_theirs", workspace_id: "ws_2", trace_count: 1 },
    ),
    returns("returns null for an unknown id", { id: "spr_none" }, null),
  ],
  find_by_hash: [
    returns("finds the workspace's own", { workspace_id, prompt_hash: "hash_1" }, { id: "spr_1", metadata: { a: 1 } }),
    returns("returns null for an unknown hash", { workspace_id, prompt_hash: "hash_9" }, null),
    returns("does not see another workspace's", { workspace_id: "ws_2", prompt_hash: "hash_2" }, null),
  ],
  list: [
    returns("lists the last seen first", { workspace_id }, page(ids("spr_2", "spr_1"))),
    returns("narrows by agent", { workspace_id, agent_name: "sorter" }, page(ids("spr_1"))),
    returns("returns a cursor where more follow", { workspace_id, limit: 1 }, page(ids("spr_2"), someText)),
    refuses("refuses a spoiled cursor", { workspace_id, cursor: "x" }, "invalid_argument"),
  ],
  list_agent_names: [
    returns("returns each name once", { workspace_id }, [{ agent_name: "helper" }, { agent_name: "sorter" }]),
    returns("returns nothing for an empty workspace", { workspace_id: "ws_empty" }, []),
  ],
  delete: [
    returns("removes it with its coverage", { workspace_id, id: "spr_2" }, true, {
      removes: { system_prompts: [{ id: "spr_2" }] },
    }),
    returns("says no for another workspace's", { workspace_id, id: "spr_theirs" }, false),
    returns("says no for an unknown id", { workspace_id, id: "spr_none" }, false),
    refuses("is blocked while traces and iterations refer to it", { workspace_id, id: "spr_1" }, "foreign_key"),
  ],
});
