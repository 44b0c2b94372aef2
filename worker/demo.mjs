// ./dev demo: applies the migrations to a local D1 of its own, seeds it, starts the example Worker, and calls it. Every row
// that it prints came out of that database through the WebAssembly module. At the end a tenant is moved between two databases.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { moveWhileInUse } from "./fleet_demo.mjs";
import { testDatabase } from "../dist/testing.js";
import { brief, table } from "./table.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = mkdtempSync(join(tmpdir(), "squall-demo-"));
const state = ["--local", "--persist-to", join(folder, "d1")];
const environment = {
  ...process.env,
  CI: "true", // no questions
  NO_COLOR: "1",
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  XDG_CONFIG_HOME: join(folder, "config"), // wrangler's logs and its list of running Workers go with the folder
};

const running = new Set();
function wrangler(...args) {
  const child = spawn(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), ...args], {
    cwd: root,
    env: environment,
    detached: true, // a group of its own, so that what it starts ends with it
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (child.output += bytes));
  child.ended = new Promise((resolve) => child.on("close", resolve)).then((code) => (running.delete(child), code));
  running.add(child);
  return child;
}
async function stop() {
  const ending = [...running];
  for (const child of ending) {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {} // it has just ended
  }
  const stubborn = setTimeout(
    () => ending.forEach((child) => running.has(child) && process.kill(-child.pid, "SIGKILL")),
    5000,
  );
  await Promise.all(ending.map((child) => child.ended));
  clearTimeout(stubborn);
  rmSync(folder, { recursive: true, force: true });
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop().then(() => process.exit(130)));

const say = (text) => console.log(`\n${text}`);

// ---- the database and the Worker ------------------------------------------------------------------------------------
async function migrate() {
  const child = wrangler("d1", "migrations", "apply", "DB", ...state);
  if ((await child.ended) !== 0) throw new Error(`the migrations were not applied:\n${child.output}`);
  const applied = [...child.output.matchAll(/│ (\S+\.sql)\s+│ ✅/g)].map(([, name]) => name);
  console.log(`  applied ${[...new Set(applied)].join(", ")}`);
}
/** A row of every table, and a few people with their workspaces and agents, by the factories of squall/testing. */
async function seed() {
  Object.assign(process.env, environment);
  const { getPlatformProxy } = await import("wrangler");
  const { env, dispose } = await getPlatformProxy({ persist: { path: join(folder, "d1/v3") } });
  try {
    const { make } = await testDatabase({ binding: env.DB });
    for (const [email, workspace, ...agents] of [
      ["ada.lovelace@example.com", "Support", "Router", "Summary writer", "Refund planner"],
      ["alan.turing@example.com", "Invoices", "Checker"],
      ["grace.hopper@example.com", "Bookings", "Classifier", "Calendar"],
    ]) {
      const { id: user_id } = await make.users({ email });
      const { id: workspace_id } = await make.workspaces({ user_id, name: workspace });
      for (const name of agents) await make.agents({ workspace_id, name });
    }
    const tables = Object.keys(make);
    for (const table of tables) await make[table]();
    console.log(`  put rows into ${tables.length} tables`);
  } finally {
    await dispose();
  }
}
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
async function start() {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = wrangler(
    "dev",
    ...state,
    "--ip",
    "127.0.0.1",
    "--port",
    String(port),
    "--inspector-port",
    "0",
    "--show-interactive-dev-session=false",
  );
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    if (!running.has(child)) break;
    try {
      await fetch(`${origin}/users`);
      return origin;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  throw new Error(`the Worker did not start:\n${child.output}`);
}

// ---- calls ----------------------------------------------------------------------------------------------------------
let origin;
const totals = { requests: 0, round_trips: 0, rows_read: 0, rows_written: 0 };

/** One request: says what was asked, what the database was asked, and shows the rows. */
async function ask(what, method, path, body, shown = (result) => result) {
  const response = await fetch(origin + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const result = response.status === 204 ? undefined : await response.json();
  const queries = JSON.parse(`[${response.headers.get("x-query") ?? ""}]`);
  totals.requests += 1;
  for (const key of ["round_trips", "rows_read", "rows_written"])
    for (const query of queries) totals[key] += query[key];
  say(`${what}\n  ${method} ${brief(path)} → ${response.status}`);
  for (const q of queries)
    console.log(`  ${q.name}: ${q.round_trips} round trip, ${q.rows_read} rows read, ${q.rows_written} written`);
  const rows = result?.error ?? (result === undefined ? [] : shown(result));
  console.log(table([rows].flat()));
  return result;
}
function mustBe(kind, result) {
  if (result?.error?.kind !== kind)
    throw new Error(`a refusal of the kind ${kind} was expected, ${JSON.stringify(result)} came`);
}
function mustHave(result) {
  if (result?.error) throw new Error(`refused: ${result.error.message}`);
  return result;
}
const of =
  (...names) =>
  (rows) =>
    [rows].flat().map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));

const named = of("id", "workspace_id", "name", "description", "status", "created_at");

async function ownerAmong(users) {
  for (const { id } of users)
    if ((await fetch(`${origin}/users/${id}/workspaces`).then((r) => r.json())).length > 0) return id;
  throw new Error("nobody of the seed owns a workspace");
}

