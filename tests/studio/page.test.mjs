// The page in a real browser: through all pages by mouse and by keyboard, in both colour schemes. Screenshots go to
// docs/studio/ when SQUALL_SCREENSHOTS is set.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { ask } from "./request.mjs";
import { openPage, root, startBrowser, startStudio } from "./studio.mjs";

let studio, browser, page;
before(async () => {
  [studio, browser] = await Promise.all([startStudio(["--rows", "60"]), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await studio?.stop();
});
beforeEach(async () => (page = await openPage(browser, studio.address)));
afterEach(async () => {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

const heading = (name) => page.getByRole("heading", { name, exact: true }).first();
const rowsOf = () => page.locator("table.grid tbody tr");
const status = () => page.getByRole("status").filter({ hasText: /./ }).last();
async function goTo(table) {
  await page
    .getByLabel("Tables", { exact: true })
    .getByRole("link", { name: new RegExp(`^${table}\\b`) })
    .click();
  await heading(table).waitFor();
  await rowsOf().first().waitFor();
}
const value = (name) =>
  page.locator(".values div", { has: page.locator(`dt:text-matches("^${name} ")`) }).locator("dd");
async function screenshot(name) {
  if (!process.env.SQUALL_SCREENSHOTS) return;
  const folder = join(root, "docs/studio");
  mkdirSync(folder, { recursive: true });
  await page.mouse.move(0, 0);
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  spawnSync("pngquant", ["--force", "--ext", ".png", "64", file]); // a third of the size, where it is installed
}

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
  await page.getByText("is no integer").waitFor();
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
    .getByText(/variables has another shape/)
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
    .getByText(/has been changed or deleted since it was read/)
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

test("SQL is run and explained; an error shows its place; writing must be allowed", async () => {
  await page.getByRole("link", { name: "SQL" }).click();
  const box = page.getByLabel("SQL", { exact: true });
  await box.fill(`SELECT a.name, count(*) AS versions
FROM agents AS a
JOIN agent_versions AS v ON v.agent_id = a.id
WHERE a.workspace_id IN (SELECT id FROM workspaces WHERE name <> '')
GROUP BY a.id
ORDER BY versions DESC, a.name
LIMIT 12`);
  await box.press("Control+Enter");
  await page.getByRole("columnheader", { name: "versions" }).waitFor();
  const tree = page.getByRole("tree", { name: "Query plan" });
  await tree.getByText(/SEARCH v USING/).waitFor();
  assert.ok((await tree.locator("ul [role=treeitem]").count()) > 0, "a plan within a plan");
  await screenshot("sql");

  await box.fill("SELECT name\nFROM agents\nWHERE nam = 1");
  await page.getByRole("button", { name: "Run" }).click();
  const error = page.getByRole("alert");
  await error.getByText("no such column: nam").waitFor();
  assert.equal((await error.locator("pre").textContent()).trimEnd(), "3: WHERE nam = 1\n         ^");

  await box.fill("UPDATE agents SET description = 'by SQL' WHERE id IN (SELECT id FROM agents LIMIT 2)");
  await page.getByRole("button", { name: "Run" }).click();
  await error.getByText(/this only reads/).waitFor();
  await page.getByLabel("Allow writes").check();
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByText(/2 rows changed/).waitFor();
});

test("a function: its form, its plan without running it, its result and its cost", async () => {
  const { rows } = await ask(studio, "sql", {
    sql: "SELECT workspace_id, id, name FROM agents WHERE status = 'confirmed' ORDER BY id LIMIT 1",
  });
  const [workspace, agent, name] = rows[0];
  await page.locator(".bar").getByRole("link", { name: "Functions" }).click();
  const { functions } = await ask(studio, "functions");
  await page.getByText(`${functions.length} functions`, { exact: true }).waitFor();
  assert.equal(await page.locator(".function-list li").count(), functions.length);
  await page.getByLabel("Find a function").fill("agents.update");
  await page.getByRole("link", { name: "update", exact: true }).click();
  await heading("agents.update").waitFor();
  const run = page.getByRole("button", { name: "Run" });
  assert.equal(await run.isDisabled(), true);
  await page.getByLabel(/^workspace_id/).fill(workspace);
  await page.getByLabel(/^id/).fill(agent);
  await page.getByLabel(/^name/).fill("Named by a function");
  await page.getByRole("button", { name: "Plan" }).click();
  await page.locator(".sql-text", { hasText: "UPDATE agents SET" }).waitFor();
  await page
    .getByRole("tree")
    .getByText(/SEARCH agents USING/)
    .first()
    .waitFor();
  const nameNow = async () =>
    (await ask(studio, "sql", { sql: `SELECT name FROM agents WHERE id = '${agent}'` })).rows[0][0];
  assert.equal(await nameNow(), name);
  await run.click();
  await page.getByRole("region", { name: "Result" }).getByText('"Named by a function"').waitFor();
  await page.getByText(/^Last run: .*1 row changed/).waitFor();
  assert.equal(await nameNow(), "Named by a function");
  await page.locator(".function-list a[aria-current] small", { hasText: "ms" }).waitFor();
  await screenshot("function");

  await page.getByLabel("Find a function").fill("jobs.list");
  await page.getByRole("link", { name: "list", exact: true }).click();
  await page.getByLabel(/^workspace_id/).fill(workspace);
  await page.getByLabel(/^limit/).fill("1000000");
  await run.click();
  await page.getByRole("alert").getByText(/limit/).waitFor();
  await page.getByLabel(/^limit/).fill("two");
  await page.getByText("is no integer").waitFor();
});

test("the picture holds all tables, legibly, none over another; it zooms, pans, finds and shows neighbours", async () => {
  await page.getByRole("link", { name: "Picture" }).click();
  await page.locator(".box").first().waitFor();
  assert.equal(await page.locator(".box").count(), 43);
  const seen = await page.evaluate(() => {
    const area = document.querySelector(".canvas").getBoundingClientRect();
    return [...document.querySelectorAll(".box")].map((box) => {
      const { left, right, top, bottom } = box.querySelector("rect").getBoundingClientRect();
      const title = box.querySelector(".title").getBoundingClientRect();
      const inside = left >= area.left && right <= area.right && top >= area.top && bottom <= area.bottom;
      return { left, right, top, bottom, inside, fits: title.left >= left && title.right <= right, text: title.height };
    });
  });
  assert.ok(
    seen.every((box) => box.inside),
    "all tables in sight",
  );
  assert.ok(
    seen.every((box) => box.fits),
    "names within their boxes",
  );
  assert.ok(Math.min(...seen.map((box) => box.text)) >= 12, "names large enough to read");
  for (const a of seen)
    for (const b of seen)
      if (a !== b)
        assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top, "no two overlap");
  await screenshot("picture");

  await page.getByLabel("Find in the picture").fill("traces");
  assert.equal(await page.locator(".box.found").count(), 2); // traces, task_similar_traces
  await page.getByLabel("Find in the picture").fill("");
  await page.getByRole("button", { name: /^agents\b/ }).click();
  await page.mouse.move(0, 0);
  const near = await page.locator(".box:not(.dim)").count();
  assert.ok(near > 8 && near < 20, `${near} tables lit`);
  assert.ok((await page.locator(".relation.in").count()) > 5);
  await page.getByRole("region", { name: "Neighbours of agents" }).getByRole("link", { name: "agents" }).waitFor();
  await screenshot("picture-neighbours");
  await page.getByRole("button", { name: "Close", exact: true }).click();

  const place = () => page.locator(".canvas svg > g").getAttribute("transform");
  const fitted = await place();
  await page.getByRole("button", { name: "Zoom in" }).click();
  const zoomed = await place();
  assert.notEqual(zoomed, fitted);
  const area = await page.locator(".canvas").boundingBox();
  await page.mouse.move(area.x + 20, area.y + area.height - 20);
  await page.mouse.down();
  await page.mouse.move(area.x + 120, area.y + area.height - 90, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await place(), zoomed);
  await page.mouse.wheel(0, -300);
  await page.getByRole("button", { name: "Fit" }).click();
  assert.equal(await place(), fitted);

  await page.getByLabel("Show").selectOption("columns");
  await page.locator(".box .line").first().waitFor();
  const columns = await page.evaluate(() => document.querySelectorAll(".box .line").length);
  const { tables } = await ask(studio, "schema");
  assert.equal(
    columns,
    tables.reduce((sum, t) => sum + t.columns.length, 0),
  );
  await page.getByLabel("Show").selectOption("keys");
  await page.waitForTimeout(100);
  await screenshot("picture-keys");
});

test("by keyboard alone: find a table, open a row, change it, undo, run SQL", async () => {
  const press = (...keys) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const focused = () =>
    page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return {
        name: document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent,
        outlineStyle,
        outlineWidth,
      };
    });
  const tabTo = async (pattern) => {
    for (let i = 0; i < 200; i++) {
      await press("Tab");
      const at = await focused();
      assert.notEqual(at.outlineStyle, "none", `the focus on “${at.name}” is not to be seen`);
      if (pattern.test(at.name ?? "")) return;
    }
    assert.fail(`Tab never reaches ${pattern}`);
  };
  await press("Tab");
  assert.match((await focused()).name, /Skip to the page/);
  await press("/");
  await page.keyboard.type("agent_tools");
  await press("Enter");
  await heading("agent_tools").waitFor();
  await press("/");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("agents");
  await press("Enter");
  await heading("agents").waitFor();
  await rowsOf().first().waitFor();
  await tabTo(/^Open the row/);
  await press("ArrowDown", "ArrowDown", "ArrowUp");
  const second = await page.locator(".open-row").nth(1).getAttribute("aria-label");
  assert.equal((await focused()).name, second);
  await press("Enter");
  await page.locator(".values").waitFor();
  await tabTo(/^Edit$/);
  await press("Enter");
  await page.getByLabel("id text").first().waitFor();
  const old = await page.getByLabel("name text").inputValue();
  for (let i = 0; (await page.evaluate(() => document.activeElement.id)) !== "field-name"; i++) {
    assert.ok(i < 30, "Tab never reaches the name");
    await press("Tab");
  }
  await press("Control+a");
  await page.keyboard.type("By keyboard");
  await press("Enter");
  await status()
    .getByText(/^Changed name of agents/)
    .waitFor();
  await page.locator(".panel").focus();
  await press("Control+z");
  await status()
    .getByText(/^Undone/)
    .waitFor();
  await page.waitForFunction((text) => document.querySelector(".values")?.textContent.includes(text), old);
  await page.locator(".panel").focus();
  await press("Escape");
  await page.locator(".panel").waitFor({ state: "detached" });

  await page.getByRole("link", { name: "SQL" }).focus();
  await press("Enter");
  await page.getByLabel("SQL", { exact: true }).focus();
  await press("Control+a");
  await page.keyboard.type("SELECT 41 + 1 AS answer");
  await press("Control+Enter");
  await page.getByRole("cell", { name: "42" }).waitFor();

  await page.getByRole("link", { name: "Picture" }).focus();
  await press("Enter");
  await page.locator(".canvas").focus();
  const place = () => page.locator(".canvas svg > g").getAttribute("transform");
  const before = await place();
  await press("+", "ArrowLeft");
  assert.notEqual(await place(), before);
  await press("0");
  assert.equal(await place(), before);
  await tabTo(/^traces\b/);
  await press("Enter");
  await page.getByRole("region", { name: "Neighbours of traces" }).waitFor();
});

/** Of all texts in sight, those whose contrast with what is behind them is below WCAG's 4.5 to 1. */
const faintTexts = () =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((c) =>
        c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const behind = (element) => {
      for (let e = element; e; e = e.parentElement) {
        const colour = rgba(getComputedStyle(e).backgroundColor);
        if (colour[3] === 255) return colour;
      }
      return rgba("white");
    };
    const faint = [];
    for (const element of document.querySelectorAll("main *, header *, aside *")) {
      const text = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      if (!text || element.closest("svg") || element.closest(":disabled") || !element.checkVisibility()) continue;
      const [a, b] = [luminance(rgba(getComputedStyle(element).color)), luminance(behind(element))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 4.5) faint.push(`${element.textContent.slice(0, 30)}: ${contrast.toFixed(2)}`);
    }
    return faint;
  });

