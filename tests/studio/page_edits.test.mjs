// Cells edited in their place, rows chosen for deletion, and the review that applies all of it or nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { studio, page, heading, rowsOf, status, goTo, screenshots } from "./page.mjs";
import { ask } from "./request.mjs";

const cell = (row, column) => rowsOf().nth(row).locator("td.value").nth(column);
const review = () => page.getByRole("dialog", { name: "Review of the changes" });
const one = async (sql) => (await ask(studio, "sql", { sql })).rows[0][0];

test("cells are edited by keyboard, reviewed, applied in one transaction, and undone", async () => {
  await goTo("agents");
  const [[id, name], [id2, name2]] = (
    await ask(studio, "sql", { sql: "SELECT id, name FROM agents ORDER BY id LIMIT 2" })
  ).rows;
  await page.locator(".open-row").first().focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByLabel("name of agents").fill("First, edited");
  await page.keyboard.press("Enter");
  await page.locator("td.edited", { hasText: "First, edited" }).waitFor();
  assert.equal(await one(`SELECT name FROM agents WHERE id = '${id}'`), name, "nothing is applied yet");
  await cell(1, 2).dblclick();
  await page.getByLabel("name of agents").fill("Second, edited");
  await page.keyboard.press("Enter");
  await cell(1, 3).dblclick(); // long: a window
  const dialog = page.getByRole("dialog", { name: /^description of agents/ });
  const larger = page.getByRole("button", { name: "Large editor" });
  await larger.or(dialog).first().waitFor();
  if (await larger.isVisible()) await larger.click();
  await dialog.getByLabel("Type").selectOption("null");
  await dialog.getByRole("button", { name: "Take for the review" }).click();
  await page.getByText("2 changed rows; nothing is applied yet").waitFor();
  await page.keyboard.press("Control+s");
  await review().waitFor();
  assert.equal(await review().locator("article").count(), 2);
  await screenshots("review");

  // One of the rows changes meanwhile: it is named, and nothing is applied.
  await ask(studio, "sql", { sql: `UPDATE agents SET name = 'Elsewhere' WHERE id = '${id2}'`, write: true });
  await page.keyboard.press("Enter"); // the focus is on Apply
  const refusal = review().getByRole("alert");
  await refusal.getByText(`agents, "${id2}": this row of agents was changed`).waitFor();
  assert.equal(await one(`SELECT name FROM agents WHERE id = '${id}'`), name);
  assert.equal(await review().locator("article.refused").count(), 1);

  await ask(studio, "sql", {
    sql: `UPDATE agents SET name = '${name2.replaceAll("'", "''")}' WHERE id = '${id2}'`,
    write: true,
  });
  await review().getByRole("button", { name: "Apply 2 changes" }).click();
  await status().getByText("Applied 2 changes of agents").waitFor();
  assert.equal(await one(`SELECT name FROM agents WHERE id = '${id}'`), "First, edited");
  assert.equal(await one(`SELECT description FROM agents WHERE id = '${id2}'`), null);
  await page.locator(".bar").getByRole("button", { name: "Undo (1)" }).click();
  await status().getByText("Undone: Applied 2 changes of agents").waitFor();
  assert.equal(await one(`SELECT name FROM agents WHERE id = '${id}'`), name);
});

test("an enum, a wrong number and Escape: what is not valid is not taken", async () => {
  await goTo("agent_versions");
  const { tables } = await ask(studio, "schema");
  const columns = tables.find((t) => t.name === "agent_versions").columns.map((c) => c.name);
  const version = columns.indexOf("version");
  await cell(0, version).dblclick();
  await page.getByLabel("version of agent_versions").fill("two");
  await page.keyboard.press("Enter");
  await page.locator(".cell-editor").getByText("is not an integer").waitFor();
  await page.getByLabel("version of agent_versions").fill("9223372036854775808");
  await page.locator(".cell-editor").getByText("is beyond 64 bits").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".cell-editor").waitFor({ state: "detached" });
  assert.equal(await page.locator(".review-bar").count(), 0);
});

