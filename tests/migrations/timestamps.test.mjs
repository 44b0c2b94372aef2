// 0021 on local D1: times of the form YYYY-MM-DD HH:MM:SS become ISO, everything else stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openFetchedD1 } from "../bindings/suite/fetched_d1.mjs";
import { apply, migrations, rows, run, statementsOf } from "./local_d1.mjs";

const migration = "0021_iso_timestamps.sql";

test("0021 brings times into one form and finds nothing the second time", async () => {
  const { db, close } = await openFetchedD1();
  try {
    for (const file of migrations.filter((f) => f < migration)) await apply(db, file);
    const times = {
      old: "2026-02-03 04:05:06",
      iso: "2026-02-03T04:05:06.789Z",
      day: "2026-02-03",
      impossible: "2026-02-30 04:05:06",
      words: "next week, perhaps!",
      fraction: "2026-02-03 04:05:06.5",
    };
    await run(db, [
      ...Object.entries(times).map(
        ([id, at]) => `INSERT INTO users (id, email, created_at) VALUES ('${id}', '${id}', '${at}')`,
      ),
      "INSERT INTO users (id, email, created_at) VALUES ('null', 'null', NULL)",
      "INSERT INTO users (id, email) VALUES ('default', 'default')",
    ]);
    const [{ created_at: stamped }] = await rows(db, "SELECT created_at FROM users WHERE id = 'default'");

    await apply(db, migration);
    const after = Object.fromEntries(
      (await rows(db, "SELECT id, created_at FROM users")).map((r) => [r.id, r.created_at]),
    );
    assert.deepEqual(after, {
      ...times,
      old: "2026-02-03T04:05:06.000Z",
      null: null,
      default: stamped.replace(" ", "T") + ".000Z",
    });

    const second = await apply(db, migration);
    assert.equal(
      second.reduce((n, r) => n + r.meta.changes, 0),
      0,
    );
  } finally {
    await close();
  }
});

test("0021 names every column that holds times", async () => {
  const { db, close } = await openFetchedD1();
  try {
    for (const file of migrations) await apply(db, file);
    const columns = await rows(
      db,
      `SELECT t.name || '.' || c.name AS name FROM sqlite_master AS t JOIN pragma_table_xinfo(t.name) AS c
       WHERE t.type = 'table' AND c.type = 'DATETIME' AND t.name NOT LIKE '%!_orphans' ESCAPE '!'
         AND t.name NOT LIKE '!_cf!_%' ESCAPE '!'
       ORDER BY 1`,
    );
    const named = statementsOf(migration)
      .map((s) => s.match(/UPDATE (\w+) SET (\w+) =/))
      .map(([, table, column]) => `${table}.${column}`);
    assert.deepEqual(
      named.sort(),
      columns.map((c) => c.name),
    );
  } finally {
    await close();
  }
});
