// The parts of squall/shadow: what a statement writes, what differs, where costs go.
import { describe, expect, it } from "vitest";
import { toAnalytics, toLog } from "../../dist/shadow.js";
import { compareAnswers } from "../../js-shim/src/shadow/compare.js";
import { compareWrites } from "../../js-shim/src/shadow/compare_writes.js";
import { computed, finderOf, readWrites } from "../../js-shim/src/shadow/sql.js";

const shownWrites = (sql: string, bound: unknown[] = []) => {
  const plain = (cells: Map<string, unknown> | undefined) =>
    cells && Object.fromEntries([...cells].map(([k, v]) => [k, v === computed ? "computed" : v]));
  return readWrites(sql, bound).map((write) => [
    write.verb,
    write.table,
    plain(write.columns),
    plain(write.where),
    ...(write.update === undefined ? [] : [plain(write.update)]),
  ]);
};

describe("whether a write finds a row is asked", () => {
  it.each<[sql: string, count: number, finder: string | undefined]>([
    [
      "UPDATE jobs SET a = ?1, b = (SELECT 1 FROM u WHERE 1) WHERE id = ?2 AND a || b >= 'WHERE' RETURNING id",
      2,
      "SELECT EXISTS (SELECT 1 FROM jobs WHERE id = ?2 AND a || b >= 'WHERE' ) AS found, ?2 AS last",
    ],
    [
      'UPDATE "a b" AS t SET a = 1 WHERE t.id = 1',
      0,
      'SELECT EXISTS (SELECT 1 FROM "a b" AS t WHERE t.id = 1) AS found',
    ],
    ["DELETE FROM t WHERE id = ?1", 1, "SELECT EXISTS (SELECT 1 FROM t WHERE id = ?1) AS found, ?1 AS last"],
    [
      "UPDATE t SET status = CASE WHEN (status IN ('a')) IS NOT TRUE THEN json_extract('{}', 'guard_failed:status:' || ?2) ELSE 'b' END, c = ?1 WHERE id = ?3 RETURNING id",
      3,
      "SELECT ifnull((SELECT CASE WHEN (status IN ('a')) IS NOT TRUE THEN json_extract('{}', 'guard_failed:status:' || ?2) ELSE 1 END FROM t WHERE id = ?3 ), 0) AS found, ?3 AS last",
    ],
    [
      "INSERT INTO t (id, a) VALUES (CASE WHEN EXISTS (SELECT u.id FROM u WHERE u.id = ?1) IS NOT TRUE THEN json_extract('{}', 'foreign_key:u:' || ?2) ELSE ?3 END, ?1)",
      3,
      "SELECT CASE WHEN EXISTS (SELECT u.id FROM u WHERE u.id = ?1) IS NOT TRUE THEN json_extract('{}', 'foreign_key:u:' || ?2) ELSE 1 END AS guard, ?3 AS last",
    ],
    ["INSERT INTO t (id, a) VALUES (?1, CASE WHEN ?2 THEN 1 ELSE 2 END)", 2, undefined],
    ["DELETE FROM t", 0, undefined],
    ["UPDATE t SET a = ? WHERE id = ?", 2, undefined],
    ["UPDATE t SET a = :a WHERE id = 1", 1, undefined],
    ["UPDATE OR IGNORE t SET a = 1 WHERE id = 1", 0, undefined],
    ["UPDATE t SET a = u.a FROM u WHERE u.id = t.id", 0, undefined],
    ["UPDATE t SET a = 1 WHERE id = 1; DELETE FROM t", 0, undefined],
    ["INSERT INTO t (a) SELECT 1 WHERE 1", 0, undefined],
    ["WITH u AS (SELECT 1) UPDATE t SET a = 1 WHERE id IN u", 0, undefined],
    ["SELECT 1 FROM t WHERE 1", 0, undefined],
  ])("%s", (sql, count, finder) => expect(finderOf(sql, count)).toBe(finder));
});

