// Texts come back byte for byte, whatever they begin with: cells, arguments, ids that a page ends with.
import { describe, expect, it } from "vitest";
import { writeCursor } from "../../js-shim/src/cursor.js";
import { D1Adapter, type SyncSqlite } from "../../js-shim/src/d1_adapter.js";
import { database, opener, refusal, seeded } from "./open.js";

const open = await opener("squall");
const odd = [
  "\uFEFFhello",
  "\uFEFF",
  "\uFEFF\uFEFF",
  "\uFFFEx",
  "\0",
  "a\0b",
  "",
  " ",
  "\u2028",
  "é",
  "e\u0301",
  "😀",
  "\u{10FFFF}",
];

it.each(odd)("%j is stored and read as it is", async (text) => {
  const sqlite = await database();
  expect(await sqlite.prepare("SELECT ?1 AS v").bind(text).first("v")).toBe(text);
  const db = open(sqlite);
  const { mine, own } = await seeded(db);
  expect((await db.users!.create!({ email: text })).email).toBe(text);

  const key = { workspace_id: mine.id, id: own.id };
  expect((await db.agents!.update!({ ...key, patch: { description: text || null } })).description).toBe(text || null);
  const id = `${text}id`;
  const [job] = await db.jobs!.create_many!({
    jobs: [{ id, workspace_id: mine.id, type: "import", metadata: { [text]: text } }],
  });
  expect(job).toMatchObject({ id, metadata: { [text]: text } });
  expect((await db.jobs!.get!({ workspace_id: mine.id, id })).id).toBe(id);
});

it("pages of ids and sort keys that begin with U+FEFF end, and hold each row once", async () => {
  const sqlite = await database();
  const db = open(sqlite);
  const ids = ["a", "b", "\uFEFFa", "\uFEFFb", "\uFEFF", "\uFEFF\uFEFFc", "z"];
  for (const id of ids) await db.users!.create!({ id, email: `${id}@x.y` });
  for (const limit of [1, 2, 3]) {
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages <= ids.length; pages++) {
      const page: { items: { id: string }[]; next_cursor: string | null } = await db.users!.list!({ limit, cursor });
      seen.push(...page.items.map((user) => user.id));
      cursor = page.next_cursor;
      if (cursor === null) break;
    }
    expect(cursor).toBe(null);
    expect(seen.sort()).toEqual([...ids].sort());
  }
});

describe("a cursor", () => {
  it("keeps texts, integers, reals, nulls and what is missing apart", () => {
    const body = (keys: unknown[]) =>
      Buffer.from(writeCursor(7, keys).replaceAll("-", "+").replaceAll("_", "/"), "base64")
        .subarray(4)
        .toString("utf8");
    expect(body(["\uFEFFa", 5, 0.5, null, undefined, -3])).toBe("t4:\uFEFFai1:5r16:3fe0000000000000n0:n0:i2:-3");
  });
  it("has 16 digits for a real, however small", () => {
    const bits = (real: number) =>
      Buffer.from(writeCursor(7, [real]).replaceAll("-", "+").replaceAll("_", "/"), "base64")
        .subarray(4)
        .toString();
    expect(bits(5e-324)).toBe("r16:0000000000000001");
    expect(bits(-0.5)).toBe("r16:bfe0000000000000");
    expect(bits(2 ** 53)).toBe("r16:4340000000000000");
  });
  it("is read back by the module, whatever letters it is made of", async () => {
    const db = open(await database());
    const ids = Array.from({ length: 60 }, (_, i) => `${i}?>~`.repeat((i % 3) + 1));
    for (const id of ids) await db.users!.create!({ id, email: `${id}@x.y` });
    const cursors: string[] = [];
    const seen: string[] = [];
    for (let cursor: string | null = null, pages = 0; pages < 100; pages++) {
      const page: any = await db.users!.list!({ limit: 1, cursor });
      seen.push(...page.items.map((user: { id: string }) => user.id));
      if ((cursor = page.next_cursor) === null) break;
      cursors.push(cursor!);
    }
    expect(seen.sort()).toEqual([...ids].sort());
    for (const letter of ["-", "_"]) expect(cursors.some((cursor) => cursor.includes(letter))).toBe(true);
  });
  it("is of letters, digits, - and _, and another for another list", () => {
    for (let i = 0; i < 50; i++) expect(writeCursor(i, [`${i}`])).toMatch(/^[\w-]+$/);
    expect(writeCursor(1, ["a"])).not.toBe(writeCursor(2, ["a"]));
  });
  it("of another list, or a changed one, is refused", async () => {
    const db = open(await database());
    for (const cursor of [writeCursor(12345, ["a", "b"]), "x", ""])
      expect((await refusal(db.users!.list!({ cursor }))).kind).toBe("invalid_argument");
  });
});

describe("an SQLite in the shape of a D1Database", () => {
  it("gives the last of two columns of one name, as D1 does", async () => {
    const sqlite = await database();
    const statement = sqlite.prepare("SELECT 1 AS a, 2 AS a, 3 AS b");
    expect(await statement.first("a")).toBe(2);
    expect(await statement.first("b")).toBe(3);
    await expect(statement.first("c")).rejects.toThrow("D1_COLUMN_NOTFOUND");
  });
  it("gives each raw({ columnNames }) a header of its own", async () => {
    const statement = (await database()).prepare("SELECT 1 AS a");
    const [first, second] = [await statement.raw({ columnNames: true }), await statement.raw({ columnNames: true })];
    (first[0] as string[]).push("changed");
    expect(second).toEqual([["a"], [1]]);
    expect(await statement.raw({ columnNames: true })).toEqual([["a"], [1]]);
  });
  const engine = (own: Partial<SyncSqlite>): D1Adapter =>
    new D1Adapter({
      run: () => ({ columns: [], rows: [] }),
      transaction: (body) => body(),
      changes: () => ({ total: 0, lastRowId: 0 }),
      ...own,
    });
  it("counts the rows that each statement has changed, not those before it", async () => {
    const sqlite = await database();
    const insert = (id: string) => sqlite.prepare("INSERT INTO users (id, email) VALUES (?1, ?1)").bind(id);
    const changes = (results: unknown[]) => results.map((r) => (r as { meta: { changes: number } }).meta.changes);
    expect(
      changes(await sqlite.batch([insert("a"), insert("b"), sqlite.prepare("UPDATE users SET email = id || '@x'")])),
    ).toEqual([1, 1, 2]);
    expect(changes([await sqlite.prepare("SELECT 1").all()])).toEqual([0]);
  });
  it("closes when its SQLite has closed", async () => {
    let closed = false;
    const db = engine({
      close: () => new Promise<void>((resolve) => setTimeout(() => ((closed = true), resolve()), 10)),
    });
    await db.close();
    expect(closed).toBe(true);
    const failing = engine({ close: () => Promise.reject(new Error("busy")) });
    await expect(failing.close()).rejects.toThrow("busy");
    await engine({}).close();
  });
  it("fails with a text, whatever its SQLite threw", async () => {
    for (const [reason, text] of [
      [new Error("e"), "D1_ERROR: e"],
      ["text", "D1_ERROR: text"],
      [Object.create(null), "D1_ERROR: an error without a message"],
      [Object.assign(new Error(), { message: Symbol("m") }), "D1_ERROR: Symbol(m)"],
      [undefined, "D1_ERROR: undefined"],
    ] as const) {
      const db = engine({
        run: () => {
          throw reason;
        },
      });
      await expect(db.prepare("SELECT 1").all()).rejects.toThrow(text);
    }
  });
});
