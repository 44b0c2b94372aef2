// What the tool prints of a database's names and values: no control sequence reaches the terminal, and what could not be
// printed is said.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "./local_d1.mjs";
import { program, squall } from "./tool.mjs";

const folder = mkdtempSync(join(tmpdir(), "squall-printed-"));
const file = join(folder, "hostile.sqlite");
after(() => rmSync(folder, { recursive: true, force: true }));

// A title that is set, a screen that is cleared, an 8-bit CSI, a carriage return, letters that run backwards, a bell.
const hostile = "\u001b]0;owned\u0007\u001b[2J\u009b31m\r\u0008\u202eabc\u2066\u007f";
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/;
const inSql = (text) => `'${text.replaceAll("'", "''")}'`;
const name = (text) => `"${text}"`;

/** Through the tool itself, a line of JSON each. */
function run(...statements) {
  const input = statements.map((sql) => JSON.stringify({ sql })).join("\n") + "\n";
  const ran = spawnSync(program, ["call", "--stdin", "--sqlite", file], { cwd: root, input, encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stdout + ran.stderr);
}
before(() => {
  assert.equal(squall(["push", "--sqlite", file]).code, 0);
  run(
    `CREATE TABLE ${name(`t ${hostile}`)} (${name(`c ${hostile}`)} TEXT DEFAULT ${inSql(hostile)}, b)`,
    `INSERT INTO ${name(`t ${hostile}`)} VALUES (${inSql(hostile)}, CAST(x'9b31ff' AS TEXT))`,
    `CREATE INDEX ${name(`i ${hostile}`)} ON ${name(`t ${hostile}`)} (b) WHERE b <> ${inSql(hostile)}`,
    `CREATE VIEW ${name(`v ${hostile}`)} AS SELECT ${inSql(hostile)} AS ${name(`x ${hostile}`)}`,
    `INSERT INTO users (id, email, created_at) VALUES (${inSql(`user ${hostile}`)}, ${inSql(`${hostile}@x`)}, ${inSql(hostile)})`,
    `INSERT INTO users (id, email, created_at) VALUES ('raw', CAST(x'9b32' AS TEXT), 'x')`,
    `CREATE TRIGGER ${name(`r ${hostile}`)} AFTER INSERT ON users BEGIN SELECT ${inSql(hostile)}; END`,
  );
});

const commands = [
  ["status", "--sqlite", file],
  ["check", "--sqlite", file],
  ["verify", "--sqlite", file],
  ["pull", "--sqlite", file],
  ["export", "--sqlite", file],
  ["push", "--sqlite", file, "--dry-run"],
  ["migrate", "--sqlite", file, "--baseline"],
  ["call", "users.get", JSON.stringify({ id: `user ${hostile}` }), "--sqlite", file],
  ["call", "users.list", "{}", "--sqlite", file],
  ["call", hostile, "{}", "--sqlite", file],
  ["verify", "--sqlite", file, "--table", hostile],
];

test("on a terminal: no control sequence of a database, in any command, on either stream", () => {
  for (const args of commands) {
    const shell = [program, ...args].map((a) => `'${a.replaceAll("'", `'\\''`)}'`).join(" ");
    const ran = spawnSync("script", ["-qfec", shell, "/dev/null"], { cwd: root, encoding: "latin1" });
    const shown = Buffer.from(ran.stdout, "latin1").toString("utf8");
    // The tool's own: colours, the line of progress, and the terminal's carriage return.
    const rest = shown.replaceAll(/\u001b\[(0|31|32|90)m|\r?\u001b\[K|\r(?=\n)|\r(?=[ -~]+ \[#*\.*\] )/g, "");
    assert.doesNotMatch(rest, control, `${args[0]}: ${JSON.stringify(rest.slice(0, 2000))}`);
    assert.ok(!rest.includes("\ufffd"), `${args[0]} prints bytes that are not UTF-8`);
    if (args[0] === "pull") assert.ok(rest.includes("owned"), rest.slice(0, 2000));
    if (["export", "verify", "migrate"].includes(args[0]))
      assert.ok(rest.includes(String.raw`\x1b]0;owned\x07`), `${args[0]}: ${rest.slice(0, 2000)}`);
  }
});

test("in a pipe: messages and JSON are free of them, JSON says the same, and data is byte for byte", () => {
  for (const args of commands) {
    const ran = spawnSync(program, args, { cwd: root });
    if (!["pull", "export"].includes(args[0])) assert.doesNotMatch(ran.stdout.toString("utf8"), control, args[0]);
    assert.doesNotMatch(ran.stderr.toString("utf8"), control, args[0]);
  }
  for (const command of ["pull", "verify"]) {
    const ran = spawnSync(program, [command, "--sqlite", file, "--json"], { cwd: root, encoding: "utf8" });
    assert.doesNotMatch(ran.stdout, control);
    assert.ok(JSON.stringify(JSON.parse(ran.stdout)).includes("owned"), command);
  }
  const got = spawnSync(program, ["call", "users.get", JSON.stringify({ id: `user ${hostile}` }), "--sqlite", file], {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(JSON.parse(got.stdout).result.email, `${hostile}@x`);
  const exported = spawnSync(program, ["export", "--sqlite", file], { cwd: root });
  const out = join(folder, "export.sql");
  assert.equal(squall(["export", "--sqlite", file, "--out", out]).code, 0);
  assert.deepEqual(exported.stdout, readFileSync(out));
});

test("a full disk, or a closed output, is an error of the command, never an abort or a silent success", () => {
  const clean = join(folder, "clean.sqlite");
  assert.equal(squall(["push", "--sqlite", clean]).code, 0);
  for (const args of [
    ["verify", "--sqlite", clean, "--json"],
    ["verify", "--sqlite", clean],
    ["status", "--sqlite", clean],
    ["export", "--sqlite", clean],
    ["pull", "--sqlite", clean],
    ["call", "users.list", "{}", "--sqlite", clean],
    ["call", "--list"],
    ["diff", clean, clean],
    ["check", "--json"],
  ]) {
    const full = openSync("/dev/full", "w");
    const ran = spawnSync(program, args, { cwd: root, stdio: ["ignore", full, "pipe"], encoding: "utf8" });
    assert.equal(ran.signal, null, args.join(" "));
    assert.equal(ran.status, 2, `${args.join(" ")}: ${ran.stderr}`);
    assert.match(ran.stderr, /cannot write (to )?standard output/, args.join(" "));
  }
});
