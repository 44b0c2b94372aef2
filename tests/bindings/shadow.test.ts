// The shadow beside a handler in Node, where a rejection that nobody handles ends the process.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { open, type Client } from "squall";
import { adopt, type AdoptOptions, type Comparison, type Ways } from "squall/shadow";
import { openSqlite, readMigrations, type LocalDatabase } from "squall/sqlite-wasm";

const migrations = await readMigrations(new URL("../../migrations", import.meta.url).pathname);
const sqlite = await openSqlite();
await sqlite.applyMigrations(migrations);
const user = await open(sqlite).users.create({ email: "a@b.c" });

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);
beforeEach(() => void process.on("unhandledRejection", onUnhandled));
afterEach(() => {
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled.splice(0)).toEqual([]);
});

type Options = AdoptOptions<LocalDatabase, Client>;
/** Runs a function in the shadow; gives its answer and the report. */
async function run<T>(ways: Ways<LocalDatabase, Client, T>, more: Partial<Options> = {}): Promise<[T, Comparison]> {
  let reported: (comparison: Comparison) => void = () => undefined;
  const report = new Promise<Comparison>((resolve) => (reported = resolve));
  const { run } = adopt<LocalDatabase, Client>({
    binding: sqlite,
    open: (binding, options) => open(binding, options),
    mode: "shadow",
    report: (comparison) => reported(comparison),
    ...more,
  });
  const answer = await run("users.get", ways);
  const comparison = more.report === undefined ? await report : ({} as Comparison);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return [answer, comparison];
}
const get = (client: Client) => client.users.get({ id: user.id });
const first = (db: LocalDatabase) => db.prepare("SELECT * FROM users").first();

it("works where there is no context of a request", async () => {
  const [answer, comparison] = await run<unknown>({ legacy: first, squall: get });
  expect(answer).toMatchObject({ email: "a@b.c" });
  expect(comparison).toMatchObject({ compared: "answers", same: true });
});

describe("nothing reaches the request or the process", () => {
  const fails = async () => Promise.reject(new Error("a listener's"));
  it.each<[string, Partial<Options>]>([
    ["of report", { report: fails }],
    ["of costs", { costs: fails, report: () => undefined }],
    ["of waitUntil", { waitUntil: fails, report: () => undefined }],
    [
      "of a waitUntil that throws",
      {
        waitUntil: () => {
          throw new Error("over");
        },
        report: () => undefined,
      },
    ],
    [
      "of random",
      {
        random: () => {
          throw new Error();
        },
        report: () => undefined,
      },
    ],
    [
      "of open",
      {
        open: () => {
          throw new Error();
        },
        report: () => undefined,
      },
    ],
    [
      "of the logger",
      {
        report: () => ({
          then: () => {
            throw new Error();
          },
        }),
      },
    ],
  ])("%s", async (_, more) => {
    expect((await run<unknown>({ legacy: first, squall: get }, more))[0]).toMatchObject({ email: "a@b.c" });
  });
  it("of a call of ours that is not waited for at once", async () => {
    const squall = async (client: Client): Promise<unknown> => {
      const write = client.users.create({ email: "later" });
      const batch = client.batch((q) => [q.users.create({ email: "batch" })]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return await Promise.all([write, batch]);
    };
    const [, comparison] = await run<unknown>({ legacy: async () => null, squall });
    expect(comparison).toMatchObject({
      compared: "writes",
      differences: [{ field: "insert users", kind: "only_squall" }],
    });
    expect(await open(sqlite).users.list({})).toMatchObject({ items: [{ email: "a@b.c" }] });
  });
  it.each<[string, () => Promise<unknown>]>([
    [
      "throws",
      () => {
        throw new Error("at once");
      },
    ],
    ["is rejected", () => Promise.reject(undefined)],
    ["is rejected with what is no error", () => Promise.reject(Object.create(null))],
    [
      "gives a circular answer",
      async () => {
        const a: { a?: unknown } = {};
        a.a = a;
        return a;
      },
    ],
  ])("of ours that %s", async (_, squall) => {
    const [answer, comparison] = await run<unknown>({ legacy: first, squall });
    expect(answer).toMatchObject({ email: "a@b.c" });
    expect(comparison.same).toBe(false);
  });
});

describe("of a binding that is a double", () => {
  const answering = (answer: unknown) => {
    const statement = {
      bind: () => statement,
      run: async () => answer,
      all: async () => answer,
      first: async () => null,
    };
    return { prepare: () => statement, batch: async () => answer } as unknown as LocalDatabase;
  };
  const write = "INSERT INTO users (id) VALUES ('x')";
  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a text", "done"],
    [
      "a meta that throws",
      {
        get meta() {
          throw new Error();
        },
      },
    ],
    ["a list of nothing", [undefined, null]],
  ])("that answers %s the old function gets that", async (_, answer) => {
    const binding = answering(answer);
    const legacy = async (db: LocalDatabase) => {
      const one: unknown = await db.prepare(write).bind(1).run();
      const two: unknown = await db.batch([db.prepare(write), db.prepare("SELECT 1")]);
      return one === answer && two === answer ? "fine" : "other";
    };
    const [got, comparison] = await run<string>({ legacy, squall: async () => "fine" }, { binding });
    expect(got).toBe("fine");
    expect(comparison).toMatchObject({ compared: "writes", same: false });
  });
  it("has no more methods than it has", async () => {
    const legacy = async (db: LocalDatabase) => [
      typeof (db as { exec?: unknown }).exec,
      typeof (db as { withSession?: unknown }).withSession,
      typeof (db.prepare("SELECT 1") as { raw?: unknown }).raw,
    ];
    const [got] = await run<string[]>({ legacy, squall: async () => [] }, { binding: answering(undefined) });
    expect(got).toEqual(["undefined", "undefined", "undefined"]);
  });
});

it("a text that SQLite refuses is refused as it is without the shadow", async () => {
  for (const sql of [
    "",
    ";",
    "INSERT",
    "INSERT INTO users (",
    "UPDATE users",
    "WITH",
    "(SELECT 1)",
    "SELECT 1; nonsense",
  ]) {
    const message = (error: unknown) => (error as Error).message;
    const alone = await sqlite
      .prepare(sql)
      .all()
      .then(() => "", message);
    const beside = await run<unknown>({ legacy: (db) => db.prepare(sql).all(), squall: async () => null }).then(
      () => "",
      message,
    );
    expect([sql, beside]).toEqual([sql, alone]);
  }
});