describe("of a statement is read", () => {
  it.each<[sql: string, bound: unknown[], writes: unknown[]]>([
    [
      "UPDATE t SET status = CASE WHEN (status IN ('a')) IS NOT TRUE THEN json_extract('{}', 'guard_failed:status:' || ?2) ELSE ?1 END WHERE id = ?3",
      ["b", "0", "x"],
      [["update", "t", { status: "b" }, { id: "x" }]],
    ],
    [
      "INSERT INTO t (id, a) VALUES (CASE WHEN EXISTS (SELECT CASE WHEN 1 THEN 2 END) IS NOT TRUE THEN json_extract('{}', 'foreign_key:u:' || ?2) ELSE ?3 END, 'END')",
      ["u", "0", "x"],
      [["insert", "t", { id: "x", a: "END" }, {}]],
    ],
    ["SELECT 'INSERT INTO t' -- UPDATE", [], []],
    ["WITH a AS (SELECT 1) SELECT * FROM a", [], []],
    ["  ", [], []],
    ["PRAGMA table_info(t)", [], []],
    ["PRAGMA foreign_keys = off", [], [["other", "pragma", undefined, {}]]],
    ["insert into t (a, b, c) values (?, 'it''s', ?)", [1, null], [["insert", "t", { a: 1, b: "it's", c: null }, {}]]],
    [
      'INSERT OR IGNORE INTO "t" ("a", [b], `c`) VALUES (?2, ?1, 3.5)',
      ["x", "y"],
      [["insert", "t", { a: "y", b: "x", c: 3.5 }, {}]],
    ],
    [
      "INSERT INTO t (a, b) VALUES (lower(?), CAST(?2 AS INTEGER))",
      ["X", 7],
      [["insert", "t", { a: "computed", b: 7 }, {}]],
    ],
    [
      "INSERT INTO t (a, b) VALUES (?, ?), (?, -1)",
      [1, 2, 3],
      [
        ["insert", "t", { a: 1, b: 2 }, {}],
        ["insert", "t", { a: 3, b: -1 }, {}],
      ],
    ],
    [
      "INSERT INTO t (a, b, c) SELECT rows.value ->> 1, ?1, rows.value ->> 'n' FROM json_each(?2) AS rows",
      ["w", '[[0, "x"], {"n": [1]}]'],
      [
        ["insert", "t", { a: "x", b: "w", c: null }, {}],
        ["insert", "t", { a: null, b: "w", c: "[1]" }, {}],
      ],
    ],
    ["INSERT INTO t (a) SELECT value FROM json_each(?) JOIN u", ["[1]"], [["insert", "t", { a: "computed" }, {}]]],
    [
      "INSERT INTO t (a, b) SELECT ?1, max(n, ?2) FROM u WHERE x = 1",
      ["p", 2],
      [["insert", "t", { a: "p", b: "computed" }, {}]],
    ],
    [
      "INSERT INTO t (a, b) VALUES (?1, ?2) ON CONFLICT (a) DO UPDATE SET b = excluded.b, n = n + 1 RETURNING a",
      ["k", "v"],
      [["insert", "t", { a: "k", b: "v" }, {}, { b: "v", n: "computed" }]],
    ],
    ["INSERT INTO t VALUES (?)", [1], [["insert", "t", undefined, {}]]],
    ["REPLACE INTO t (a) VALUES (?) RETURNING a", [1], [["insert", "t", { a: 1 }, {}]]],
    [
      "UPDATE t SET a = ?2, b = (SELECT max(x, 1) FROM u WHERE k = 1), c = NULL WHERE t.id = ?1 AND n > 3 RETURNING a",
      ["i", "A"],
      [["update", "t", { a: "A", b: "computed", c: null }, { id: "i" }]],
    ],
    [
      "UPDATE t SET a = ?2, b = ?1, c = ? WHERE (id = ?)",
      [1, 2, 3, 4],
      [["update", "t", { a: 2, b: 1, c: 3 }, { id: 4 }]],
    ],
    ["DELETE FROM t WHERE ((n > 3) AND (id = ?3)) ", [1, 2, 3], [["delete", "t", undefined, {}]]],
    [
      "WITH x AS (SELECT 1) UPDATE OR FAIL t SET a = 1 WHERE id IN (SELECT * FROM x)",
      [],
      [["update", "t", { a: 1 }, {}]],
    ],
    ["DELETE FROM t WHERE id = ?", [5], [["delete", "t", undefined, { id: 5 }]]],
    ["DROP TABLE t", [], [["other", "drop", undefined, {}]]],
    ["SELECT 1; INSERT INTO t (a) VALUES (';'); SELECT 2", [], [["insert", "t", { a: ";" }, {}]]],
    [
      "DELETE FROM t; UPDATE u SET a = ?",
      [9],
      [
        ["delete", "t", undefined, {}],
        ["update", "u", { a: 9 }, {}],
      ],
    ],
    ["CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM u; END", [], [["other", "create", undefined, {}]]],
  ])("%s", (sql, bound, writes) => {
    expect(shownWrites(sql, bound)).toEqual(writes);
  });
  it.each([
    "INSERT",
    "INSERT INTO t (",
    "INSERT INTO t () VALUES ()",
    "UPDATE",
    "DELETE",
    "WITH",
    ";;",
    "(SELECT 1)",
    "\0",
  ])("%j does not stop it", (sql) => {
    expect(() => readWrites(sql, [])).not.toThrow();
  });
});

