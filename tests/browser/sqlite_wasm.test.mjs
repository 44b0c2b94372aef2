// The client on sqlite-wasm in a browser: in memory in the page, and kept in the origin's own files, in a worker.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { chromium } from "playwright-core";
import { migrations, root } from "../migrations/local_d1.mjs";
import { startServer } from "./serve.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(executablePath))
  throw new Error(`${executablePath} is missing: apt-get install chromium, or say where it is by CHROMIUM`);
const files = migrations.map((name) => ({ name, sql: readFileSync(join(root, "migrations", name), "utf8") }));
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let server, browser, context, page, complaints;
before(async () => {
  server = await startServer();
  browser = await chromium.launch({ executablePath, args: quiet });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  context = await browser.newContext(); // with files of its own
  complaints = [];
  page = await newPage();
});
afterEach(async () => {
  await context.close();
  assert.deepEqual(complaints, []);
});
async function newPage() {
  const opened = await context.newPage();
  opened.on("pageerror", (error) => complaints.push(String(error)));
  opened.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await opened.goto(`${server.address}/tests/page.html`);
  await opened.waitForFunction("window.ready");
  return opened;
}
const inPage = (...call) => page.evaluate((call) => window.act(...call), call);
const inWorker = (...call) => page.evaluate((call) => window.inWorker(...call), call);

for (const [where, act] of [
  ["in the page", inPage],
  ["in a worker", inWorker],
])
  test(`in memory, ${where}: functions, batches and errors as on D1`, async () => {
    assert.deepEqual((await act("open", {}, files)).applied, migrations);
    const { result } = await act("call", "users", "create", { email: "ann@example.com" });
    assert.deepEqual((await act("call", "users", "get", { id: result.id })).result, result);
    assert.deepEqual(await act("call", "users", "create", { email: "ann@example.com" }), {
      error: { kind: "conflict", table: "users", columns: ["email"], function: "users.create" },
    });
    assert.deepEqual(await act("createAll", ["b", "c", "ann@example.com"]), ["conflict", 1]);
    assert.deepEqual(await act("createAll", ["b", "c"]), ["done", 3]);
    await act("close");
  });

test("kept in the origin's files: what was written is there after the page was loaded anew", async () => {
  assert.deepEqual((await inWorker("open", { opfs: "app" }, files)).applied, migrations);
  assert.deepEqual(await inWorker("createAll", ["a", "b"]), ["done", 2]);
  await page.reload();
  await page.waitForFunction("window.ready");
  assert.deepEqual((await inWorker("open", { opfs: "app" }, files)).applied, []);
  assert.deepEqual(await inWorker("createAll", ["a"]), ["conflict", 2]);
});

test("it is open once at a time, and another tab may have it once it is closed", async () => {
  await inWorker("open", { opfs: "app" }, files);
  await inWorker("createAll", ["a"]);
  const first = page;
  page = await newPage();
  await assert.rejects(inWorker("open", { opfs: "app" }, files), /it may be open in another tab or worker/);
  await inWorker("open", { opfs: "another" }, files);
  await inWorker("close");
  await first.evaluate(() => window.inWorker("close"));
  assert.deepEqual((await inWorker("open", { opfs: "app" }, files)).applied, []);
  assert.deepEqual(await inWorker("createAll", ["b"]), ["done", 2]);
  await inWorker("close");
  assert.deepEqual((await inWorker("open", { opfs: "app" }, files)).applied, []);
});

test("outside of a worker, and by a name that is none, it is refused", async () => {
  await assert.rejects(inPage("open", { opfs: "app" }, files), /available only in a worker/);
  await assert.rejects(inWorker("open", { opfs: "../app" }, files), /the name of a kept database/);
  await assert.rejects(inWorker("open", { file: "app.sqlite" }, files), /`file` works only in Node/);
});
