// Faults planted in what the squall command writes: the random schemas must find each.
//   node --test tests/fuzz/schemas/schemas.test.mjs
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const run = join(import.meta.dirname, "run.mjs");
const native = join(import.meta.dirname, "../../../build/native/bin/squall");

/** The command with a fault: `edit` is a function's text, from one SQL script to another. */
function withFault(command, edit) {
  const folder = mkdtempSync(join(tmpdir(), "squall-schemas-fault-"));
  const tool = join(folder, "squall");
  writeFileSync(
    tool,
    `#!/usr/bin/env node
const { spawnSync } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");
const args = process.argv.slice(2);
const ran = spawnSync(${JSON.stringify(native)}, args, { encoding: "utf8", maxBuffer: 1 << 28 });
const edit = ${edit};
let out = ran.stdout;
if (args[0] === ${JSON.stringify(command)} && ran.status === 0) {
  const at = args.indexOf("--out");
  if (at > 0) writeFileSync(args[at + 1], edit(readFileSync(args[at + 1], "utf8")));
  else if (args.includes("--json")) out = JSON.stringify({ ...JSON.parse(out), sql: edit(JSON.parse(out).sql) });
}
process.stdout.write(out);
process.stderr.write(ran.stderr);
process.exitCode = ran.status;
`,
    { mode: 0o755 },
  );
  try {
    const ran = spawnSync(process.execPath, [run, "--schemas", "150", "--seed", "7"], {
      encoding: "utf8",
      env: { ...process.env, SQUALL_TOOL: tool },
    });
    return ran.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const faults = {
  "an export without its last row": [
    "export",
    (sql) => sql.replace(/INSERT INTO (?!sqlite_sequence)[^\n]*\n(?![^]*INSERT INTO (?!sqlite_sequence))/, ""),
  ],
  "an export without a trigger": ["export", (sql) => sql.replace(/CREATE TRIGGER [^\n]*\n/, "")],
  "an export with texts for numbers": ["export", (sql) => sql.replaceAll(/(VALUES \(|, )(-?\d+)(?=[,)])/g, "$1'$2'")],
  "an export without the last assigned key": [
    "export",
    (sql) => sql.replaceAll(/INSERT INTO sqlite_sequence[^\n]*\n/g, ""),
  ],
  "a rebuild that leaves out a row": [
    "diff",
    (sql) =>
      sql
        .replaceAll("ORDER BY squall_rowid", "WHERE squall_rowid <> 1 ORDER BY squall_rowid")
        .replaceAll(/SELECT json_extract[^;]*;/g, ""),
  ],
  "a rebuild without collations": ["diff", (sql) => sql.replaceAll(/ COLLATE (NOCASE|RTRIM)/g, "")],
  "a rebuild that drops ON DELETE": ["diff", (sql) => sql.replaceAll(/ ON DELETE CASCADE/g, "")],
  "a change without its index": ["diff", (sql) => sql.replaceAll(/CREATE (UNIQUE )?INDEX [^;]*;/g, "")],
};

for (const [name, [command, edit]] of Object.entries(faults))
  test(name, () => assert.match(withFault(command, edit), / 1 faults\n$/));
