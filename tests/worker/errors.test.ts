// What D1 says becomes one class of errors; no text of it and no value gets into a message.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { failing } from "./support/binding.js";
import { open, openHere, refusal, SquallError } from "./support/squall.js";

type Reading = [
  text: string,
  kind: string,
  more?: { table?: string; columns?: string[]; guard?: string; retryable?: boolean },
];

const forms: Reading[] = [
  [
    "D1_ERROR: UNIQUE constraint failed: users.email: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)",
    "conflict",
    { table: "users", columns: ["email"] },
  ],
  [
    "D1_ERROR: UNIQUE constraint failed: agent_versions.agent_id, agent_versions.version: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)",
    "conflict",
    { table: "agent_versions", columns: ["agent_id", "version"] },
  ],
  [
    "D1_ERROR: UNIQUE constraint failed: users.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)",
    "conflict",
    { table: "users", columns: ["id"] },
  ],
  [
    "D1_ERROR: UNIQUE constraint failed: users.email: SQLITE_CONSTRAINT",
    "conflict",
    { table: "users", columns: ["email"] },
  ],
  ["D1_ERROR: UNIQUE constraint failed: users.email", "conflict", { table: "users", columns: ["email"] }],
  [
    "UNIQUE constraint failed: users.email: SQLITE_CONSTRAINT [code: 7500]",
    "conflict",
    { table: "users", columns: ["email"] },
  ],
  [
    "D1_ERROR: NOT NULL constraint failed: agents.name: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_NOTNULL)",
    "not_null",
    { table: "agents", columns: ["name"] },
  ],
  ["NOT NULL constraint failed: agents.name [code: 7500]", "not_null", { table: "agents", columns: ["name"] }],
  [
    "D1_ERROR: CHECK constraint failed: status IN ('a', 'b'): SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_CHECK)",
    "check",
    { columns: ["status"] },
  ],
  [
    "D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)",
    "foreign_key",
  ],
  ["D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)", "foreign_key"],
  ["FOREIGN KEY constraint failed", "foreign_key"],
  ["D1_ERROR: datatype mismatch: SQLITE_MISMATCH", "check"],
  [
    "D1_ERROR: cannot store TEXT value in INTEGER column t.a: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_DATATYPE)",
    "check",
  ],
  ["D1_ERROR: bad JSON path: 'not_found:agent:0': SQLITE_ERROR", "not_found", { guard: "agent" }],
  ["D1_ERROR: bad JSON path: 'guard_failed:status:0': SQLITE_ERROR", "guard_failed", { guard: "status" }],
  ["D1_ERROR: bad JSON path: 'conflict:name:0': SQLITE_ERROR", "conflict", { guard: "name" }],
  ["D1_ERROR: bad JSON path: 'foreign_key:agent_id:0': SQLITE_ERROR", "foreign_key", { guard: "agent_id" }],
  ["D1_ERROR: bad JSON path: 'a.b': SQLITE_ERROR", "internal"],
  ["D1_ERROR: too many SQL variables at offset 9: SQLITE_ERROR", "limit"],
  ["D1_ERROR: too many columns in result set: SQLITE_ERROR", "limit"],
  ["D1_ERROR: Expression tree is too large (maximum depth 100): SQLITE_ERROR", "limit"],
  ["D1_ERROR: LIKE or GLOB pattern too complex: SQLITE_ERROR", "limit"],
  ["D1_ERROR: statement too long: SQLITE_TOOBIG", "limit"],
  ["D1_ERROR: string or blob too big: SQLITE_TOOBIG", "limit"],
  ['D1_ERROR: near "FORM": syntax error at offset 9: SQLITE_ERROR', "internal"],
  ["D1_ERROR: no such table: nowhere: SQLITE_ERROR", "internal"],
  ["D1_ERROR: no such column: secret at offset 7: SQLITE_ERROR", "internal"],
  ["D1_ERROR: not authorized: SQLITE_AUTH", "internal"],
  ["D1_ERROR: malformed JSON: SQLITE_ERROR", "internal"],
  ["D1_TYPE_ERROR: Type 'object' not supported for value 'secret'", "internal"],
  ["D1_COLUMN_NOTFOUND: Column not found (secret)", "internal"],
  ["D1_EXEC_ERROR: Error in line 1: secret", "internal"],
  ["D1_SESSION_ERROR: secret", "internal"],
  ["D1_ERROR: Network connection lost.", "unavailable", { retryable: true }],
  ["Network connection lost.", "unavailable", { retryable: true }],
  ["D1_ERROR: Internal error in D1 DB storage caused object to be reset.", "unavailable", { retryable: true }],
  [
    "D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.",
    "unavailable",
    { retryable: true },
  ],
  ["D1_ERROR: D1 DB reset because its code was updated.", "unavailable", { retryable: true }],
  ["D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.", "unavailable", { retryable: true }],
  ["D1_ERROR: D1 DB is overloaded. Requests queued for too long.", "unavailable"],
  ["D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.", "unavailable"],
  ["D1_ERROR: D1 DB's isolate exceeded its memory limit and was reset.", "unavailable"],
  ["", "internal"],
  ["\n\n\n", "internal"],
  ["secret ".repeat(2000), "internal"],
];