test("light and dark: by the system and by the switch, with enough contrast everywhere", async () => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const places = ["#/", "#/table/agents", "#/table/agents/columns", "#/sql", "#/picture", "#/functions/jobs.create"];
  const visit = async () => {
    for (const hash of places) {
      await page.evaluate((to) => (location.hash = to), hash);
      await page.waitForTimeout(150);
      assert.deepEqual(await faintTexts(), [], hash);
    }
  };
  const light = await background();
  await visit();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await background();
  assert.notEqual(dark, light);
  await visit();
  await page.evaluate(() => (location.hash = "#/table/traces"));
  await page.locator(".open-row").first().click();
  await page.locator(".values").waitFor();
  await screenshot("row-dark");
  await page.getByRole("button", { name: "Theme: system" }).click(); // dark
  await page.getByRole("button", { name: "Theme: dark" }).click();
  await page.getByRole("button", { name: "Theme: light" }).waitFor();
  assert.equal(await background(), light);
  await page.reload();
  await page.getByRole("button", { name: "Theme: light" }).waitFor();
  assert.equal(await background(), light);
});

test("a narrow window keeps all of it in reach", async () => {
  await page.setViewportSize({ width: 700, height: 900 });
  await page.evaluate(() => (location.hash = "#/table/agents"));
  await page.locator(".open-row").first().click();
  await page.getByRole("button", { name: "Edit" }).waitFor();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${overflow} pixels wider than the window`);
});
