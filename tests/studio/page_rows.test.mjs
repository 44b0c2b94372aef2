// Tables and rows in a real browser: looked at, followed, changed and undone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { studio, page, heading, rowsOf, status, goTo, value, screenshot } from "./page.mjs";
import { ask } from "./request.mjs";

test("all tables stand there with their counts, and lead to their rows and columns", async () => {
  assert.equal(await rowsOf().count(), 43);
  await page.getByRole("button", { name: "Rows" }).click();
  const counts = await rowsOf().locator("td:nth-child(2)").allTextContents();
  const numbers = counts.map((text) => Number(text.replaceAll(",", "")));
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => b - a),
  );
  await page.getByRole("button", { name: "Table" }).click();
  await screenshot("tables");
  await goTo("agents");
  await page.getByRole("link", { name: "Columns and keys" }).click();
  await page.getByText("discovered | confirmed | archived").waitFor();
  await page.getByRole("link", { name: "workspaces.id" }).click();
  await heading("workspaces").waitFor();
});

test("rows are filtered, sorted and paged, and the address brings the view back", async () => {
  await goTo("agents");
  await page.getByLabel("Rows a page").selectOption("25");
  const facts = page.locator(".pager span");
  await page.getByText(/1–25 of \d+ rows/).waitFor();
  const first = await page.locator(".open-row").first().getAttribute("aria-label");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText(/26–50 of/).waitFor();
  assert.notEqual(await page.locator(".open-row").first().getAttribute("aria-label"), first);
  await page.getByRole("button", { name: "Previous" }).click();
  await page.getByText(/1–25 of/).waitFor();
  assert.equal(await page.locator(".open-row").first().getAttribute("aria-label"), first);

  await page.getByRole("columnheader", { name: "name" }).getByRole("button").click();
  await page.locator('th[aria-sort="ascending"]', { hasText: "name" }).waitFor();
  await page.getByRole("columnheader", { name: "name" }).getByRole("button").click();
  await page.locator('th[aria-sort="descending"]', { hasText: "name" }).waitFor();

  await page.getByRole("button", { name: "+ Filter" }).click();
  await page.getByLabel("Column", { exact: true }).selectOption("status");
  await page.getByLabel("Comparison").selectOption("is");
  await page.getByLabel("Value").selectOption("confirmed");
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll("table.grid tbody tr td:nth-child(6)")];
    return cells.length > 0 && cells.every((cell) => cell.textContent === "confirmed");
  });
  const shown = await facts.textContent();
  await page.reload();
  await rowsOf().first().waitFor();
  assert.equal((await facts.textContent()).match(/of (\d+)/)[1], shown.match(/of (\d+)/)[1]);
  await page.getByRole("button", { name: "Remove the condition on status" }).click();
  await page.getByText(/of 60 rows|of 59 rows|of 58 rows/).waitFor();
});

test("a foreign key is followed by a click, forwards and back", async () => {
  await goTo("agent_versions");
  const agent = rowsOf().first().locator("td:nth-child(3) a");
  const id = await agent.textContent();
  await agent.click();
  await heading("agents").waitFor();
  await page.getByRole("region", { name: `The row ${id}` }).waitFor();
  const back = page.getByRole("link", { name: /rows? of agent_versions/ });
  const count = Number((await back.textContent()).match(/^\d+/)[0]);
  await screenshot("row");
  await back.click();
  await heading("agent_versions").waitFor();
  await page.getByText(new RegExp(`of ${count} row`)).waitFor();
  assert.deepEqual([...new Set(await rowsOf().locator("td:nth-child(3)").allTextContents())], [id]);
});

test("JSON is a tree", async () => {
  const { rows } = await ask(studio, "sql", {
    sql: "SELECT id, steps FROM traces WHERE json_array_length(steps) > 0 ORDER BY id LIMIT 1",
  });
  const [id] = rows[0];
  await page.evaluate((key) => (location.hash = `#/table/traces?row=${encodeURIComponent(JSON.stringify([key]))}`), id);
  const tree = value("steps").locator("details.json").first();
  await tree.waitFor();
  await rowsOf().first().waitFor();
  const leaves = await tree.locator(".json-leaf").count();
  assert.ok(leaves > 1);
  await screenshot("json");
  await tree.locator("summary").first().click();
  assert.equal(await tree.locator(".json-leaf").first().isVisible(), false);
});

