// The page by keyboard alone, in light and dark, and in a narrow window.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page, heading, rowsOf, status, screenshot } from "./page.mjs";

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
      for (let e = element; e; e = e.parentElement ?? e.getRootNode().host) {
        const colour = rgba(getComputedStyle(e).backgroundColor);
        if (colour[3] === 255) return colour;
      }
      return rgba("white");
    };
    const faint = [];
    const host = document.querySelector(".editor-host");
    const all = [...document.querySelectorAll("main *, header *, aside *, .review-bar *, dialog *")];
    for (const element of [...all, ...(host?.shadowRoot?.querySelectorAll(".cm-editor *") ?? [])]) {
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
  const ready = {
    "#/": "h1",
    "#/objects": "table.grid",
    "#/table/agents": "table.grid td.value",
    "#/table/agents/columns": "h2 + .sql-text",
    "#/sql?sql=SELECT+'a',+1+FROM+agents+--+note": ".cm-content span",
    "#/picture": ".box",
    "#/functions/jobs.create": ".function",
  };
  const visit = async () => {
    for (const [hash, seen] of Object.entries(ready)) {
      await page.evaluate((to) => (location.hash = to), hash);
      await page.locator(seen).first().waitFor();
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
