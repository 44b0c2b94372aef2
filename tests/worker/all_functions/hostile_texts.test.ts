// The texts that break other programs, and those that break into databases, through every text argument of every
// function. They never get into a statement's text; stored, they read back as they were; and the schema stays as it was.
import naughty from "big-list-of-naughty-strings";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { argumentsOf, empty, fill, functions, readTables, type Argument } from "../support/filled.js";
import { placesIn, recording, replaced } from "../support/recording.js";
import { call, openHere, SquallError } from "../support/squall.js";

/** What ends a literal, what then comes, and what takes the rest away. */
const ends = ["'", '"', "`", "]", "')", "'))", '")', "\\'", "%27", "';", "\0'", "\u02bc", "'/*", ""];
const attacks = [
  " OR 1=1",
  " OR 'a'='a",
  " UNION SELECT name, sql FROM sqlite_master",
  " UNION ALL SELECT NULL, NULL, NULL",
  "; DROP TABLE users",
  "; DELETE FROM agents",
  "; ATTACH DATABASE 'x' AS y",
  "; PRAGMA writable_schema = 1",
  " AND randomblob(100000000) IS NULL",
  "||(SELECT api_key_encrypted FROM integrations)||",
  ", ?1, :name, @name, $name",
  ") RETURNING *",
];
const comments = ["", " --", " /*"];
const injections = ends.flatMap((end, i) =>
  attacks.map((attack, k) => end + attack + comments[(i + k) % comments.length]),
);
const json = [
  "$.a",
  '{"a":',
  "]}",
  "bad JSON path: 'not_found:agent:0'",
  "not_found:agent:0",
  "1e999",
  "\u2028",
  "%",
  "_%\\_",
  "*[a-z]?",
];
const texts = [...new Set([...naughty, ...injections, ...json])].filter((text) => !/\p{Surrogate}/u.test(text));

const schema = async () => (await env.DB.prepare("SELECT name, sql FROM sqlite_master ORDER BY name").raw()).join("\n");

let sent = 0;
let stored = 0;

beforeAll(readTables);
beforeEach(() => scheduler.wait(0)); // lets vitest hear of the test before

const isText = (a: Argument) => a.kind === "text" && !a.list;

describe("no text gets into a statement", () => {
  it.each(functions.filter(([, list]) => placesIn(list).some(({ argument }) => isText(argument))))(
    "%s",
    async (fn, list) => {
      const args = argumentsOf(fn, list, { of: () => "ours", n: 1, optional: true });
      const { binding, texts: statements, bound } = recording();
      const db = openHere({}, binding);
      const places = placesIn(list).filter(({ argument }) => isText(argument));
      /** What is sent with a text in some places, or undefined where it is refused. */
      const sentWith = async (text: string, some: typeof places) => {
        const all = some.reduce((all, { argument, within }) => replaced(all, argument, within, text), args);
        const error = await call(db, fn, all).catch((error: unknown) => error);
        const now = statements.splice(0).join("\n");
        bound.length = 0;
        sent += some.length;
        if (!(error instanceof SquallError) || error.kind !== "invalid_argument") return now;
        if (now !== "") expect.unreachable(`${fn} refused ${JSON.stringify(text)} and sent something`);
        return undefined;
      };
      const expectUsual = async (some: typeof places) => {
        const usual = await sentWith("a text", some);
        let refused = 0;
        for (const text of texts) {
          if (text.trim() === "") continue; // it may mean none
          const now = await sentWith(text, some);
          if (now === undefined) refused++;
          else if (now !== usual)
            expect.unreachable(`${fn} sent other statements with ${JSON.stringify(text)}: ${now}`);
        }
        return refused;
      };
      // Where one argument is refused, each is tried alone.
      if ((await expectUsual(places)) > 0) for (const place of places) await expectUsual([place]);
    },
  );
});

describe("what is stored reads back", () => {
  beforeEach(fill);
  afterAll(empty);
  const makers = functions.filter(([, list]) => list.some((a) => a.name === "id" && !a.required));
  it.each(makers)("%s", async (fn, list) => {
    const before = await schema();
    const db = openHere({ uuid: () => crypto.randomUUID() });
    const args = argumentsOf(fn, list, { of: () => "ours", n: 6, optional: true });
    const row = (await call(db, fn, args).catch(() => ({}))) as Record<string, unknown>;
    const kept = list.filter(
      (a) => (a.kind === "text" || a.kind === "json") && a.name in row && !/(^|_)ids?$/.test(a.name),
    );
    for (let first = 0; kept.length > 0 && first < texts.length; first += kept.length) {
      const given = kept.map((a, i): [Argument, unknown] => {
        const text = texts[(first + i) % texts.length]!;
        return [a, a.list || a.opening === "[" ? [text] : a.kind === "json" ? { text } : text];
      });
      const all = { ...args, ...Object.fromEntries(given.map(([a, value]) => [a.name, value])) };
      const result = await call(db, fn, all).catch((error: unknown) => error);
      if (result instanceof SquallError) {
        expect(["invalid_argument", "conflict"]).toContain(result.kind);
        continue;
      }
      for (const [a, value] of given) {
        const text = typeof value === "string" && a.trimmed ? value.trim() : value;
        if (value !== "") expect((result as Record<string, unknown>)[a.name]).toEqual(text);
        stored++;
      }
    }
    expect(await schema()).toBe(before);
  });
});

it("by so many texts", () => {
  console.log(
    `${texts.length} texts, ${sent} calls that sent none of them as SQL, ${stored} values stored and read back`,
  );
  expect(naughty.length).toBeGreaterThan(400);
  expect(stored).toBeGreaterThan(texts.length);
});
