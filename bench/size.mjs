// What a Worker takes along, and what it costs to start it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { factsOf, gz, startOf } from "./modules.mjs";
import { preparePrisma } from "./prisma/prepare.mjs";
import { cpuOf, memoryOf } from "./process.mjs";
import { interleaved, show } from "./statistics.mjs";
import { bundle, migrations, prismaModule, root, startWorker } from "./workerd.mjs";

/** Bytes of the application's module and of the contenders' bundles of the same functions. */
async function sizes() {
  const application = factsOf("dist");
  const few = factsOf("build/bench");
  const foundation = factsOf("build/bench_foundation");
  const bundled = async (file, name, version = "") =>
    gz(await bundle(`export { ${name} } from "./contenders/${file}.js${version}";\n`, { minify: true }));
  const contenders = {
    "hand-written": await bundled("hand", "hand"),
    squall: few.together,
    Drizzle: await bundled("drizzle", "drizzleKept"),
    "Drizzle 1.0 RC": await bundled("drizzle", "drizzleKept", "?next"),
    Kysely: await bundled("kysely", "kysely"),
    ...(preparePrisma() && {
      Prisma: gz(readFileSync(join(root, prismaModule))) + (await bundled("prisma", "prisma")),
    }),
  };
  const further = Math.round((application.together - few.together) / (application.functions - few.functions));
  console.log(
    `all ${application.functions} functions: module ${application.module} + JS ${application.js} = ${application.together} bytes gz; a further function ${further} bytes`,
  );
  console.log(`  the foundation's ${foundation.functions} functions: ${foundation.together} bytes gz`);
  for (const [name, bytes] of Object.entries(contenders))
    console.log(`  ${name.padEnd(22)} ${bytes} bytes gz for the ${few.functions} functions of the benchmarks`);
  return { name: "bytes, gzipped", application, foundation, few, bytes_a_further_function: further, contenders };
}

/** A ready instance of the application's module. */
function instance() {
  const rows = startOf("dist");
  console.log(`compiled in ${rows.compile_ms.median} ms, instance ready in ${rows.instance_ms.median} ms`);
  return { name: "a ready instance", ...rows };
}

const answering = {
  "an empty Worker": 'export default { fetch: () => Response.json({ id: "agent_1" }) };\n',
  "hand-written": first("hand", "hand"),
  squall: `import { open } from "../dist/index.js";\n${reply("open(d1).agents.get({ workspace_id: 'w', id: 'a' })")}`,
  Drizzle: first("drizzle", "drizzleKept"),
  Kysely: first("kysely", "kysely"),
};
function first(file, name) {
  return `import { ${name} as contender } from "./contenders/${file}.js";\n${reply("contender(d1).get()")}`;
}
function reply(call) {
  return `import { bindingOver, Replayer } from "./worker/binding.js";
const columns = ["id", "workspace_id", "name", "description", "status", "active_version_id", "created_at", "updated_at", "active_eval_id"];
const cells = ["agent_1", "w", "Sorter", null, "confirmed", null, "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z", null];
const row = JSON.stringify({ success: true, results: { columns, rows: [cells] }, meta: {} });
export default { async fetch() { const d1 = bindingOver(new Replayer([row])); return Response.json(await ${call}); } };\n`;
}

/** CPU time of a new workerd until it has answered once, beyond that of one whose Worker does nothing. */
async function coldStart() {
  const cpu = async (name) => {
    const worker = await startWorker(answering[name]);
    await worker.ask({});
    const used = cpuOf(worker.pid) / 1000;
    await worker.stop();
    return used;
  };
  if (preparePrisma()) answering.Prisma = first("prisma", "prisma");
  const rows = await interleaved(Object.keys(answering), cpu, { rounds: 9, warmup: 1 });
  show("CPU until the first answer of a new isolate, workerd's own start included", "ms", rows);
  return { name: "CPU until the first answer", unit: "ms", rows };
}

/** Memory of the process after so many calls. */
async function memory() {
  const worker = await startWorker("worker/call.js");
  await worker.ask({ task: "migrate", migrations: await migrations() });
  const rows = [];
  const note = (calls) => rows.push({ calls, megabytes: Math.round(memoryOf(worker.pid) / 2 ** 20) });
  await worker.ask({ task: "perform", contender: "squall", operation: "get", readings: 1 });
  note(0);
  for (let calls = 100_000; calls <= 1_000_000; calls += 100_000) {
    await worker.ask({ contender: "squall", operation: "get", count: 100_000 });
    note(calls);
  }
  await worker.stop();
  console.log(`memory of workerd: ${rows.map((r) => `${r.calls / 1000}k calls ${r.megabytes} MB`).join(", ")}`);
  return { name: "memory of workerd", rows };
}

export const run = async () => [await sizes(), instance(), await coldStart(), await memory()];
