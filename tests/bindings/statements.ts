// What D1 does with statements, values and errors, as cases that run on whatever has a D1Database's shape.

export interface DatabaseLike {
  prepare(sql: string): StatementLike;
  batch(statements: StatementLike[]): Promise<unknown[]>;
}
interface StatementLike {
  bind(...values: never[]): StatementLike;
  all(): Promise<unknown>;
  run(): Promise<unknown>;
  raw(options?: { columnNames: true }): Promise<unknown>;
  first(column?: string): Promise<unknown>;
}
export type Case = [name: string, act: (db: DatabaseLike) => Promise<unknown>];

/** The tables that the cases find, with one row in `parents`. */
export const tables = [
  "CREATE TABLE parents (id TEXT PRIMARY KEY, n INTEGER NOT NULL DEFAULT 1 CHECK (n > 0), u TEXT UNIQUE, CONSTRAINT short CHECK (length(u) < 10))",
  "CREATE TABLE children (id INTEGER PRIMARY KEY, parent TEXT REFERENCES parents(id) ON DELETE CASCADE, kept TEXT REFERENCES parents(id) ON DELETE RESTRICT, later TEXT REFERENCES parents(id) DEFERRABLE INITIALLY DEFERRED)",
  "CREATE TABLE pairs (a TEXT, b TEXT, x INT, PRIMARY KEY (a, b)) WITHOUT ROWID",
  "CREATE TABLE strict (id INTEGER PRIMARY KEY, n INTEGER) STRICT",
  "INSERT INTO parents VALUES ('p', 5, 'u')",
];

const prepared = (db: DatabaseLike, sql: string, values: unknown[]): StatementLike =>
  values.length === 0 ? db.prepare(sql) : db.prepare(sql).bind(...(values as never[]));
/** The rows of one statement. */
const rows = (sql: string, ...values: unknown[]): Case => [shown(sql, values), (db) => prepared(db, sql, values).raw()];
const rowsNamed = (name: string, sql: string, ...values: unknown[]): Case => [
  name,
  (db) => prepared(db, sql, values).raw(),
];
/** The results of a batch, and what is there after it. */
const batch = (name: string, ...statements: [sql: string, ...values: unknown[]][]): Case => [
  name,
  async (db) => {
    const done = await outcomeOf(async () =>
      withoutMeta(await db.batch(statements.map(([sql, ...values]) => prepared(db, sql, values)))),
    );
    const left = await db.batch(
      ["parents", "children", "pairs", "strict"].map((t) => db.prepare(`SELECT * FROM ${t}`)),
    );
    return { done, left: withoutMeta(left) };
  },
];
const shown = (sql: string, values: unknown[]) =>
  [sql, ...values.map((v) => `${typeof v} ${JSON.stringify(String(v))}`)].join(" · ").slice(0, 120);
const times = (count: number, one: string, between: string) => Array(count).fill(one).join(between);

