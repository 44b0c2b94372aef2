import { domain, returns, ids, newId, now, refuses } from "./case.js";

export default domain("workspace_members", ["workspace_members"], {
  get: [
    returns("returns the row", { workspace_id: "ws_1", user_id: "user_eve" }, { id: "wm_2", role: "member" }),
    returns("returns null for one who is no member", { workspace_id: "ws_2", user_id: "user_eve" }, null),
  ],
  list: [
    returns("lists the oldest first", { workspace_id: "ws_1" }, ids("wm_1", "wm_2")),
    returns("returns nothing for a workspace without members", { workspace_id: "ws_2" }, []),
  ],
  create: [
    returns(
      "adds a member",
      { workspace_id: "ws_2", user_id: "user_eve" },
      { id: newId("wm"), workspace_id: "ws_2", user_id: "user_eve", role: "member", created_at: now },
    ),
    returns(
      "takes role and id",
      { workspace_id: "ws_2", user_id: "user_eve", role: "admin", id: "wm_new" },
      { id: "wm_new", role: "admin" },
    ),
    refuses("refuses one who is a member", { workspace_id: "ws_1", user_id: "user_eve" }, "conflict"),
    refuses("refuses an unknown user", { workspace_id: "ws_1", user_id: "user_none" }, "foreign_key"),
    refuses("refuses an unknown workspace", { workspace_id: "ws_none", user_id: "user_eve" }, "foreign_key"),
    refuses(
      "refuses a role that is none",
      { workspace_id: "ws_2", user_id: "user_eve", role: "guest" },
      "invalid_argument",
    ),
  ],
  delete: [
    returns("removes the membership, not the user", { workspace_id: "ws_1", user_id: "user_eve" }, true, {
      removes: { workspace_members: [{ id: "wm_2" }] },
    }),
    returns("says no for one who is no member", { workspace_id: "ws_2", user_id: "user_eve" }, false, {
      leaves: { workspace_members: [{ id: "wm_2" }] },
    }),
  ],
});
