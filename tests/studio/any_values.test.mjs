// The studio on names and values that squall did not make: hostile names, huge cells, texts that are not UTF-8, UTF-16.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open, walk, roundTrip } from "./any_database.mjs";
import { ask } from "./request.mjs";
import { openPage, startBrowser } from "./studio.mjs";

const hostileNames = [
  'a "quoted" name',
  "it's",
  "semi; DROP TABLE notes; --",
  "[brackets]",
  "`ticks`",
  "both ] and ` and \" and '",
  "line\nbreak",
  "\u001b[2J\u0007",
  "</script><img src=x onerror=alert(1)>",
  "SELECT",
  "2024",
  "__proto__",
  "constructor",
  "größe 大小 😀",
  "\u202eright to left",
  "%00%2e%2e/",
  " ",
  "rowid",
  "t",
];
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

test("hostile names of tables and columns, in the answers and in the page", async () => {
  const studio = await open(
    "names",
    ...hostileNames.map(
      (name) =>
        `CREATE TABLE ${quoted(name)} (id TEXT PRIMARY KEY, ${quoted(`${name}.`)} TEXT);
         INSERT INTO ${quoted(name)} VALUES ('1', ${`'${name.replaceAll("'", "''")}'`}), ('2', NULL);
         CREATE INDEX ${quoted(`by ${name}`)} ON ${quoted(name)} (${quoted(`${name}.`)});
         CREATE VIEW ${quoted(`view ${name}`)} AS SELECT * FROM ${quoted(name)};`,
    ),
    `CREATE TABLE wide (${hostileNames.map(quoted).join(", ")}); INSERT INTO wide DEFAULT VALUES;`,
  );
  const { tables, views } = await ask(studio, "schema");
  assert.deepEqual(new Set(tables.map((t) => t.name)), new Set([...hostileNames, "wide"]));
  assert.equal(views.length, hostileNames.length);
  for (const name of hostileNames) {
    const rows = await walk(studio, name);
    assert.deepEqual(rows[0].cells, ["1", name]);
    const filter = [{ column: `${name}.`, is: "=", value: name }];
    assert.equal(
      (await ask(studio, "rows", { table: name, filter, sort: { column: `${name}.`, descends: true } })).total,
      1,
    );
    await roundTrip(studio, name, { id: "3" }, { [`${name}.`]: name });
  }
  assert.equal((await walk(studio, "wide")).length, 1);

  const browser = await startBrowser();
  try {
    const page = await openPage(browser, studio.address);
    for (const name of [...hostileNames, "wide"]) {
      await page.goto(`${studio.address}#/table/${encodeURIComponent(name)}`);
      await page.locator("table.grid tbody tr").first().waitFor();
      assert.equal(await page.locator("h1").textContent(), name);
      await page.goto(`${studio.address}#/table/${encodeURIComponent(name)}/columns`);
      await page.locator("main, body").first().waitFor();
    }
    // A column called __proto__ is edited like any other.
    await page.goto(`${studio.address}#/table/wide?row=${encodeURIComponent("[1]")}`);
    await page.getByRole("button", { name: "Edit" }).click();
    const field = page.locator("#field-__proto__");
    await page.locator(".field", { has: field }).getByRole("checkbox").uncheck();
    await field.fill("kept");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Edit" }).waitFor();
    const stored = await ask(studio, "sql", { sql: 'SELECT "__proto__", "constructor" FROM wide' });
    assert.deepEqual(stored.rows, [["kept", null]]);
    await page.goto(`${studio.address}#/`);
    await page.locator("main").getByText("view both ]").click();
    await page.locator("h1", { hasText: "view both ]" }).waitFor();
    await page.locator("table.grid tbody tr").first().waitFor();
    assert.deepEqual(page.complaints, []);
  } finally {
    await browser.close();
  }
});