export const cases: Case[] = [
  // Values in and out.
  rows("SELECT typeof(?1), typeof(?2), typeof(?3), typeof(?4), typeof(?5)", 1, 1.5, true, "1", null),
  rows("SELECT ?1, ?2, ?3, ?4", NaN, Infinity, -Infinity, -0),
  rows("SELECT ?1, length(?1), hex(?2), ?3", "a\0b", "\ud800", ""),
  rows("SELECT ?1, hex(?1), typeof(?2), ?3", new Uint8Array([1, 2]).buffer, [3, 4], new Uint8Array([5])),
  rows("SELECT hex(?1), hex(?2)", new Float64Array([1.9, 300]), new Int8Array([-1])),
  rows("SELECT 9007199254740993, 9223372036854775807, 1.5, 9e999, -9e999, x'0102', 'a' || char(0) || 'b', NULL, 1 = 1"),
  rows("SELECT ?1 / 2, json_array(?1), ?1 || ''", 5),
  rows("SELECT CAST(? AS INTEGER), typeof(CAST(? AS INTEGER))", 2 ** 60, "9007199254740993"),
  rows("SELECT value, typeof(value) FROM json_each(?1)", '["003","1e3",7,7.5,true,null,"é😀"]'),
  rows("INSERT INTO parents VALUES (?1, ?2, ?3) RETURNING id, typeof(id), n, typeof(n)", 7, 7, 7),
  rows("INSERT INTO children (id) VALUES (?1) RETURNING id, typeof(id)", 7),
  rows("SELECT 1 FROM parents LIMIT ?1 OFFSET ?2", 1, 0),
  rows('SELECT "nobody" AS name'),
  ["all", async (db) => withoutMeta([await db.prepare("SELECT id, n, 1 AS n FROM parents").all()])],
  ["all without rows", async (db) => withoutMeta([await db.prepare("SELECT id FROM parents WHERE 0").all()])],
  ["first", (db) => db.prepare("SELECT 1 AS a, 2 AS b").first()],
  ["first, a column", (db) => db.prepare("SELECT 1 AS a, 2 AS b").first("b")],
  ["first, a column that is not there", (db) => db.prepare("SELECT 1 AS a").first("z")],
  ["first without rows", (db) => db.prepare("SELECT 1 AS a WHERE 0").first("a")],
  ["raw with names", (db) => db.prepare("SELECT 1 AS a, 2 AS a WHERE 0").raw({ columnNames: true })],
  [
    "what a write says",
    async (db) => {
      const { success, meta } = (await db.prepare("INSERT INTO children (id) VALUES (41), (42)").run()) as {
        success: boolean;
        meta: Record<string, unknown>;
      };
      return [success, meta.changes, meta.last_row_id];
    },
  ],

  // What cannot be bound.
  rows("SELECT ?1", undefined),
  rows("SELECT ?1", 1n),
  rows("SELECT ?1", new Date(0)),
  rows("SELECT ?1", {}),
  rows("SELECT ?1, ?2", 1),
  rows("SELECT ?1", 1, 2),
  rows("SELECT 1", 1),
  rows("SELECT ?3", 1, 2, 3),

  // Limits.
  rowsNamed("100 parameters", `SELECT 1 IN (${times(100, "?", ",")})`, ...Array(100).fill(1)),
  rowsNamed("101 parameters", `SELECT 1 IN (${times(101, "?", ",")})`, ...Array(101).fill(1)),
  rowsNamed("parameter 101", "SELECT ?101", ...Array(101).fill(1)),
  rowsNamed("a statement of 100,000 bytes", "SELECT 1 --" + "x".repeat(99_989)),
  rowsNamed("a statement of 100,001 bytes", "SELECT 1 --" + "x".repeat(99_990)),
  rowsNamed("a value of 1,999,000 bytes", "SELECT length(?1)", "x".repeat(1_999_000)),
  rowsNamed("100 columns", `SELECT ${times(100, "1", ",")}`),
  rowsNamed("101 columns", `SELECT ${times(101, "1", ",")}`),
  rowsNamed("an expression 101 deep", `SELECT ${times(101, "1", " OR ")}`),
  rowsNamed("5 terms", times(5, "SELECT 1", " UNION ALL ")),
  rowsNamed("6 terms", times(6, "SELECT 1", " UNION ALL ")),
  rowsNamed("a pattern of 50", "SELECT 'a' LIKE ?1", "x".repeat(50)),
  rowsNamed("a pattern of 51", "SELECT 'a' LIKE ?1", "x".repeat(51)),
  rowsNamed("128 arguments", `SELECT max(${times(128, "1", ",")})`),

  // Constraints, and what is undone.
  batch(
    "a primary key",
    ["INSERT INTO parents VALUES ('q', 1, NULL)"],
    ["INSERT INTO parents VALUES (?1, 1, NULL)", "p"],
  ),
  batch("a key of two columns", ["INSERT INTO pairs VALUES ('a', 'b', 1)"], ["INSERT INTO pairs VALUES ('a', 'b', 2)"]),
  batch("a unique column", ["INSERT INTO parents VALUES ('q', 1, 'u')"]),
  batch("not null", ["INSERT INTO parents VALUES ('q', NULL, NULL)"]),
  batch("a check", ["INSERT INTO parents VALUES ('q', 0, NULL)"]),
  batch("a check with a name", ["INSERT INTO parents VALUES ('q', 1, 'much too long')"]),
  batch(
    "a foreign key",
    ["INSERT INTO children (id) VALUES (1)"],
    ["INSERT INTO children (id, parent) VALUES (2, 'nobody')"],
  ),
  batch(
    "a deferred foreign key",
    ["INSERT INTO children (id, later) VALUES (2, 'q')"],
    ["INSERT INTO parents VALUES ('q', 1, NULL)"],
  ),
  batch("a cascade", ["INSERT INTO children (id, parent) VALUES (1, 'p')"], ["DELETE FROM parents"]),
  batch("a restriction", ["INSERT INTO children (id, kept) VALUES (1, 'p')"], ["DELETE FROM parents"]),
  batch(
    "foreign keys cannot be turned off",
    ["PRAGMA foreign_keys = off"],
    ["INSERT INTO children (id, parent) VALUES (2, 'nobody')"],
  ),
  batch("a type of a strict table", ["INSERT INTO strict VALUES (1, 'x')"]),
  batch("a rowid that is none", ["INSERT INTO strict VALUES ('x', 1)"]),
  batch(
    "a guard that fails",
    ["INSERT INTO parents VALUES ('q', 1, NULL)"],
    ["SELECT json_extract('{}', 'not_found:agent:' || ?1)", "0"],
  ),
  batch(
    "a guard that holds",
    ["SELECT CASE WHEN 0 THEN json_extract('{}', 'x') ELSE 1 END AS g"],
    ["INSERT INTO parents VALUES ('q', 1, NULL) RETURNING id"],
  ),
  batch("an upsert", [
    "INSERT INTO parents VALUES ('p', 9, 'v') ON CONFLICT (id) DO UPDATE SET n = excluded.n RETURNING id, n, u",
  ]),
  batch("a statement that is none", ["INSERT INTO parents VALUES ('q', 1, NULL)"], ["SELEC 1"]),
  batch(
    "a trigger that raises",
    ["CREATE TRIGGER no BEFORE INSERT ON parents BEGIN SELECT RAISE(ABORT, 'no way'); END"],
    ["INSERT INTO parents VALUES ('q', 1, NULL)"],
  ),
  batch(
    "what is ignored",
    ["INSERT INTO strict VALUES (1, 1)"],
    ["INSERT OR IGNORE INTO parents VALUES ('p', 1, NULL)"],
  ),
  ["an empty batch", (db) => db.batch([])],

  // Statements.
  rows(""),
  rows("  \n"),
  rows("-- nothing"),
  rows("SELECT 1; SELECT 2"),
  rows("SELECT 1; SELECT ?1", 3),
  rows("SELECT 1;"),
  rows("SELECT 1; -- done"),
  rows("SELECT * FROM nowhere"),
  rows("SELECT nothing FROM parents"),
  rows("SELECT nothing()"),
  rows("ATTACH 'x' AS y"),
  rows("CREATE TEMP TABLE x (a)"),
  rows("SELECT sqlite_version()"),
  rows("PRAGMA user_version"),
  rows("PRAGMA journal_mode"),
  rows("PRAGMA table_info(pairs)"),
  rows("PRAGMA foreign_key_check"),
  rows("VACUUM"),
  rows("CREATE VIRTUAL TABLE mail USING fts5(subject, body)"),
];

