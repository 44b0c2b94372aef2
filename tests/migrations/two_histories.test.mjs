// The migrations of this project beside an application's earlier files in one folder.
import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { root } from "./local_d1.mjs";
import { inFolder, squall } from "./tool.mjs";

const beside = {
  "003_names.sql": "ALTER TABLE users ADD COLUMN name TEXT;",
  "018_users.sql": "CREATE TABLE users (id TEXT);",
};

for (const args of [
  ["status"],
  ["check"],
  ["migrate"],
  ["migrate", "--baseline"],
  ["migrate", "--baseline", "018_users.sql"],
])
  test(`${args.join(" ")} refuses two histories, with the commands that part them`, () =>
    inFolder((folder) => {
      cpSync(join(root, "migrations"), join(folder, "migrations"), { recursive: true });
      for (const [name, sql] of Object.entries(beside)) writeFileSync(join(folder, "migrations", name), sql);
      const file = join(folder, "app.sqlite");
      squall(["migrate", "--sqlite", file]);
      const { code, err } = squall([...args, "--sqlite", file], { cwd: folder });
      assert.equal(code, 3, err);
      assert.match(
        err,
        /contains two histories: 2 files \(003_names.sql to 018_users.sql\) are not recorded in migrations\/meta/,
      );
      const [move, baseline, migrate] = err.split("\n").slice(1);
      assert.equal(spawnSync("sh", ["-c", move], { cwd: folder }).status, 0);
      for (const command of [baseline, migrate]) {
        const words = command.trim().split(" ").slice(1);
        const ran = squall([...words, "--sqlite", file], { cwd: folder });
        assert.equal(ran.code, 0, ran.out + ran.err);
      }
      assert.equal(squall(["status", "--sqlite", file, "--migrations", "migrations/squall"], { cwd: folder }).code, 0);
    }));
test("new files behind the recorded ones, and files of a merge that run, are one history", () =>
  inFolder((folder) => {
    cpSync(join(root, "migrations"), join(folder, "migrations"), { recursive: true });
    writeFileSync(join(folder, "migrations", "0020_b.sql"), "SELECT 1;");
    writeFileSync(join(folder, "migrations", "0023_c.sql"), "SELECT 1;");
    const { code, out, err } = squall(["migrate", "--sqlite", join(folder, "app.sqlite")], { cwd: folder });
    assert.equal(code, 0, out + err);
  }));
