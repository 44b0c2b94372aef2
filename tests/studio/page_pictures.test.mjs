// SQL, functions and the picture of the schema in a real browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { studio, page, heading, screenshot, screenshots, writeSql } from "./page.mjs";
import { ask } from "./request.mjs";

test("SQL is run and explained; an error shows its place; writing must be allowed", async () => {
  await page.getByRole("link", { name: "SQL" }).click();
  const box = await writeSql(`SELECT a.name, count(*) AS versions
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
  await screenshots("sql");

  await writeSql("SELECT name\nFROM agents\nWHERE nam = 1");
  await page.getByRole("button", { name: "Run" }).click();
  const error = page.getByRole("alert");
  await error.getByText("no such column: nam").waitFor();
  assert.equal((await error.locator("pre").textContent()).trimEnd(), "3: WHERE nam = 1\n         ^");

  await writeSql("UPDATE agents SET description = 'by SQL' WHERE id IN (SELECT id FROM agents LIMIT 2)");
  await page.getByRole("button", { name: "Run" }).click();
  await error.getByText(/read-only/).waitFor();
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
  await page.getByText("is not an integer").waitFor();
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
  await page.waitForFunction((all) => document.querySelectorAll(".box .line").length < all, columns);
  await page.getByRole("button", { name: "Fit" }).click();
  await screenshots("picture-keys");
});

test("relations run around the tables, whatever the boxes show", async () => {
  for (const show of ["names", "keys", "columns"]) {
    await page.evaluate((to) => (location.hash = to), `#/picture?show=${show}`);
    await page.waitForFunction((to) => document.querySelector(".picture select")?.value === to, show);
    await page.locator(".box").first().waitFor();
    const behind = await page.evaluate(() => {
      const areas = [...document.querySelectorAll(".box")].map((box) => {
        const [, x, y] = box
          .getAttribute("transform")
          .match(/translate\((\S+) (\S+)\)/)
          .map(Number);
        const rect = box.querySelector("rect");
        const [width, height] = ["width", "height"].map((name) => Number(rect.getAttribute(name)));
        return { name: box.querySelector(".title").textContent, x, y, width, height };
      });
      const found = [];
      let lines = 0;
      for (const line of document.querySelectorAll(".relation")) {
        lines += 1;
        for (let at = 0, end = line.getTotalLength(); at <= end; at += 2) {
          const p = line.getPointAtLength(at);
          const area = areas.find(
            (a) => p.x > a.x + 1 && p.x < a.x + a.width - 1 && p.y > a.y + 1 && p.y < a.y + a.height - 1,
          );
          if (area) found.push(`${line.textContent} behind ${area.name}`);
        }
      }
      return { lines, found: [...new Set(found)] };
    });
    assert.ok(behind.lines > 40, show);
    assert.deepEqual(behind.found, [], show);
  }
});

test("a result is charted, viewed, exported and kept; a link brings it back and runs nothing", async () => {
  await page.getByRole("link", { name: "SQL" }).click();
  await writeSql(
    "SELECT status, count(*) AS agents, hex(zeroblob(400)) AS long FROM agents GROUP BY 1 ORDER BY 2 DESC",
  );
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByRole("button", { name: "Chart" }).click();
  const chart = page.getByRole("img", { name: /^agents of \d rows/ });
  await chart.waitFor();
  assert.ok((await chart.locator("rect").count()) >= 2);
  await page.getByRole("region", { name: "Chart" }).locator("select").nth(2).selectOption("line");
  await chart.locator("polyline").waitFor();
  await page.getByRole("region", { name: "Chart" }).locator("select").nth(2).selectOption("bars");
  await screenshots("chart");
  const link = await page.evaluate(() => location.hash);
  assert.match(link, /chart=/);

  await page.getByRole("button", { name: "View long of row 1" }).click();
  await page.getByText(/Of a result only the beginning is shown/).waitFor();
  await page.keyboard.press("Escape");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByText("Export", { exact: true })
      .click()
      .then(() => page.getByRole("button", { name: /^CSV/ }).click()),
  ]);
  assert.equal(file.suggestedFilename(), "result.csv");
  await page.getByText(/^Exported \d rows as CSV/).waitFor();

  await page.getByText(/^Saved \(0\)/).click();
  await page.getByLabel("Name of the statement").fill("by status");
  await page.keyboard.press("Enter");
  await page.getByText(/^Saved \(1\)/).waitFor();
  await page.goto("about:blank");
  await page.goto(`${studio.address}${link}`);
  await page.locator(".cm-content", { hasText: "SELECT status" }).waitFor();
  assert.equal(await page.getByRole("columnheader").count(), 0);
  await page.getByRole("button", { name: "Run" }).click();
  await chart.waitFor();
  await page.getByText("History", { exact: true }).click();
  await page.locator(".queries button", { hasText: "SELECT status" }).waitFor();
  await page.keyboard.press("Escape");
  await writeSql("SELECT 1");
  await page.getByText(/^Saved \(1\)/).click();
  await page.getByRole("button", { name: "by status", exact: true }).click();
  await page.locator(".cm-content", { hasText: "SELECT status" }).waitFor();
});

test("the editor completes tables, columns of the tables that are named, and functions", async () => {
  await page.getByRole("link", { name: "SQL" }).click();
  const complete = async (text, label) => {
    await writeSql(text);
    await page.keyboard.press("Control+Space");
    await page.locator(".cm-completionLabel", { hasText: label }).first().waitFor();
    await page.keyboard.press("Escape");
  };
  await complete("SELECT * FROM agent_v", "agent_versions");
  await complete("SELECT a.na FROM agents AS a WHERE a.workspace", "workspace_id");
  await complete("SELECT * FROM agents WHERE descr", "description");
  await complete("SELECT json_gro", "json_group_array");
});

test("all objects are listed with their SQL and whether they are declared", async () => {
  await page.getByRole("link", { name: "Objects" }).click();
  const { tables } = await ask(studio, "schema");
  const indexes = tables.flatMap((t) => t.indexes);
  assert.ok(indexes.length > 10 && indexes.every((i) => i.declared && i.sql.startsWith("CREATE")));
  await page.getByLabel("Find an object").fill("index");
  await page.waitForFunction((n) => document.querySelectorAll("table.grid tbody tr").length === n, indexes.length);
  await page.locator("summary", { hasText: "SQL" }).first().click();
  await page
    .locator(".sql-text", { hasText: /^CREATE (UNIQUE )?INDEX/ })
    .first()
    .waitFor();
  await screenshots("objects");
});