async function show() {
  const people = mustHave(await ask("People of the seed.", "GET", "/users?limit=5", undefined, (page) => page.items));
  const theirs = mustHave(
    await ask(
      "What one of them owns.",
      "GET",
      `/users/${await ownerAmong(people.items)}/workspaces`,
      undefined,
      of("id", "name", "created_at"),
    ),
  );
  mustHave(await ask("The agents there.", "GET", `/workspaces/${theirs[0].id}/agents`, undefined, named));
  const user = mustHave(await ask("A new user.", "POST", "/users", { email: "ann@example.com" }));
  const workspace = mustHave(
    await ask("A workspace of hers.", "POST", `/users/${user.id}/workspaces`, { name: "Support" }),
  );
  const here = `/workspaces/${workspace.id}`;
  const agent = mustHave(
    await ask("An agent in it.", "POST", `${here}/agents`, { name: "Triage", description: "sorts tickets" }, named),
  );
  mustHave(await ask("And another.", "POST", `${here}/agents`, { name: "Answer" }, named));
  mustBe(
    "conflict",
    await ask("A name that is taken is refused by a guard inside the write.", "POST", `${here}/agents`, {
      name: " Triage ",
    }),
  );

  const versions = `${here}/agents/${agent.id}/versions`;
  const version = of("id", "version", "status", "variables", "parent_version_id");
  mustHave(
    await ask(
      "A version of its prompt, numbered by the database.",
      "POST",
      versions,
      { prompt_template: "Sort {{ticket}}.", variables: ["ticket"] },
      version,
    ),
  );
  const promoted = of("version", "status", "id");
  mustHave(
    await ask(
      "It becomes the active one: guard, two versions and the agent in one batch.",
      "POST",
      `${versions}/1/promote`,
      undefined,
      promoted,
    ),
  );
  mustBe("guard_failed", await ask("Twice is refused: it is no candidate any more.", "POST", `${versions}/1/promote`));
  const trial = await ask(
    "The next version and the job that measures it: two functions, one batch, both or neither.",
    "POST",
    `${here}/agents/${agent.id}/trials`,
    { prompt_template: "Sort {{ticket}} by urgency.", variables: ["ticket"] },
    ({ version, job }) => [
      { made: "version", id: version.id, what: version.version, status: version.status },
      { made: "job", id: job.id, what: job.type, status: job.status },
    ],
  );
  mustHave(trial);
  mustHave(
    await ask(
      "Five people ask for a version at the same moment; here are all.",
      "GET",
      await race(versions),
      undefined,
      of("version", "status", "prompt_template", "parent_version_id"),
    ),
  );

  const job = of("id", "type", "status", "progress", "started_at", "completed_at");
  for (const type of ["import", "execute"])
    mustHave(await ask(`A job: ${type}.`, "POST", `${here}/jobs`, { type, metadata: { from: "demo" } }, job));
  const claimed = mustHave(
    await ask(
      "Two jobs are claimed, oldest first; no other caller gets the same.",
      "POST",
      `${here}/jobs/claim`,
      { limit: 2 },
      job,
    ),
  );
  mustHave(
    await ask(
      "One is done.",
      "POST",
      `/jobs/${claimed[0].id}/complete`,
      { traces: 12 },
      of("id", "status", "progress", "result", "completed_at"),
    ),
  );
  mustBe(
    "guard_failed",
    await ask("What is done cannot be cancelled.", "POST", `${here}/jobs/${claimed[0].id}/cancel`),
  );
  mustBe(
    "invalid_argument",
    await ask("An argument that does not exist is refused before anything is sent.", "POST", `${here}/jobs`, {
      type: "import",
      prio: 9,
    }),
  );
  mustBe("not_found", await ask("Another workspace sees nothing.", "GET", `/workspaces/ws_other/agents/${agent.id}`));
  mustHave(
    await ask(
      "The whole workspace: four functions, one round trip.",
      "GET",
      here,
      undefined,
      ({ agents, queued, recent_jobs }) => [
        ...agents.map((a) => ({
          row: "agent",
          name: a.name,
          status: a.status,
          version: a.version_number,
          note: a.description,
        })),
        ...recent_jobs.map((j) => ({ row: "job", name: j.type, status: j.status, version: null, note: j.result })),
        { row: "count", name: "queued jobs", status: queued, version: null, note: null },
      ],
    ),
  );
  return user;
}
/** Five versions asked for together; returns the address of the list. */
async function race(versions) {
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, i) =>
      fetch(origin + versions, { method: "POST", body: JSON.stringify({ prompt_template: `Try ${i + 1}.` }) }),
    ),
  );
  const numbers = (await Promise.all(answers.map((a) => a.json()))).map((v) => v.version).sort();
  if (numbers.join() !== "3,4,5,6,7") throw new Error(`five versions at once got the numbers ${numbers}`);
  return versions;
}

// ---------------------------------------------------------------------------------------------------------------------
try {
  say(`A local D1 in ${folder}, migrated by wrangler, filled by squall/testing.`);
  await migrate();
  await seed();
  say("The example Worker, in workerd on this machine.");
  origin = await start();
  console.log(`  ${origin}`);
  const made = await show();
  if (!(await fetch(`${origin}/users/${made.id}`)).ok) throw new Error("the new user is not there any more");
  say(
    `${totals.requests} requests, ${totals.round_trips} round trips; ${totals.rows_read} rows read, ${totals.rows_written} written.`,
  );
  await moveWhileInUse(say);
  say("The Workers and their databases are gone now.");
} catch (error) {
  console.error(`\nThe demo failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  await stop();
}
