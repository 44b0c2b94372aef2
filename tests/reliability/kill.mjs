// Kills workerd in the middle of batches, again and again, and looks at what the database then holds: each batch wholly
// or not at all, and each that was answered wholly.
//   node tests/reliability/kill.mjs [--kills 200]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, option, start } from "./host.mjs";

const kills = option("kills", 200);
const atOnce = 4;
const folder = mkdtempSync(join(tmpdir(), "squall-kill-"));
const answered = new Set();
let next = 0;
let begun = 0;
let duringBatches = 0;
let worker;

/** Sends batches until the Worker is gone. */
async function send(state) {
  while (!state.over) {
    const n = next++;
    state.flying.add(n);
    try {
      await worker.ask(String(n));
      answered.add(n);
    } catch (error) {
      if (!state.over) throw error;
      return;
    }
    state.flying.delete(n);
  }
}

async function check() {
  const parts = {
    users: "id LIKE 'user_%'",
    workspaces: "id LIKE 'ws_%'",
    agents: "id LIKE 'agent_%' AND active_version_id IS NOT NULL",
    agent_versions: "id LIKE '%_1' AND status = 'candidate' OR id LIKE '%_2' AND status = 'active'",
    jobs: "id LIKE 'job_%'",
  };
  const database = await worker.database();
  const found = new Map();
  for (const [table, condition] of Object.entries(parts)) {
    const rows = await database.prepare(`SELECT id FROM ${table} WHERE ${condition}`).all();
    for (const { id } of rows.results) {
      const n = Number(/_(\d+)/.exec(id)[1]);
      found.set(n, (found.get(n) ?? 0) + 1);
    }
  }
  const half = [...found].filter(([, parts]) => parts !== 6).map(([n]) => n);
  const lost = [...answered].filter((n) => !found.has(n));
  if (half.length > 0) throw new Error(`half batches: ${half}`);
  if (lost.length > 0) throw new Error(`answered, and lost: ${lost}`);
  const { results } = await database.prepare("PRAGMA foreign_key_check").all();
  const [health] = (await database.prepare("PRAGMA quick_check").all()).results;
  if (results.length > 0 || Object.values(health)[0] !== "ok") throw new Error("the database is not sound");
  return found.size;
}

try {
  worker = await start("kill_worker.js", { persist: folder });
  await migrate(await worker.database());
  for (let kill = 1; kill <= kills; kill++) {
    const [pid] = worker.processes;
    await worker.ask(String(next)); // it is awake
    answered.add(next++);
    const asked = performance.now();
    await worker.ask(String(next));
    answered.add(next++);
    const took = performance.now() - asked;
    const state = { over: false, flying: new Set() };
    const sending = Array.from({ length: atOnce }, () => send(state));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3 * took));
    state.over = true;
    if (state.flying.size > 0) duringBatches++;
    begun += state.flying.size;
    process.kill(pid, "SIGKILL");
    await Promise.all(sending);
    await worker.stop().catch(() => undefined);
    worker = await start("kill_worker.js", { persist: folder });
    const whole = await check();
    if (kill % 10 === 0 || kill === kills)
      console.log(
        `${kill} kills: ${answered.size} batches answered, ${whole} there, each whole; ${begun} were in flight`,
      );
  }
  if (duringBatches < kills / 2) throw new Error(`only ${duringBatches} kills met a batch in flight`);
  console.log(
    `kill: ${kills} kills, ${duringBatches} of them during batches; no half batch, none lost that was answered`,
  );
} finally {
  await worker?.stop().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
}