describe("a text of D1's is read the same alone, with a listener and in a batch", () => {
  it.each(forms)("%s", async (text, kind, more = {}) => {
    const calls = [
      openHere({}, failing(text)).users.create({ email: "e" }),
      openHere({ onQuery: () => undefined }, failing(text)).users.create({ email: "e" }),
      openHere({}, failing(text)).batch((q) => [q.users.create({ email: "e" })]),
    ];
    for (const error of await Promise.all(calls.map((call) => refusal(call)))) {
      const { table, columns, guard, retryable } = error;
      expect({ kind: error.kind, function: error.function, table, columns, guard, retryable }).toEqual({
        kind,
        function: "users.create",
        table: more.table,
        columns: more.columns,
        guard: more.guard,
        retryable: more.retryable ?? false,
      });
      // Of a guard the message says everything; D1's text would speak of a wrong JSON path.
      if (guard === undefined) expect((error.cause as Error).message).toBe(text);
      else expect(error).not.toHaveProperty("cause");
      expect(error.message).toMatch(new RegExp(`^${kind}: \\S`));
      expect(error.message).not.toMatch(/secret|SQLITE|D1_/);
    }
  });
});

describe("a SquallError", () => {
  it("is an Error with a name, and lists what it knows", async () => {
    const error = await refusal(openHere().users.create({ email: "ann@example.com" }));
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(SquallError);
    expect(String(error)).toBe("SquallError: conflict: a row with the same key is there already");
    expect(error.stack).toContain("SquallError");
    expect(error.cause).toBeInstanceOf(Error);
  });

  const secret = "s3cret-value";
  const calls: [string, () => Promise<unknown>][] = [
    [
      "conflict",
      async () => (
        await openHere().users.create({ email: secret }),
        openHere().users.create({ email: secret, id: `user_${secret}` })
      ),
    ],
    ["foreign_key", () => openHere().workspaces.create({ user_id: secret, name: secret })],
    ["not_found", () => openHere().jobs.fail({ id: secret, error: secret })],
    [
      "guard_failed",
      () =>
        openHere().agent_versions.create({
          workspace_id: "ws_ours",
          agent_id: "agent_live",
          prompt_template: secret,
          parent_version_id: secret,
        }),
    ],
    ["invalid_argument", () => openHere().jobs.list({ workspace_id: secret, status: secret as never })],
    ["invalid_argument", () => openHere().jobs.list_due_retries({ workspace_id: secret, now: secret })],
    ["invalid_argument", () => openHere().users.list({ cursor: secret })],
    ["limit", () => openHere().users.create({ email: secret + "x".repeat(9_000_000) })],
  ];
  it.each(calls)("of the kind %s never shows a value", async (kind, make) => {
    const error = await refusal(make());
    expect(error.kind).toBe(kind);
    expect(error.message).not.toContain(secret);
    expect(JSON.stringify(error)).not.toContain(secret);
  });

  it("of a stored number that is too big to be exact is a limit, told to its function", async () => {
    await env.DB.prepare("UPDATE agent_versions SET version = 9007199254740993 WHERE id = 'ver_1'").run();
    const error = await refusal(openHere().agent_versions.get_by_id({ id: "ver_1" }));
    expect({ kind: error.kind, function: error.function }).toEqual({
      kind: "limit",
      function: "agent_versions.get_by_id",
    });
  });

  it.each([
    ["a string", "Network connection lost."],
    ["an object", { message: "Network connection lost." }],
    ["undefined", undefined],
  ])("comes from a binding that rejects with %s", async (_name, reason) => {
    const reject = () => Promise.reject(reason);
    const statement = { bind: () => statement, raw: reject, all: reject };
    const error = await refusal(openHere({}, { prepare: () => statement, batch: reject }).users.get({ id: "u" }));
    expect(["unavailable", "internal"]).toContain(error.kind);
    expect(error.cause).toBe(reason);
  });

  it.each(["prepare", "bind", "raw", "batch"])(
    "comes as a rejected promise when the binding's %s throws at once",
    async (which) => {
      const fail = (name: string) => () => {
        if (name === which) throw new Error("D1_ERROR: Network connection lost.");
        return statement as never;
      };
      const statement = { bind: fail("bind"), raw: fail("raw"), all: fail("raw") };
      const db = openHere({}, { prepare: fail("prepare"), batch: fail("batch") });
      const call =
        which === "batch" ? db.integrations.ensure_playground({ workspace_id: "w" }) : db.users.get({ id: "u" });
      expect(await refusal(call)).toMatchObject({ kind: "unavailable", retryable: true });
    },
  );
});

describe("open", () => {
  it.each([undefined, null, 5, {}, { prepare: () => 1 }])("refuses what is no binding: %s", (binding) => {
    expect(() => open(binding as never)).toThrow(SquallError);
  });
});
