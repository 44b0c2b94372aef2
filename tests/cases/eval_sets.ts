import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";

const set = { workspace_id: "ws_1", name: "New" };

export default domain("eval_sets", ["eval_sets"], {
  get: [
    returns("returns the row", { id: "set_1" }, { id: "set_1", name: "Smoke", minimum_examples: 3 }),
    returns("returns null for an unknown id", { id: "set_none" }, null),
  ],
  list: [
    returns("lists the newest first", { workspace_id: "ws_1" }, page(ids("set_2", "set_1"))),
    returns("returns a cursor where more follow", { workspace_id: "ws_1", limit: 1 }, page(ids("set_2"), someText)),
    returns("returns nothing for an empty workspace", { workspace_id: "ws_empty" }, page([])),
    refuses("refuses a spoiled cursor", { workspace_id: "ws_1", cursor: "x" }, "invalid_argument"),
  ],
  create: [
    returns("adds a set of 5 examples", set, {
      ...set,
      id: newId("set"),
      description: null,
      minimum_examples: 5,
      created_at: now,
      updated_at: now,
    }),
    returns(
      "takes what is given",
      { ...set, id: "set_new", description: "d", minimum_examples: 1 },
      { id: "set_new", description: "d", minimum_examples: 1 },
    ),
    returns("takes a name that another workspace has", { workspace_id: "ws_empty", name: "Smoke" }, { name: "Smoke" }),
    refuses("refuses a name that the workspace has", { ...set, name: "Smoke" }, "conflict"),
    refuses("refuses a taken id", { ...set, id: "set_1" }, "conflict"),
    refuses("refuses an unknown workspace", { ...set, workspace_id: "ws_none" }, "foreign_key"),
    refuses("needs a name", { workspace_id: "ws_1" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "set_1" }, true, { removes: { eval_sets: [{ id: "set_1" }] } }),
    returns("says no for an unknown id", { id: "set_none" }, false),
  ],
});