test("values of every kind: huge cells, texts that are not UTF-8, NUL, infinities, 64 bits", async () => {
  const studio = await open(
    "values",
    `CREATE TABLE v (id INTEGER PRIMARY KEY, x);
     INSERT INTO v VALUES (1, CAST(x'ff00fe' AS TEXT)), (2, 'a' || char(0) || 'b'), (3, 9e999), (4, -9e999),
       (5, 9223372036854775807), (6, x''), (7, ''), (8, char(0xfeff) || 'bom'), (9, -0.0), (10, 1e-320),
       (11, replace(hex(zeroblob(3000000)), '00', 'é')), (12, randomblob(3000000)), (13, CAST(zeroblob(2000000) AS TEXT));
     CREATE TABLE large (id INTEGER PRIMARY KEY, x BLOB);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 30) INSERT INTO large SELECT i, zeroblob(4000000) FROM n;`,
  );
  const rows = await walk(studio, "v");
  const value = (id) => rows.find((r) => r.key[0] === id).cells[1];
  assert.deepEqual(value(1), { text_bytes: "ff00fe" });
  assert.equal(value(2), "a\0b");
  assert.deepEqual([value(3), value(4)], [{ real: "inf" }, { real: "-inf" }]);
  assert.deepEqual(value(5), { integer: "9223372036854775807" });
  assert.deepEqual([value(6), value(7), value(8)], [{ blob: "" }, "", "\ufeffbom"]);
  assert.equal(value(11).length, 6_000_000);
  assert.equal(value(12).blob.length, 64);
  // Each row is found again as it was read, and changed; one whose value is not shown whole keeps the rest.
  for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]) {
    const { key, cells } = await ask(studio, "row", { table: "v", key: [id] });
    const was = { id, x: cells[1] };
    const back = await ask(studio, "update", { table: "v", key, was, set: { id: id + 100 } });
    assert.deepEqual(back.key, [id + 100], JSON.stringify(back).slice(0, 200));
    const stale = await ask(studio, "update", { table: "v", key: back.key, was: { id, x: cells[1] }, set: { id } });
    assert.equal(stale.kind, "changed");
    if (id > 10) {
      const cut = await ask(studio, "update", {
        table: "v",
        key: back.key,
        was: { id: id + 100, x: cells[1] },
        set: { x: { text: "a", length: 5 } },
      });
      assert.match(cut.message, /shown only in part/);
    }
  }
  const sizes = await ask(studio, "sql", { sql: "SELECT length(CAST(x AS BLOB)) FROM v WHERE id > 110" });
  assert.deepEqual(sizes.rows, [[6_000_000], [3_000_000], [2_000_000]]);
  const all = await ask(studio, "rows", { table: "large", limit: 30 });
  assert.equal(all.rows.length, 30);
  const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${studio.child.pid}/status`, "utf8"))[1]);
  assert.ok(memory < 200_000, `${memory} KB`);
  const sorted = await ask(studio, "rows", { table: "large", limit: 2, sort: { column: "x", descends: false } });
  assert.match(sorted.message, /too large to page by/);
});

test("a database in UTF-16: names, texts, a long one, BLOBs, and a row added, changed and deleted", async () => {
  const long = "ü😀".repeat(400);
  const studio = await open(
    "utf16",
    "PRAGMA encoding = 'UTF-16be'",
    `CREATE TABLE "é" (id TEXT PRIMARY KEY NOT NULL, v TEXT, b BLOB)`,
    `INSERT INTO "é" VALUES ('a ä', 'zwölf', x'00ff'), ('b', '${long}', NULL), ('c', '', x'')`,
  );
  const rows = await walk(studio, "é");
  assert.deepEqual(rows[0].cells, ["a ä", "zwölf", { blob: "00ff" }]);
  assert.equal(rows[1].cells[1].length, Buffer.byteLength(long));
  assert.ok(long.startsWith(rows[1].cells[1].text));
  const whole = await ask(studio, "row", { table: "é", key: rows[1].key });
  assert.equal(whole.cells[1], long);
  await roundTrip(studio, "é", { id: "ö", v: "ñ" }, { v: "日本" });
});
