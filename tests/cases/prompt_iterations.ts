import { domain, returns, ids, newId, now, refuses } from "./case.js";

const workspace_id = "ws_1";
const first = { workspace_id, agent_name: "sorter", current_prompt_id: "spr_2" };

export default domain("prompt_iterations", ["prompt_iterations"], {
  record: [
    returns("is number 1 without a parent", first, {
      ...first,
      id: newId("pit"),
      iteration_number: 1,
      parent_prompt_id: null,
      change_summary: null,
      created_at: now,
    }),
    returns(
      "is one above the highest with a parent",
      { ...first, parent_prompt_id: "spr_1", change_summary: "c", improvement_metrics: { up: 1 }, id: "pit_new" },
      {
        id: "pit_new",
        iteration_number: 2,
        parent_prompt_id: "spr_1",
        change_summary: "c",
        improvement_metrics: { up: 1 },
      },
    ),
    returns(
      "begins with 1 for another name",
      { ...first, agent_name: "new", parent_prompt_id: "spr_1" },
      { iteration_number: 1 },
    ),
    returns("stores an empty summary as null", { ...first, change_summary: "" }, { change_summary: null }),
    refuses("refuses an unknown prompt", { ...first, current_prompt_id: "spr_none" }, "foreign_key"),
    refuses("refuses another workspace's prompt", { ...first, current_prompt_id: "spr_theirs" }, "foreign_key"),
    refuses("refuses a taken id", { ...first, id: "pit_1" }, "conflict"),
  ],
  list: [
    returns("lists the last first", { workspace_id, agent_name: "sorter" }, ids("pit_2", "pit_1"), {
      when: "INSERT INTO prompt_iterations (id, workspace_id, agent_name, current_prompt_id, iteration_number) VALUES ('pit_2', 'ws_1', 'sorter', 'spr_1', 2)",
    }),
    returns("returns nothing for an unknown name", { workspace_id, agent_name: "none" }, []),
    returns("does not see another workspace's", { workspace_id: "ws_empty", agent_name: "sorter" }, []),
  ],
  get: [
    returns(
      "returns the row",
      { workspace_id, id: "pit_1" },
      { id: "pit_1", current_prompt_id: "spr_1", improvement_metrics: null },
    ),
    returns("returns null for another workspace's", { workspace_id, id: "pit_theirs" }, null),
    returns("returns null for an unknown id", { workspace_id, id: "pit_none" }, null),
  ],
  delete: [
    returns("removes the row", { workspace_id, id: "pit_1" }, true, {
      removes: { prompt_iterations: [{ id: "pit_1" }] },
    }),
    returns("says no for another workspace's", { workspace_id, id: "pit_theirs" }, false),
    returns("says no for an unknown id", { workspace_id, id: "pit_none" }, false),
  ],
});
