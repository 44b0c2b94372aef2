import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";

export default domain("users", ["users", "workspaces"], {
  get: [
    returns("returns the row", { id: "user_ann" }, { id: "user_ann", email: "ann@example.com" }),
    returns("returns null for an unknown id", { id: "user_none" }, null),
  ],
  find_by_email: [
    returns("finds the user", { email: "bob@example.com" }, { id: "user_bob" }),
    returns("looks at upper and lower case", { email: "Bob@example.com" }, null),
    returns("returns null for an unknown address", { email: "nobody@example.com" }, null),
    returns("looks at spaces", { email: "bob@example.com " }, null),
    returns("looks for the whole address", { email: "bob@" }, null),
    returns("returns null for an empty address", { email: "" }, null),
  ],
  list: [
    returns("lists the oldest first", {}, page(ids("user_ann", "user_bob", "user_eve"))),
    returns("returns a cursor where more follow", { limit: 2 }, page(ids("user_ann", "user_bob"), someText)),
    returns("needs no arguments", undefined, page(ids("user_ann", "user_bob", "user_eve"))),
    returns(
      "lists equal times by id, and those without a time first",
      {},
      page(ids("null1", "null2", "same1", "same2", "same3", "odd \"'", "日本", "user_ann", "user_bob", "user_eve")),
      {
        when: `INSERT INTO users (id, email, created_at) VALUES ('same2', '1', '2000-01-12T08:00:00.000Z'),
                 ('same1', '2', '2000-01-12T08:00:00.000Z'), ('same3', '3', '2000-01-12T08:00:00.000Z'), ('null1', '4', NULL),
                 ('null2', '5', NULL), ('odd "''', '6', '2000-01-13T08:00:00.000Z'), ('日本', '7', '2000-01-13T08:00:00.000Z')`,
      },
    ),
    returns(
      "has 50 to a page",
      {},
      page(
        Array.from({ length: 50 }, (_, i) => ({ id: `u${10 + i}` })),
        someText,
      ),
      {
        when: `INSERT INTO users (id, email, created_at)
               WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 59)
               SELECT 'u' || i, i, '2000-01-01T00:00:00.000Z' FROM n`,
      },
    ),
    ...["x", "", "AAAA"].map((cursor) =>
      refuses(`refuses the spoiled cursor "${cursor}"`, { cursor }, "invalid_argument", {
        error: { message: "invalid_argument: cursor is not a cursor that this list gave" },
      }),
    ),
    refuses("refuses a limit below 1", { limit: -1 }, "invalid_argument"),
    refuses("refuses a limit above 200", { limit: 201 }, "invalid_argument", {
      error: { message: "invalid_argument: limit must be from 1 to 200" },
    }),
    refuses("refuses a limit of 0", { limit: 0 }, "invalid_argument"),
    refuses("refuses half a user", { limit: 1.5 }, "invalid_argument", {
      error: { message: "invalid_argument: limit must be an integer" },
    }),
  ],
  create: [
    returns(
      "adds a user with a new id",
      { email: "new@example.com" },
      { id: newId("user"), email: "new@example.com", created_at: now },
    ),
    returns("takes an id", { email: "new@example.com", id: "user_new" }, { id: "user_new" }),
    returns(
      "keeps every character of an address",
      { email: "ö@例.example" },
      { email: "ö@例.example" },
      { leaves: { users: [{ id: newId("user"), email: "ö@例.example", created_at: now }] } },
    ),
    refuses("refuses a taken address", { email: "ann@example.com" }, "conflict", {
      error: { table: "users", columns: ["email"] },
    }),
    refuses("refuses a taken id", { email: "new@example.com", id: "user_ann" }, "conflict", {
      error: { table: "users", columns: ["id"] },
    }),
    refuses("needs an address", {}, "invalid_argument", { error: { message: "invalid_argument: email is required" } }),
  ],
  delete: [
    returns("removes the user", { id: "user_eve" }, true, { removes: { users: [{ id: "user_eve" }] } }),
    returns("takes the user's workspaces along", { id: "user_eve" }, true, {
      when: "INSERT INTO workspaces (id, user_id, name) VALUES ('ws_eve', 'user_eve', 'E')",
      removes: { workspaces: [{ id: "ws_eve" }], workspace_members: [{ user_id: "user_eve" }] },
    }),
    returns("says no for an unknown id", { id: "user_none" }, false),
    refuses("is blocked by what is in the user's workspaces", { id: "user_ann" }, "foreign_key"),
  ],
});
