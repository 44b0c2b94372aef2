// A database file in Node: whoever comes second waits or is refused, whatever way it comes, and nothing acknowledged is lost.
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqlite } from "squall/sqlite-wasm";
import { SquallError } from "squall";

const entry = new URL("../../dist/sqlite-wasm-node.js", import.meta.url).href;
const tool = new URL("../../build/native/bin/squall", import.meta.url).pathname;
/** From 22.13 on Node has SQLite, and so its locks. */
const hasLocks = process.getBuiltinModule?.("node:sqlite") !== undefined;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "squall-files-"));
  file = join(folder, "app.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const made = async () => {
  const db = await openSqlite({ file });
  await db.exec("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, who TEXT)");
  return db;
};
const rows = async (): Promise<number> => {
  const db = await openSqlite({ file });
  const [[n], [check]] = [
    (await db.prepare("SELECT count(*) FROM t").raw())[0]!,
    (await db.prepare("PRAGMA quick_check").raw())[0]!,
  ];
  await db.close();
  expect(check).toBe("ok");
  return n as number;
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

interface WriterOptions {
  at?: number;
  module?: string;
  /** How many writers there are: whoever has the file open keeps it until all of them have tried. */
  writers?: number;
}
/** Opens the file at a moment, writes 60 rows one by one, says how many were acknowledged, and ends with or without close(). */
const writer = (options: WriterOptions = {}) => `
  const { openSqlite } = await import(${JSON.stringify(options.module ?? entry)});
  const { mkdirSync, readdirSync, writeFileSync } = await import("node:fs");
  const tried = ${JSON.stringify(`${file}-tried`)};
  const hasTried = () => {
    mkdirSync(tried, { recursive: true });
    writeFileSync(tried + "/" + crypto.randomUUID(), "");
  };
  while (Date.now() < ${options.at ?? 0});
  let acknowledged = 0, refused;
  try {
    const db = await openSqlite({ file: ${JSON.stringify(file)} }).finally(hasTried);
    for (let i = 0; i < 60; i++) {
      await db.prepare("INSERT INTO t (who) VALUES ('x')").run();
      acknowledged++;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    while (readdirSync(tried).length < ${options.writers ?? 1}) await new Promise((resolve) => setTimeout(resolve, 5));
  } catch (error) { refused = error.name + ": " + error.message; }
  const said = JSON.stringify({ acknowledged, refused });
`;
const process_ = (options?: WriterOptions) =>
  promisify(execFile)(process.execPath, [
    "--no-warnings",
    "--input-type=module",
    "--eval",
    writer(options) + "console.log(said)",
  ]).then(({ stdout }) => JSON.parse(stdout) as { acknowledged: number; refused?: string });
const thread = async (options?: WriterOptions) => {
  const code = `(async () => { ${writer(options)}; require("node:worker_threads").parentPort.postMessage(said); })()`;
  const worker = new Worker(code, { eval: true });
  const [said] = (await once(worker, "message")) as [string];
  await worker.terminate();
  return JSON.parse(said) as { acknowledged: number; refused?: string };
};

describe("two that open a file at one moment", () => {
  it.each([
    ["processes", process_],
    ["threads", thread],
  ])("lose nothing: %s", async (_, start) => {
    for (let round = 0; round < 3; round++) {
      await (await made()).close();
      const before = await rows();
      // A process that died left an entry, and one that died before it had a name.
      mkdirSync(`${file}-open`);
      spawnSync(process.execPath, [
        "--eval",
        `require("node:net").createServer().listen(${JSON.stringify(join(`${file}-open`, "alone-1-ff"))}, () => process.kill(process.pid, "SIGKILL"))`,
      ]);
      expect(readdirSync(`${file}-open`)).toEqual(["alone-1-ff"]);
      const at = Date.now() + 1000;
      const all = await Promise.all(Array.from({ length: 3 }, () => start({ at, writers: 3 })));
      const opened = all.filter(({ acknowledged }) => acknowledged > 0);
      expect(opened.length).toBeGreaterThan(0);
      if (!hasLocks) expect(opened).toHaveLength(1);
      for (const { acknowledged, refused } of all)
        if (acknowledged === 0)
          expect(refused).toMatch(/^SquallError: unavailable: .* is open already, in process \d+/);
        else expect([acknowledged, refused]).toEqual([60, undefined]);
      expect(await rows()).toBe(before + all.reduce((sum, { acknowledged }) => sum + acknowledged, 0));
      rmSync(file);
      rmSync(`${file}-tried`, { recursive: true });
    }
  });
});

describe.skipIf(hasLocks)("while a file is open", () => {
  const other = (path: string) => refusal(openSqlite({ file: path }).then((db) => db.close()));
  it("it is refused, by whatever path, thread, process or copy of the module", async () => {
    const db = await made();
    symlinkSync(file, join(folder, "alias.sqlite"));
    symlinkSync(folder, join(folder, "here"));
    const paths = [
      file,
      join(folder, "alias.sqlite"),
      join(folder, "here", "app.sqlite"),
      `${folder}/./x/../app.sqlite`,
    ];
    for (const path of paths) {
      const error = await other(path);
      expect(error, path).toBeInstanceOf(SquallError);
      expect(error).toMatchObject({ kind: "unavailable", retryable: true });
      expect((error as Error).message).toContain(`is open already, in process ${process.pid}`);
    }
    const open = expect.stringContaining("is open already");
    expect(await thread()).toEqual({ acknowledged: 0, refused: open });
    expect(await process_({ module: `${entry}?copy` })).toEqual({ acknowledged: 0, refused: open });
    await db.prepare("INSERT INTO t (who) VALUES ('x')").run();
    await db.close();
    expect(await rows()).toBe(1);
  });
  it("a link to a file that is not there yet is that file", async () => {
    symlinkSync(file, join(folder, "alias.sqlite"));
    const db = await openSqlite({ file: join(folder, "alias.sqlite") });
    expect(await other(file)).toBeInstanceOf(SquallError);
    await db.close();
  });
  it("a path that is too long for a socket's name changes nothing", async () => {
    const deep = join(folder, "x".repeat(120));
    mkdirSync(deep);
    const path = join(deep, "app.sqlite");
    const db = await openSqlite({ file: path });
    expect(await other(path)).toBeInstanceOf(SquallError);
    await db.close();
    expect(readdirSync(deep)).toEqual(["app.sqlite"]);
  });
  it("closing another connection twice does not open the door", async () => {
    const first = await made();
    await first.close();
    const second = await openSqlite({ file });
    await first.close();
    await first.close();
    expect(await other(file)).toBeInstanceOf(SquallError);
    await second.close();
    await second.close();
    expect(readdirSync(folder)).toEqual(["app.sqlite"]);
  });
  it("a thread that was stopped has let go of it, though its process lives", async () => {
    const code = `import(${JSON.stringify(entry)}).then(({ openSqlite }) => openSqlite({ file: ${JSON.stringify(file)} })).then(() => require("node:worker_threads").parentPort.postMessage(1)); setInterval(() => 1, 1000)`;
    const worker = new Worker(code, { eval: true });
    await once(worker, "message");
    expect(await other(file)).toBeInstanceOf(SquallError);
    await worker.terminate();
    expect(await other(file)).toBeUndefined();
  });
  it.each(["1", String(process.pid), "999999", ""])(
    "a lock of an earlier version (%j) keeps nobody out",
    async (text) => {
      writeFileSync(`${file}.lock`, text);
      expect(await other(file)).toBeUndefined();
    },
  );
  it("squall's own tool is refused, and waits for nobody that has died", async () => {
    const db = await made();
    const args = ["call", "users.list", "{}", "--sqlite", file];
    const refused = spawnSync(tool, args, { encoding: "utf8" });
    expect(refused.stderr + refused.stdout).toContain(`is open in process ${process.pid}`);
    expect(refused.status).not.toBe(0);
    await db.close();
    mkdirSync(`${file}-open`);
    const stale = join(`${file}-open`, "alone-1-ff");
    spawnSync(process.execPath, [
      "--eval",
      `require("node:net").createServer().listen(${JSON.stringify(stale)}, () => process.kill(process.pid, "SIGKILL"))`,
    ]);
    expect(spawnSync(tool, args, { encoding: "utf8" }).stderr).not.toContain("is open in process");
    expect(existsSync(`${file}-open`)).toBe(false);
  });
  it("and while the tool has it, so is the application", async () => {
    await (await made()).close();
    const held = spawn(tool, ["studio", "--sqlite", file, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      await once(held.stdout, "data"); // its address: it has the file
      expect((await other(file)) as Error).toMatchObject({ message: expect.stringContaining(`process ${held.pid}`) });
    } finally {
      held.kill();
      await once(held, "exit");
    }
    expect(await other(file)).toBeUndefined();
  });
});

describe("a path is refused by name", () => {
  it.each<[string, unknown, RegExp]>([
    ["a URI", "file:app.sqlite", /path, not a URI/],
    ["a URI with a query", "file:///tmp/app.sqlite?mode=ro", /path, not a URI/],
    ["an empty one", "", /path of a database file/],
    ["no text", 7, /path of a database file/],
    ["a NUL in it", "app\0.sqlite", /path of a database file/],
  ])("%s", async (_, path, message) => {
    const error = await refusal(openSqlite({ file: path as string }));
    expect(error).toBeInstanceOf(SquallError);
    expect((error as SquallError).message).toMatch(message);
    expect((error as SquallError).kind).toBe("invalid_argument");
  });
  it("a folder, and a file with two names", async () => {
    await (await made()).close();
    linkSync(file, join(folder, "twin.sqlite"));
    for (const [path, message] of [
      [folder, "cannot be opened"],
      [file, "several names"],
      [join(folder, "twin.sqlite"), "several names"],
    ] as const)
      expect(((await refusal(openSqlite({ file: path }))) as Error).message).toContain(message);
    expect(readdirSync(folder).sort()).toEqual(["app.sqlite", "twin.sqlite"]);
  });
  it("but :memory: is memory", async () => {
    const before = readdirSync(".");
    const db = await openSqlite({ file: ":memory:" });
    await db.exec("CREATE TABLE t (id)");
    expect(readdirSync(".")).toEqual(before);
    await db.close();
  });
});

describe("a file in WAL mode", () => {
  const sqlite3 = (...sql: string[]) => spawnSync("sqlite3", [file, ...sql], { encoding: "utf8" });
  const wal =
    "PRAGMA journal_mode = wal; CREATE TABLE t (id INTEGER PRIMARY KEY, who TEXT); INSERT INTO t VALUES (1, 'kept')";
  it("opens, and keeps its rows", async () => {
    sqlite3(wal);
    const db = await openSqlite({ file });
    expect(await db.prepare("SELECT who FROM t").raw()).toEqual([["kept"]]);
    await db.prepare("INSERT INTO t (who) VALUES ('new')").run();
    await db.close();
    expect(sqlite3("SELECT group_concat(who) FROM t; PRAGMA integrity_check").stdout).toBe("kept,new\nok\n");
  });
  it("whose last writer died opens with what it wrote, or says what to do", async () => {
    spawnSync("sqlite3", [file], {
      input: `PRAGMA journal_mode = wal;\nCREATE TABLE t (id INTEGER PRIMARY KEY, who TEXT);\nINSERT INTO t VALUES (1, 'kept');\n.system kill -9 $PPID\n`,
    });
    expect(readdirSync(folder)).toContain("app.sqlite-wal");
    const found = await openSqlite({ file }).catch((error: unknown) => error as SquallError);
    if (found instanceof Error) {
      expect(found.message).toContain('"PRAGMA journal_mode = delete"');
      sqlite3("PRAGMA journal_mode = delete");
    } else await found.close();
    const db = await openSqlite({ file });
    expect(await db.prepare("SELECT who FROM t").raw()).toEqual([["kept"]]);
    await db.close();
  });
  it("that another program has open is refused, and stays as it is", async () => {
    sqlite3(wal);
    const held = spawn("sqlite3", [file], { stdio: ["pipe", "pipe", "ignore"] });
    try {
      held.stdin.write("BEGIN; SELECT who FROM t;\n");
      await once(held.stdout, "data");
      expect(((await refusal(openSqlite({ file }))) as Error).message).toContain(
        "is in WAL mode and may be open elsewhere",
      );
      expect(sqlite3("PRAGMA journal_mode").stdout).toBe("wal\n");
    } finally {
      held.kill();
    }
  });
});

describe.runIf(hasLocks)("with SQLite's locks", () => {
  it("a file may be open several times, and other programs take turns", async () => {
    const [a, b] = [await made(), await openSqlite({ file })];
    for (let i = 0; i < 20; i++) {
      await a.prepare("INSERT INTO t (who) VALUES ('a')").run();
      await b.prepare("INSERT INTO t (who) VALUES ('b')").run();
      if (i % 5 === 0) expect(spawnSync("sqlite3", [file, "INSERT INTO t (who) VALUES ('c')"]).status).toBe(0);
    }
    expect(await a.prepare("SELECT who, count(*) FROM t GROUP BY who").raw()).toEqual([
      ["a", 20],
      ["b", 20],
      ["c", 4],
    ]);
    await a.close();
    await b.prepare("INSERT INTO t (who) VALUES ('b')").run();
    await b.close();
    expect(await rows()).toBe(45);
  });
  it("a program that holds the file is waited for, then named as the reason", async () => {
    const db = await made();
    const held = spawn("sqlite3", [file], { stdio: ["pipe", "pipe", "ignore"] });
    held.stdin.write("BEGIN EXCLUSIVE; SELECT 1;\n");
    await once(held.stdout, "data");
    await expect(db.prepare("INSERT INTO t (who) VALUES ('x')").run()).rejects.toThrow("SQLITE_BUSY");
    held.stdin.end("COMMIT;\n");
    await once(held, "exit");
    await db.prepare("INSERT INTO t (who) VALUES ('x')").run();
    await db.close();
  });
});

it("a full disk is said, and nothing that was acknowledged is lost", async () => {
  // A file that may not grow beyond so many blocks is one to SQLite; a shell's limit needs no disk of its own.
  const code = `
    const { openSqlite } = await import(${JSON.stringify(entry)});
    const db = await openSqlite({ file: ${JSON.stringify(file)} });
    await db.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, who TEXT)");
    let acknowledged = 0, reason = "";
    while (reason === "" && acknowledged < 5000)
      await db.prepare("INSERT INTO t (who) VALUES (?)").bind("x".repeat(3000)).run().then(() => acknowledged++, (error) => (reason = error.message));
    const [[n]] = await db.prepare("SELECT count(*) FROM t").raw();
    await db.close();
    console.log(JSON.stringify({ acknowledged, reason, n }));
  `;
  const limited = `trap "" XFSZ; ulimit -f 400; exec "$0" --no-warnings --input-type=module --eval "$1"`;
  const { stdout } = await promisify(execFile)("sh", ["-c", limited, process.execPath, code]);
  const { acknowledged, reason, n } = JSON.parse(stdout) as Record<string, number | string>;
  expect(reason).toBe("D1_ERROR: database or disk is full: SQLITE_FULL");
  expect(acknowledged).toBeGreaterThan(10);
  expect(n).toBe(acknowledged);
  expect(await rows()).toBe(n);
});

it("a folder that is none is refused", async () => {
  writeFileSync(join(folder, "none"), "a file");
  expect(await refusal(openSqlite({ file: join(folder, "none", "app.sqlite") }))).toBeInstanceOf(SquallError);
});
