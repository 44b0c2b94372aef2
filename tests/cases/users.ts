import { domain, gives, ids, newId, now, page, refuses, someText } from "./case.js";

export default domain("users", ["users", "workspaces"], {
  get: [
    gives("gives the row", { id: "user_ann" }, { id: "user_ann", email: "ann@example.com" }),
    gives("gives null for an unknown id", { id: "user_none" }, null),
  ],
  find_by_email: [
    gives("finds the user", { email: "bob@example.com" }, { id: "user_bob" }),
    gives("looks at upper and lower case", { email: "Bob@example.com" }, null),
    gives("gives null for an unknown address", { email: "nobody@example.com" }, null),
  ],
  list: [
    gives("lists the oldest first", {}, page(ids("user_ann", "user_bob", "user_eve"))),
    gives("gives a cursor where more follow", { limit: 2 }, page(ids("user_ann", "user_bob"), someText)),
    gives("needs no arguments", undefined, page(ids("user_ann", "user_bob", "user_eve"))),
    refuses("refuses a spoiled cursor", { cursor: "x" }, "invalid_argument"),
    refuses("refuses a limit above 200", { limit: 201 }, "invalid_argument", {
      error: { message: "invalid_argument: limit must be from 1 to 200" },
    }),
    refuses("refuses a limit of 0", { limit: 0 }, "invalid_argument"),
    refuses("refuses half a user", { limit: 1.5 }, "invalid_argument", {
      error: { message: "invalid_argument: limit must be an integer" },
    }),
  ],
  create: [
    gives(
      "adds a user with a new id",
      { email: "new@example.com" },
      { id: newId("user"), email: "new@example.com", created_at: now },
    ),
    gives("takes an id", { email: "new@example.com", id: "user_new" }, { id: "user_new" }),
    refuses("refuses a taken address", { email: "ann@example.com" }, "conflict", {
      error: { table: "users", columns: ["email"] },
    }),
    refuses("refuses a taken id", { email: "new@example.com", id: "user_ann" }, "conflict", {
      error: { table: "users", columns: ["id"] },
    }),
    refuses("needs an address", {}, "invalid_argument", { error: { message: "invalid_argument: email is required" } }),
  ],
  delete: [
    gives("removes the user", { id: "user_eve" }, true, { removes: { users: [{ id: "user_eve" }] } }),
    gives("takes the user's workspaces along", { id: "user_eve" }, true, {
      when: "INSERT INTO workspaces (id, user_id, name) VALUES ('ws_eve', 'user_eve', 'E')",
      removes: { workspaces: [{ id: "ws_eve" }] },
    }),
    gives("says no for an unknown id", { id: "user_none" }, false),
    refuses("is blocked by what is in the user's workspaces", { id: "user_ann" }, "foreign_key"),
  ],
});
