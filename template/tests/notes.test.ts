import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { open } from "../dist/index.js";

const db = open(env.DB);
const ann = () => db.authors.create({ email: "ann@example.com" });

describe("notes", () => {
  it("are listed newest first, all or those that are pinned", async () => {
    const { id: author_id } = await ann();
    await db.notes.add({ author_id, text: "first" });
    await db.notes.add({ author_id, text: "second", pinned: true });
    expect((await db.notes.list({ author_id })).map((n) => n.text)).toContain("first");
    expect((await db.notes.list({ author_id, pinned: true })).map((n) => n.text)).toEqual(["second"]);
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
