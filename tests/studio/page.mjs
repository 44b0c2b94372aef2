// What the tests of the page share: a studio on a seeded database, a browser, and a page that is fresh for each test.
// Screenshots go to docs/studio/ when SQUALL_SCREENSHOTS is set.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach } from "node:test";
import { openPage, root, startBrowser, startStudio } from "./studio.mjs";

export let studio, page;
let browser;
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

export const heading = (name) => page.getByRole("heading", { name, exact: true }).first();
export const rowsOf = () => page.locator("table.grid tbody tr");
export const status = () => page.getByRole("status").filter({ hasText: /./ }).last();
export async function goTo(table) {
  await page
    .getByLabel("Tables", { exact: true })
    .getByRole("link", { name: new RegExp(`^${table}\\b`) })
    .click();
  await heading(table).waitFor();
  await rowsOf().first().waitFor();
}
/** As one writes in the editor of SQL. */
export async function writeSql(text) {
  const box = page.getByLabel("SQL", { exact: true });
  await box.press("Control+a");
  await box.press("Delete");
  await page.keyboard.insertText(text);
  return box;
}
/** In both themes: name.png and name-dark.png. */
export async function screenshots(name) {
  await screenshot(name);
  if (!process.env.SQUALL_SCREENSHOTS) return;
  await page.emulateMedia({ colorScheme: "dark" });
  await screenshot(`${name}-dark`);
  await page.emulateMedia({ colorScheme: "light" });
}
export const value = (name) =>
  page.locator(".values div", { has: page.locator(`dt:text-matches("^${name} ")`) }).locator("dd");
export async function screenshot(name) {
  if (!process.env.SQUALL_SCREENSHOTS) return;
  const folder = join(root, "docs/studio");
  mkdirSync(folder, { recursive: true });
  await page.mouse.move(0, 0);
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  spawnSync("pngquant", ["--force", "--ext", ".png", "64", file]); // a third of the size, where it is installed
}
