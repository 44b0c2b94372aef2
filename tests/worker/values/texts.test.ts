// Texts come back as they were given.
import { describe, expect, it } from "vitest";
import { refuses } from "../support/cases.js";
import { openHere, row } from "../support/squall.js";

const workspace_id = "ws_ours";

describe("a text", () => {
  const texts: [string, string][] = [
    ["empty", ""],
    ["blank", " \t\n"],
    ["with quotes", `'"\`[]--;/*`],
    ["with NUL", "a\u0000b\u0000"],
    ["with emoji and combining marks", "👩‍👩‍👧‍👦 é e\u0301 \u{10ffff}"],
    ["with a BOM and a noncharacter", "\ufeffa\uffff"],
    ["that looks like a number", "1e3"],
    ["that looks like another", "007"],
    ["that looks like JSON", '{"a":1}'],
    ["that looks like a parameter", "?1 :a @slot"],
    ["of 23 characters", "x".repeat(23)],
    ["of 41 characters that are not ASCII at its end", "x".repeat(40) + "é"],
    ["of 1 MB", "xé😀".repeat(150_000)],
  ];
  it.each(texts)("%s comes back as it was given", async (_name, text) => {
    const db = openHere();
    expect((await db.jobs.fail({ id: "job_running", error: text })).error).toBe(text);
    expect((await db.jobs.get({ id: "job_running" }))!.error).toBe(text);
    expect(
      await row("SELECT typeof(error) AS type, length(CAST(error AS BLOB)) AS size FROM jobs WHERE id = 'job_running'"),
    ).toEqual({ type: "text", size: new TextEncoder().encode(text).length });
  });
  it.each(texts)("%s inside a list comes back as it was given", async (_name, text) => {
    const made = await openHere().agent_versions.create({
      workspace_id,
      agent_id: "agent_live",
      prompt_template: "p",
      variables: [text, "", text],
    });
    expect(made.variables).toEqual([text, "", text]);
  });
  it.each(texts.filter(([, text]) => text !== "").map(([name, text]) => [name, text] as const))(
    "%s is found by itself and by nothing else",
    async (_name, text) => {
      const db = openHere();
      const { id } = await db.users.create({ email: text });
      expect((await db.users.find_by_email({ email: text }))!.id).toBe(id);
      expect(await db.users.find_by_email({ email: text + "x" })).toBe(null);
    },
  );
  it("is trimmed where the function says so: spaces of Unicode too", async () => {
    expect((await openHere().agents.create({ workspace_id, name: "\u00a0\u2003\ufeff Né \u3000\n" })).name).toBe("Né");
  });
  refuses(
    ["\ud800", "\udc00", "a\ud800b", "\ud83d", "\udc00\ud800"].map((text, i) => [
      `is no lone surrogate ${i}`,
      "users.create",
      { email: text },
      "invalid_argument",
      { message: "invalid_argument: email must not hold a lone surrogate" },
    ]),
  );
  refuses(
    (
      [5, true, {}, [], null, undefined, new String("a"), new Date(0), /a/, Symbol("a"), () => "a", 1n] as unknown[]
    ).map((value) => [
      `is not ${typeof value === "symbol" ? "a symbol" : Object.prototype.toString.call(value)}`,
      "users.create",
      { email: value },
      "invalid_argument",
      { message: expect.stringMatching(/^invalid_argument: email /) },
    ]),
  );
});
