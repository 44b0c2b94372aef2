// SQL that a page shows is prepared by SQLite on the tables of the mail example.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";

export async function checkSql(root, blocks) {
  const problems = [];
  const sqlite3 = await sqlite3InitModule();
  for (const { page, line, text } of blocks) {
    const db = new sqlite3.oo1.DB(":memory:");
    db.exec(readFileSync(join(root, "worker/examples/mail/migrations/0001_mail.sql"), "utf8"));
    try {
      for (const statement of text.split(/;\s*$/m)) if (statement.trim() !== "") db.prepare(statement).finalize();
    } catch (error) {
      problems.push(`${page}:${line}: ${error.message}`);
    }
    db.close();
  }
  return problems;
}
