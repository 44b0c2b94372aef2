// On D1: texts that begin with U+FEFF come back whole, and pages that end with such ids come to an end.
import { expect, it } from "vitest";
import { openHere } from "./support/squall.js";

it("pages of ids that begin with U+FEFF end, and hold each row once", async () => {
  const db = openHere();
  const ids = ["\uFEFFa", "\uFEFFb", "\uFEFF\uFEFFc", "\uFEFF", "z"];
  for (const id of ids) await db.users.create({ id, email: `${id}@x.y` });
  const seen: string[] = [];
  let cursor = null as string | null;
  for (let pages = 0; pages < 20; pages++) {
    const page: { items: { id: string; email: string }[]; next_cursor: string | null } = await db.users.list({
      limit: 1,
      cursor,
    });
    for (const user of page.items) seen.push(user.id);
    if ((cursor = page.next_cursor) === null) break;
  }
  expect(cursor).toBe(null);
  expect(seen.filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort());
  for (const id of ids) expect((await db.users.get({ id }))!.email).toBe(`${id}@x.y`);
});