test("a row is edited, tested while one types and by the command, and undone", async () => {
  await goTo("agents");
  await page.locator(".open-row").nth(1).click();
  await page.getByRole("button", { name: "Edit" }).click();
  const old = await page.getByLabel("name text").inputValue();
  await page.getByLabel("name text").fill("Renamed in the studio");
  await page.getByLabel("status enum").selectOption("archived");
  await page.getByLabel("workspace_id → workspaces").fill("workspace_nobody");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").getByText("workspace_id refers to no row of workspaces").waitFor();
  await screenshot("edit");
  await page.getByRole("button", { name: "Cancel" }).click();
  assert.equal(await value("name").textContent(), old);

  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("name text").fill("Renamed in the studio");
  await page.getByRole("button", { name: "Save" }).click();
  await status()
    .getByText(/^Changed name of agents/)
    .waitFor();
  await value("name").getByText("Renamed in the studio").waitFor();
  await page.locator(".bar").getByRole("button", { name: "Undo (1)" }).click();
  await status()
    .getByText(/^Undone: Changed name/)
    .waitFor();
  await page.waitForFunction((text) => document.querySelector(".values")?.textContent.includes(text), old);
});

test("JSON and numbers that are none cannot be saved", async () => {
  await goTo("agent_versions");
  await page.locator(".open-row").first().click();
  await page.getByRole("button", { name: "Edit" }).click();
  const save = page.getByRole("button", { name: "Save" });
  const old = await page.getByLabel("version integer").inputValue();
  await page.getByLabel("version integer").fill("two");
  await page.getByText("is not an integer").waitFor();
  assert.equal(await save.isDisabled(), true);
  await page.getByLabel("version integer").fill(old);
  const isNull = page.locator(".field", { hasText: "variables json" }).getByLabel("NULL");
  if (await isNull.isChecked()) await isNull.uncheck();
  await page.getByLabel("variables json").fill('["a"');
  await page.getByText(/is not JSON/).waitFor();
  assert.equal(await save.isDisabled(), true);
  await page.getByLabel("variables json").fill('{"a": 1}');
  await save.click();
  await page
    .getByRole("alert")
    .getByText(/variables has the wrong shape/)
    .waitFor();
});

test("a row that has changed meanwhile is not overwritten", async () => {
  await goTo("agents");
  await page.locator(".open-row").nth(3).click();
  await page.getByRole("button", { name: "Edit" }).click();
  const id = await page.getByLabel("id text").first().inputValue();
  await ask(studio, "sql", { sql: `UPDATE agents SET description = 'from elsewhere' WHERE id = '${id}'`, write: true });
  await page.getByLabel("name text").fill("Too late");
  await page.getByRole("button", { name: "Save" }).click();
  await page
    .getByRole("alert")
    .getByText(/was changed or deleted since it was read/)
    .waitFor();
});

test("a row is added and undone, deleted and undone", async () => {
  const { rows } = await ask(studio, "sql", { sql: "SELECT id FROM workspaces LIMIT 1" });
  await goTo("tools");
  const total = async () => Number((await page.locator(".pager span").textContent()).match(/of (\d+)/)[1]);
  const before = await total();
  await goTo("agents");
  await page.getByRole("button", { name: "Add a row" }).click();
  await page.getByLabel("id text").first().fill("agent_made_here");
  await page.getByLabel("workspace_id → workspaces").fill(rows[0][0]);
  await page.getByLabel("name text").fill("Made here");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await status().getByText("Added agents agent_made_here").waitFor();
  await page.keyboard.press("Control+z");
  await status().getByText("Undone: Added agents agent_made_here").waitFor();
  assert.equal((await ask(studio, "row", { table: "agents", key: ["agent_made_here"] })).kind, "not_found");

  await goTo("feedback");
  await page.locator(".open-row").first().click();
  const key = await page.locator(".panel h2").textContent();
  const was = await ask(studio, "row", { table: "feedback", key: [key] });
  await page.getByRole("button", { name: "Delete" }).click();
  await status().getByText(`Deleted feedback ${key}`).waitFor();
  await page.locator(".message").getByRole("button", { name: "Undo" }).click();
  await status().getByText(`Undone: Deleted feedback ${key}`).waitFor();
  assert.deepEqual(await ask(studio, "row", { table: "feedback", key: [key] }), was);
  assert.ok(before > 0);
});

test("what by its name is a secret is hidden until it is asked for", async () => {
  const { rows } = await ask(studio, "sql", {
    sql: "SELECT id, api_key_encrypted FROM integrations ORDER BY id LIMIT 1",
  });
  const [id, secret] = rows[0];
  assert.ok(!JSON.stringify(await ask(studio, "rows", { table: "integrations" })).includes(JSON.stringify(secret)));
  await goTo("integrations");
  await page.getByLabel(`Open the row ${id}`).click();
  await page.locator(".values").waitFor();
  assert.ok(!(await page.locator("main").textContent()).includes(secret));
  await page.getByRole("button", { name: "Show api_key_encrypted" }).click();
  await value("api_key_encrypted").getByText(secret, { exact: true }).waitFor();
  await page.getByRole("button", { name: "Edit" }).click();
  assert.equal(await page.getByLabel(/^api_key_encrypted/).getAttribute("type"), "password");
});
