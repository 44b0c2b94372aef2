import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../dist/testing.js";

const { db, make } = await testDatabase({ binding: env.DB });

describe("notes", () => {
  it("are listed newest first, all or those that are pinned", async () => {
    const { id: author_id } = await make.authors();
    await db.notes.add({ author_id, text: "first" });
    await db.notes.add({ author_id, text: "second", pinned: true });
    expect((await db.notes.list({ author_id })).map((n) => n.text)).toContain("first");
    expect((await db.notes.list({ author_id, pinned: true })).map((n) => n.text)).toEqual(["second"]);
  });
  it("of another author are not listed", async () => {
    const { author_id } = await make.notes({ text: "mine" }); // its author is made too
    await make.notes({ text: "theirs" });
    expect((await db.notes.list({ author_id })).map((n) => n.text)).toEqual(["mine"]);
  });
  it("need an author", async () => {
    await expect(db.notes.add({ author_id: "nobody", text: "lost" })).rejects.toMatchObject({
      kind: "not_found",
      guard: "author",
    });
  });
  it("and their author are written in one batch, or neither", async () => {
    const both = db.batch((q) => [
      q.authors.create({ email: "bob@example.com" }),
      q.notes.add({ author_id: "nobody", text: "lost" }),
    ]);
    await expect(both).rejects.toMatchObject({ kind: "not_found", function: "notes.add" });
    expect((await db.authors.create({ email: "bob@example.com" })).email).toBe("bob@example.com");
  });
});

it("the Worker answers", async () => {
  const post = (path: string, body: unknown) =>
    exports.default.fetch(`http://notes${path}`, { method: "POST", body: JSON.stringify(body) });
  const author = (await (await post("/authors", { email: "eve@example.com" })).json()) as { id: string };
  expect((await post(`/authors/${author.id}/notes`, { text: "hello" })).status).toBe(201);
  expect(await (await exports.default.fetch(`http://notes/authors/${author.id}/notes`)).json()).toMatchObject([
    { text: "hello", pinned: false },
  ]);
  expect((await post("/authors", { email: "eve@example.com" })).status).toBe(409);
});