export interface Outcome {
  value?: unknown;
  error?: { name: string; message: string; cause: string | undefined };
}
/** What came of it: a value, or an error with its cause's text. */
export async function outcomeOf(act: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await act() };
  } catch (error) {
    const { name, message, cause } = error as Error;
    return {
      error: { name, message: today(message), cause: cause instanceof Error ? today(cause.message) : undefined },
    };
  }
}
/** Miniflare 4 looks for a statement where Miniflare 5 sees a comment and nothing else, and refuses it in other words. */
const today = (message: string) =>
  message.replace("SQL code did not contain a statement.", "No SQL statements detected.");
/** meta says what a database counts and where it stands; that may differ. */
function withoutMeta(results: unknown[]): unknown[] {
  return (results as { success: boolean; results: unknown }[]).map(({ success, results }) => ({ success, results }));
}

/** The tables anew. */
export async function startAnew(db: DatabaseLike): Promise<void> {
  const names = (await db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'mail\\_%' ESCAPE '\\'",
    )
    .raw()) as [string][];
  const drops = ["children", ...names.map(([name]) => name).filter((name) => name !== "children")];
  await db.batch([...drops.map((name) => `DROP TABLE IF EXISTS ${name}`), ...tables].map((sql) => db.prepare(sql)));
}
