// The search through mail (worker/examples/mail) on D1: its migration as wrangler cuts it, the index kept in step, any text.
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { open, SquallError } from "../../build/mail/index.js";
import { refusal } from "./support/squall.js";

declare global {
  namespace Cloudflare {
    interface Env {
      MAIL: D1Database;
      MAIL_MIGRATIONS: import("cloudflare:test").D1Migration[];
    }
  }
}

const db = open(env.MAIL);
const found = async (text: string) => (await db.messages.search({ mailbox_id: "ann", text })).map((m) => m.id);

beforeAll(() => applyD1Migrations(env.MAIL, env.MAIL_MIGRATIONS));
beforeEach(async () => {
  await env.MAIL.prepare("DELETE FROM mailboxes").run();
  await db.batch((q) => [
    q.mailboxes.create({ id: "ann" }),
    q.mailboxes.create({ id: "bob" }),
    q.messages.deliver({ id: 1, mailbox_id: "ann", subject: "Lunch", body: "At the Café at noon?" }),
    q.messages.deliver({ id: 2, mailbox_id: "ann", subject: "Re: lunch", body: "Lunch! Lunch! Lunch!" }),
    q.messages.deliver({ id: 3, mailbox_id: "bob", subject: "Lunch with Ann", body: "Secret" }),
  ]);
});

describe("the search through mail", () => {
  it("gives the best first, with what was found between marks, of this mailbox alone", async () => {
    const messages = await db.messages.search({ mailbox_id: "ann", text: "LUNCH" });
    expect(messages).toEqual([
      { id: 2, subject: "Re: [lunch]", excerpt: "[Lunch]! [Lunch]! [Lunch]!", rank: expect.any(Number) },
      { id: 1, subject: "[Lunch]", excerpt: "At the Café at noon?", rank: expect.any(Number) },
    ]);
    expect(messages[0]!.rank).toBeLessThan(messages[1]!.rank);
  });
  it("needs every word, without accents, the last from its beginning", async () => {
    expect(await found("cafe noo")).toEqual([1]);
    expect(await found("caf noon")).toEqual([]);
    expect(await found("lunch invoice")).toEqual([]);
  });
  it("goes with what is written, changed and discarded, by a cascade too", async () => {
    await db.messages.rewrite({ id: 1, body: "In the park" });
    expect(await found("cafe")).toEqual([]);
    expect(await found("park")).toEqual([1]);
    expect(await db.messages.discard({ id: 2 })).toBe(true);
    expect(await found("lunch")).toEqual([1]);
    await env.MAIL.prepare("DELETE FROM mailboxes WHERE id = 'ann'").run();
    await env.MAIL.prepare("INSERT INTO message_search (message_search, rank) VALUES ('integrity-check', 1)").run();
    expect(await found("park")).toEqual([]);
  });
  it("takes any text that a person types", async () => {
    const typed = [
      "",
      " ",
      '"',
      "'",
      'a"b',
      "AND",
      "OR NOT",
      "*",
      "NEAR(a b, 2)",
      "subject:lunch -x",
      "^",
      "()",
      "{subject body}: lunch",
      "'; DROP TABLE messages; --",
      "\0",
      "lu\0nch",
      "日本語",
      "😀",
      "\\",
      "%_",
      "w ".repeat(5000),
      "x".repeat(20_000),
    ];
    for (const text of typed) expect(await found(text), JSON.stringify(text.slice(0, 40))).toEqual([]);
    expect(await found('  lunch "café" ')).toEqual([1]);
  });
  it("is one round trip, and refuses what is not text", async () => {
    const trips: number[] = [];
    await open(env.MAIL, { onQuery: (event) => trips.push(event.round_trips) }).messages.search({
      mailbox_id: "ann",
      text: "lunch",
    });
    expect(trips).toEqual([1]);
    expect(await refusal(db.messages.search({ mailbox_id: "ann", text: 7 as never }), SquallError)).toMatchObject({
      kind: "invalid_argument",
    });
  });
});

it("a trigger counts the messages of a mailbox", async () => {
  expect((await db.mailboxes.get({ id: "ann" }))!.message_count).toBe(2);
  await db.messages.discard({ id: 1 });
  expect((await db.mailboxes.get({ id: "ann" }))!.message_count).toBe(1);
});