describe("writes", () => {
  const compare = (a: [string, unknown[]][], b: [string, unknown[]][], ignore: string[] = []) =>
    compareWrites(
      a.flatMap(([s, v]) => readWrites(s, v)),
      b.flatMap(([s, v]) => readWrites(s, v)),
      ignore,
      (table, column) =>
        table === "t" ? ({ zero: 0, none: null, made: computed } as Record<string, unknown>)[column] : undefined,
    ).map((d) => `${d.kind} ${d.field}`);
  const set = "UPDATE t SET a = ? WHERE id = ?";
  it("of one meaning agree, however they are worded", () => {
    expect(compare([[set, [true, "i"]]], [["UPDATE t SET a = ?1 WHERE t.w = 'x' AND t.id = ?2", [1, "i"]]])).toEqual(
      [],
    );
  });
  it("of other values, rows, columns or numbers differ", () => {
    expect(compare([[set, [1, "i"]]], [[set, [2, "j"]]])).toEqual(["differs t.a", "differs t[id]"]);
    expect(compare([[set, [1, "i"]]], [[set, [2, "j"]]], ["a", "t[id]"])).toEqual([]);
    expect(compare([["INSERT INTO t (a) VALUES (1)", []]], [["INSERT INTO t (b) VALUES (1)", []]])).toEqual([
      "only_legacy t.a",
      "only_squall t.b",
    ]);
    expect(
      compare(
        [
          [set, [1, 1]],
          [set, [1, 1]],
        ],
        [[set, [1, 1]]],
      ),
    ).toEqual(["length update t"]);
    expect(compare([], [[set, [1, 1]]])).toEqual(["only_squall update t"]);
  });
});

describe("writes of one meaning", () => {
  const compare = (a: [string, unknown[]][], b: [string, unknown[]][], changes: number[] = []) =>
    compareWrites(
      a.flatMap(([s, v], i) => readWrites(s, v).map((write) => ({ ...write, changes: changes[i] }))),
      b.flatMap(([s, v]) => readWrites(s, v)),
      [],
      (table, column) =>
        table === "t" ? ({ zero: 0, none: null, made: computed } as Record<string, unknown>)[column] : undefined,
    ).map((d) => `${d.kind} ${d.field}`);
  const upsert = "INSERT INTO t (k, v) VALUES (?1, ?2) ON CONFLICT (k) DO UPDATE SET v = excluded.v";
  const twoSteps: [string, unknown[]][] = [
    ["UPDATE t SET v = ?2 WHERE k = ?1", ["a", 1]],
    ["INSERT INTO t (k, v) SELECT ?1, ?2 FROM u WHERE NOT EXISTS (SELECT 1 FROM t WHERE k = ?1)", ["a", 1]],
  ];
  const insert = (k: unknown, v: unknown): [string, unknown[]] => ["INSERT INTO t (k, v) VALUES (?, ?)", [k, v]];
  const update = (k: unknown, v: unknown): [string, unknown[]] => ["UPDATE t SET v = ? WHERE k = ?", [v, k]];
  it("an upsert in one statement or in two, against what was needed of it", () => {
    for (const ours of [[[upsert, ["a", 1]]] as [string, unknown[]][], twoSteps]) {
      expect(compare([insert("a", 1)], ours)).toEqual([]);
      expect(compare([update("a", 1)], ours)).toEqual([]);
      expect(compare([[upsert, ["a", 1]]], ours)).toEqual([]);
      expect(compare([update("a", 1), insert("a", 1)], ours, [0, 1])).toEqual([]);
      expect(compare([insert("a", 2)], ours)).toContain("differs t.v");
      expect(compare([update("a", 2)], ours)).toContain("differs t.v");
      expect(compare([["UPDATE u SET v = 1", []]], ours)).toContain("only_legacy update u");
    }
    expect(compare(twoSteps, [insert("a", 1)])).toEqual([]);
  });
  it("a value that the column's default has, against none", () => {
    const bare: [string, unknown[]] = ["INSERT INTO t (k) VALUES (?)", ["a"]];
    const full = (cells: string): [string, unknown[]] => [`INSERT INTO t (k, ${cells}) VALUES (?, `, ["a"]];
    expect(compare([bare], [[full("zero, none, made")[0] + "0, NULL, 'now')", ["a"]]])).toEqual([]);
    expect(compare([[full("zero, none")[0] + "'0', ?)", ["a", null]]], [bare])).toEqual([]);
    expect(compare([bare], [[full("zero, none")[0] + "1, 2)", ["a"]]])).toEqual([
      "only_squall t.zero",
      "only_squall t.none",
    ]);
    expect(compare([bare], [[full("unknown")[0] + "NULL)", ["a"]]])).toEqual(["only_squall t.unknown"]);
    // An update that sets a default still sets it.
    expect(compare([["UPDATE t SET v = 1", []]], [["UPDATE t SET v = 1, zero = 0", []]])).toEqual([
      "only_squall t.zero",
    ]);
  });
  it("rows one by one, in one statement, or from a list", () => {
    const list: [string, unknown[]] = [
      "INSERT INTO t (k, v) SELECT r.value ->> 0, r.value ->> 1 FROM json_each(?) AS r WHERE 1 ON CONFLICT (k) DO NOTHING",
      ['[["a", 1], ["b", 2]]'],
    ];
    const many: [string, unknown[]] = ["INSERT INTO t (k, v) VALUES (?, ?), (?, ?)", ["a", 1, "b", 2]];
    expect(compare([insert("a", 1), insert("b", 2)], [list])).toEqual([]);
    expect(compare([many], [list])).toEqual([]);
    expect(compare([many], [insert("a", 1)])).toEqual(["length insert t"]);
    expect(compare([insert("a", 1), insert("b", 3)], [list])).toEqual(["differs t.v"]);
    expect(
      compare(
        [update("a", 1), update("b", 1)],
        [["UPDATE t SET v = 1 WHERE k IN (SELECT value FROM json_each(?))", ["[]"]]],
      ),
    ).toEqual([]);
  });
});

