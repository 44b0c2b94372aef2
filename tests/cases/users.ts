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
    refuses("refuses a limit above 200", { limit: 201 }, "invalid_argument"),
  ],
  create: [
    gives(
      "adds a user with a new id",
      { email: "new@example.com" },
      { id: newId("user"), email: "new@example.com", created_at: now },
    ),
    gives("takes an id", { email: "new@example.com", id: "user_new" }, { id: "user_new" }),
    refuses("refuses a taken address", { email: "ann@example.com" }, "conflict"),
    refuses("refuses a taken id", { email: "new@example.com", id: "user_ann" }, "conflict"),
    refuses("needs an address", {}, "invalid_argument"),
  ],
  delete: [
    gives("removes the user", { id: "user_eve" }, true, { removes: { users: [{ id: "user_eve" }] } }),
    gives("says no for an unknown id", { id: "user_none" }, false),
    refuses("is blocked by what is in the user's workspaces", { id: "user_ann" }, "foreign_key"),
  ],
});
