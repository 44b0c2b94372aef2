// Pages: the cursor that JavaScript writes is the one that C++ reads.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { openHere, refusal, refused, rows } from "./support/squall.js";

/** Users whose created_at is null, equal, or in the other form, and whose ids need escaping. */
const users: [id: string, created_at: string | null][] = [
  ["u_null_1", null],
  ["u_null_2", null],
  ["u_é😀\u0000:3:", null],
  ["u_same_1", "2026-01-01T00:00:00.000Z"],
  ["u_same_2", "2026-01-01T00:00:00.000Z"],
  ["u_old_form", "2025-12-31 23:59:59"],
  ["", "2026-03-01T00:00:00.000Z"],
];
async function fill() {
  await env.DB.batch(
    users.map(([id, at], i) =>
      env.DB.prepare("INSERT INTO users (id, email, created_at) VALUES (?, ?, ?)").bind(id, `e${i}`, at),
    ),
  );
  return (await rows("SELECT id FROM users ORDER BY created_at, id")).map((r) => r.id as string);
}

describe("a walk over pages", () => {
  it.each([1, 2, 3, 4, 8, 9, 10, 200])("of %d gives each row once, in order, nulls first", async (limit) => {
    const all = await fill();
    expect(all).toHaveLength(9);
    const db = openHere();
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; next_cursor: string | null } = await db.users.list({ limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      expect(page.items.length).toBeGreaterThan(0);
      walked.push(...page.items.map((u) => u.id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(walked).toEqual(all);
  });

  it("is the same in a batch", async () => {
    const all = await fill();
    const db = openHere();
    const { next_cursor } = await db.users.list({ limit: 2 });
    const [page] = await db.batch((q) => [q.users.list({ limit: 7, cursor: next_cursor })]);
    expect(page.items.map((u) => u.id)).toEqual(all.slice(2));
    expect(page.next_cursor).toBe(null);
  });

  it("goes on where it was, whatever was added or removed before", async () => {
    const all = await fill();
    const db = openHere();
    const { next_cursor } = await db.users.list({ limit: 4 });
    await env.DB.prepare("DELETE FROM users WHERE id IN (?, ?)").bind(all[0], all[3]).run();
    await env.DB.prepare("INSERT INTO users (id, email) VALUES ('u_null_0', 'new')").run();
    await env.DB.prepare("UPDATE users SET created_at = NULL WHERE id = 'u_null_0'").run();
    expect((await db.users.list({ cursor: next_cursor })).items.map((u) => u.id)).toEqual(all.slice(4));
  });

  it("of no users is one empty page", async () => {
    await env.DB.batch(
      ["DELETE FROM tasksets", "UPDATE traces SET agent_version_id = NULL", "DELETE FROM users"].map((sql) =>
        env.DB.prepare(sql),
      ),
    );
    expect(await openHere().users.list()).toEqual({ items: [], next_cursor: null });
  });
});

describe("a cursor", () => {
  const valid = async () => {
    await fill();
    return (await openHere().users.list({ limit: 4 })).next_cursor!;
  };
  it("is text that fits into an address", async () => {
    expect(await valid()).toMatch(/^[A-Za-z0-9_-]+$/);
  });
  it("that is changed in any one place, cut or prolonged is refused", async () => {
    const cursor = await valid();
    const spoiled = [
      "",
      " ",
      "null",
      "AAAA",
      "A".repeat(4000),
      cursor + "A",
      cursor + "=",
      cursor + "AAAA",
      " " + cursor,
      cursor.toLowerCase(),
      "é😀",
      btoa("t3:abct3:abc"),
    ];
    for (let i = 0; i < cursor.length; i++) {
      spoiled.push(cursor.slice(0, i));
      spoiled.push(cursor.slice(0, i) + (cursor[i] === "A" ? "B" : "A") + cursor.slice(i + 1));
    }
    const taken: string[] = [];
    for (const text of spoiled)
      await openHere()
        .users.list({ cursor: text, limit: 1 })
        .then(
          () => taken.push(text),
          (error: unknown) =>
            expect(error).toEqual(
              refused("invalid_argument", "users.list", {
                message: expect.stringMatching(/^invalid_argument: cursor /),
              }),
            ),
        );
    expect(taken).toEqual([]);
  });
  it("that is not text is refused", async () => {
    for (const cursor of [5, {}, true])
      expect(await refusal(openHere().users.list({ cursor: cursor as never }))).toEqual(
        refused("invalid_argument", "users.list"),
      );
  });
});