describe("answers", () => {
  const compare = (a: unknown, b: unknown, ignore: string[] = []) =>
    compareAnswers(a, b, ignore).map((d) => `${d.kind} ${d.field}`);
  it.each<[string, unknown, unknown, string[]]>([
    ["the same", { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ["a date and its text", { a: new Date(0) }, { a: "1970-01-01T00:00:00.000Z" }, []],
    ["undefined and absent", { a: undefined }, {}, []],
    ["not a number", { a: NaN }, { a: NaN }, []],
    ["1 and true", { a: 1 }, { a: true }, ["type a"]],
    ["null and a value", { a: null }, { a: 0 }, ["differs a"]],
    ["a field of one", { a: 1, b: 2 }, { b: 2, c: 3 }, ["only_legacy a", "only_squall c"]],
    ["many rows, one field", [{ a: 1 }, { a: 2 }], [{ a: 3 }, { a: 4 }], ["differs [].a"]],
    ["shorter lists", { i: [1, 2] }, { i: [1] }, ["length i[]"]],
    ["a list and an object", { i: [] }, { i: {} }, ["type i"]],
    ["plain answers", null, 5, ["differs answer"]],
  ])("%s", (_, a, b, differences) => {
    expect(compare(a, b)).toEqual(differences);
  });
  it("leave out what may differ, by name or by path", () => {
    expect(compare({ id: 1, x: { at: 1 }, at: 1 }, { id: 2, x: { at: 2 }, at: 2 }, ["id", "x.at"])).toEqual([
      "differs at",
    ]);
    expect(compare([{ id: 1 }], [{ id: 2 }], ["id"])).toEqual([]);
  });
});

describe("costs go", () => {
  const cost = { name: "agents.get", duration: 3, rows_read: 2, rows_written: 1, round_trips: 1 };
  it("into Analytics Engine, an index of at most 96 bytes", () => {
    const points: unknown[] = [];
    toAnalytics({ writeDataPoint: (point) => points.push(point) })({ ...cost, name: "a".repeat(100), way: "legacy" });
    expect(points).toEqual([{ indexes: ["a".repeat(96)], blobs: ["a".repeat(100), "legacy"], doubles: [3, 2, 1, 1] }]);
  });
  it("into a line of the log", () => {
    const lines: string[] = [];
    toLog((line) => lines.push(line))(cost);
    expect(JSON.parse(lines[0]!)).toEqual({ squall: "cost", way: "squall", ...cost });
  });
});