test("several rows are deleted after a review, and come back by undo", async () => {
  await goTo("feedback");
  const before = await one("SELECT count(*) FROM feedback");
  await page.locator(".open-row").nth(0).focus();
  await page.keyboard.press("Space");
  await page.locator("tr.chosen").first().waitFor();
  await rowsOf()
    .nth(2)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await page.getByRole("button", { name: "Delete 3 rows…" }).click();
  await page.getByText("3 rows to delete; nothing is applied yet").waitFor();
  assert.equal(await page.locator("tr.removed").count(), 3);
  await page.getByRole("button", { name: "Review" }).click();
  await review()
    .getByRole("button", { name: /^Leave out feedback/ })
    .first()
    .click();
  await review().getByRole("button", { name: "Apply 2 changes" }).click();
  await status().getByText("Applied 2 changes of feedback").waitFor();
  assert.equal(await one("SELECT count(*) FROM feedback"), before - 2);
  await page.locator(".bar").getByRole("button", { name: "Undo (1)" }).click();
  await status()
    .getByText(/^Undone/)
    .waitFor();
  assert.equal(await one("SELECT count(*) FROM feedback"), before);
});

test("columns are hidden, pinned and widened, kept for the table, and carried by a link", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await goTo("agents");
  await page.getByText("Columns", { exact: true }).click();
  await page.getByLabel("Show workspace_id").uncheck();
  await page.getByLabel("Pin name").check();
  await page.keyboard.press("Escape");
  const heads = () => page.locator("thead th button").allTextContents();
  assert.deepEqual((await heads()).slice(0, 2), ["name", "key id"]);
  const name = page.locator(".cells thead th").nth(1);
  const width = async () => (await name.boundingBox()).width;
  const before = await width();
  await name.getByRole("button").press("Alt+ArrowRight");
  await page.waitForFunction((w) => document.querySelectorAll(".cells thead th")[1].offsetWidth > w + 10, Math.round(before));
  const wide = await width();
  await page.locator(".scroll").evaluate((area) => (area.scrollLeft = 300));
  const [grid, pinned] = await Promise.all([page.locator(".scroll").boundingBox(), name.boundingBox()]);
  assert.ok(pinned.x - grid.x < 80, "a pinned column stays");
  await page.reload();
  await rowsOf().first().waitFor();
  assert.deepEqual((await heads()).slice(0, 2), ["name", "key id"]);
  assert.equal(Math.round(await width()), Math.round(wide));

  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText(/^Copied/).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /^#\/table\/agents\?columns=/);
  assert.ok(!link.includes(studio.url.pathname.slice(1, 20)), "the token stays out of it");
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await page.goto(studio.address);
  await page.getByLabel("Find a table").fill(link);
  await page.keyboard.press("Enter");
  await rowsOf().first().waitFor();
  assert.deepEqual((await heads()).slice(0, 2), ["name", "key id"]);
});

test("each condition shows what it finds; the rows shown are exported whole", async () => {
  const [[status1, all], total] = [
    (await ask(studio, "sql", { sql: "SELECT status, count(*) FROM agents GROUP BY 1 ORDER BY 2 DESC LIMIT 1" }))
      .rows[0],
    await one("SELECT count(*) FROM agents"),
  ];
  const filter = [
    { column: "status", is: "=", value: status1 },
    { column: "name", is: "contains", value: "e" },
  ];
  await page.evaluate(
    (f) => (location.hash = `#/table/agents?filter=${encodeURIComponent(JSON.stringify(f))}`),
    filter,
  );
  await heading("agents").waitFor();
  await page.getByText(`filtered from ${total}`).waitFor();
  assert.equal(await page.locator(".filter .found").first().textContent(), String(all));
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByText("Export", { exact: true })
      .click()
      .then(() => page.getByRole("button", { name: /^JSON/ }).click()),
  ]);
  const rows = JSON.parse(readFileSync(await file.path(), "utf8"));
  const { total: shown } = await ask(studio, "rows", { table: "agents", filter });
  assert.equal(rows.length, shown);
  assert.ok(rows.every((r) => r.status === status1));
});
