// The studio's command on a database of the test's own, and a real browser on its page.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { program } from "../migrations/tool.mjs";

export const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const browserFile = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(browserFile))
  throw new Error(`${browserFile} is missing: apt-get install chromium, or name one in CHROMIUM`);

/** Starts `squall studio`; gives the address that it prints. */
export async function startStudio(args = [], env = {}) {
  const child = spawn(program, ["studio", ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const address = await new Promise((resolve, reject) => {
    const read = (bytes) => {
      output += bytes;
      const found = output.match(/http:\/\/\S+/);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("close", (code) => reject(new Error(`squall studio ended with ${code}: ${output}`)));
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  return {
    address,
    url: new URL(address),
    child,
    output: () => output,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return await ended;
    },
  };
}

export const startBrowser = () =>
  chromium.launch({
    executablePath: browserFile,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/** A page that keeps whatever the console calls an error. */
export async function openPage(browser, address, { scheme = "light", width = 1600, height = 1000 } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  page.complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  await page.goto(address);
  await page.getByRole("heading", { name: "Tables", level: 1 }).waitFor();
  return page;
}
