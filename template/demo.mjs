// ./dev demo: migrates a local D1, starts the Worker in workerd, asks it, and shows what it answers.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unstable_startWorker } from "wrangler";

process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false"; // no look at where this machine is
let worker;
const folder = mkdtempSync(join(tmpdir(), "notes-"));
try {
  const wrangler = [
    "node_modules/wrangler/bin/wrangler.js",
    "d1",
    "migrations",
    "apply",
    "DB",
    "--local",
    "--persist-to",
    folder,
  ];
  execFileSync(process.execPath, wrangler, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, CI: "true" },
  });
  worker = await unstable_startWorker({
    config: "wrangler.toml",
    dev: { persist: folder, server: { port: 0 }, inspector: false, logLevel: "error" },
  });
  const ask = async (method, path, body) => {
    const response = await worker.fetch(`http://notes${path}`, { method, body: body && JSON.stringify(body) });
    const answer = await response.json();
    console.log(`${method} ${path} -> ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const { id } = await ask("POST", "/authors", { email: "ann@example.com" });
  await ask("POST", "/authors", { email: "ann@example.com" });
  await ask("POST", `/authors/${id}/notes`, { text: "Buy milk", pinned: true });
  await ask("POST", `/authors/${id}/notes`, { text: "Call Bob" });
  await ask("POST", "/authors/nobody/notes", { text: "Lost" });
  const pinned = await ask("GET", `/authors/${id}/notes?pinned=true`);
  if (pinned.length !== 1 || pinned[0].text !== "Buy milk") throw new Error("the pinned note is missing");
} finally {
  await worker?.dispose();
  rmSync(folder, { recursive: true, force: true });
}
