// The parts of squall/shadow: what a statement writes, what differs, where costs go.
import { describe, expect, it } from "vitest";
import { toAnalytics, toLog } from "../../dist/shadow.js";
import { compareAnswers } from "../../js-shim/src/shadow/compare.js";
import { compareWrites } from "../../js-shim/src/shadow/compare_writes.js";
import { computed, readWrite } from "../../js-shim/src/shadow/sql.js";

const shownWrite = (sql: string, bound: unknown[] = []) => {
  const write = readWrite(sql, bound);
  if (write === undefined) return undefined;
  const plain = (cells: Map<string, unknown> | undefined) =>
    cells && Object.fromEntries([...cells].map(([k, v]) => [k, v === computed ? "computed" : v]));
  return [write.verb, write.table, plain(write.columns), plain(write.where)];
};

describe("of a statement is read", () => {
  it.each<[sql: string, bound: unknown[], write: unknown]>([
    ["SELECT 'INSERT INTO t' -- UPDATE", [], undefined],
    ["WITH a AS (SELECT 1) SELECT * FROM a", [], undefined],
    ["  ", [], undefined],
    ["insert into t (a, b, c) values (?, 'it''s', ?)", [1, null], ["insert", "t", { a: 1, b: "it's", c: null }, {}]],
    [
      'INSERT OR IGNORE INTO "t" ("a", [b], `c`) VALUES (?2, ?1, 3.5)',
      ["x", "y"],
      ["insert", "t", { a: "y", b: "x", c: 3.5 }, {}],
    ],
    [
      "INSERT INTO t (a, b) VALUES (lower(?), CAST(?2 AS INTEGER))",
      ["X", 7],
      ["insert", "t", { a: "computed", b: 7 }, {}],
    ],
    ["INSERT INTO t (a, b) VALUES (?, ?), (?, ?)", [1, 2, 3, 4], ["insert", "t", { a: "computed", b: "computed" }, {}]],
    [
      "INSERT INTO t (a, b) SELECT ?1, max(n, ?2) FROM u WHERE x = 1",
      ["p", 2],
      ["insert", "t", { a: "p", b: "computed" }, {}],
    ],
    ["INSERT INTO t VALUES (?)", [1], ["insert", "t", undefined, {}]],
    ["REPLACE INTO t (a) VALUES (?) RETURNING a", [1], ["insert", "t", { a: 1 }, {}]],
    [
      "UPDATE t SET a = ?2, b = (SELECT max(x, 1) FROM u WHERE k = 1), c = NULL WHERE t.id = ?1 AND n > 3 RETURNING a",
      ["i", "A"],
      ["update", "t", { a: "A", b: "computed", c: null }, { id: "i" }],
    ],
    [
      "WITH x AS (SELECT 1) UPDATE OR FAIL t SET a = 1 WHERE id IN (SELECT * FROM x)",
      [],
      ["update", "t", { a: 1 }, {}],
    ],
    ["DELETE FROM t WHERE id = ?", [5], ["delete", "t", undefined, { id: 5 }]],
    ["DROP TABLE t", [], ["other", "drop", undefined, {}]],
  ])("%s", (sql, bound, write) => {
    expect(shownWrite(sql, bound)).toEqual(write);
  });
});

describe("writes", () => {
  const compare = (a: [string, unknown[]][], b: [string, unknown[]][], ignore: string[] = []) =>
    compareWrites(
      a.map(([s, v]) => readWrite(s, v)!),
      b.map(([s, v]) => readWrite(s, v)!),
      ignore,
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
