// squall bundle --domains: a client with some of its domains, made without a compiler.
//   node --test tests/package/domains.test.mjs
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import ts from "typescript";
import { clientSize } from "../../js-shim/client_size.mjs";
import { contractOf, domainsOf } from "../../js-shim/parts/client_of_domains.mjs";
import { dataObjects } from "../../js-shim/parts/linker_map.mjs";
import { dataOf, Reader, Section, sectionsOf } from "../../js-shim/parts/reader.mjs";
import { trim } from "../../js-shim/parts/trim.mjs";
import { clientRunner } from "../bindings/suite/client_runner.mjs";
import { loadCases } from "../cases/native.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const dist = join(root, "dist");
const folder = mkdtempSync(join(tmpdir(), "squall-domains-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const whole = new Uint8Array(readFileSync(join(dist, "squall.wasm")));
const objects = JSON.parse(readFileSync(join(dist, "parts/objects.json"), "utf8"));
const { contract, domains } = await domainsOf(readFileSync(join(dist, "parts/client.js"), "utf8"));
const { allParts, now, play, Seeded, seedStatements } = await loadCases();

const argumentCounts = Object.values(domains).flatMap((functions) => functions.map(([, declared]) => declared.length));
/** The numbers of a domain's functions. */
function numbersOf(selected) {
  const numbers = [];
  let number = 0;
  for (const [name, functions] of Object.entries(domains))
    for (const _ of functions) {
      if (selected.includes(name)) numbers.push(number);
      number++;
    }
  return numbers;
}

describe("each domain alone", () => {
  let makeOpen;
  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(root, "js-shim/src/client.ts")],
      bundle: true,
      format: "esm",
      write: false,
    });
    const text = Buffer.from(outputFiles[0].contents).toString("base64");
    ({ makeOpen } = await import(`data:text/javascript;base64,${text}`));
  });
  /** All that a call sends, or the error that refuses it. The database answers nothing. */
  async function sent(open, domain, name, args) {
    const log = [];
    const fail = () => Promise.reject(new Error("nothing"));
    const statement = { bind: (...values) => (log.push(values), statement), raw: fail, all: fail };
    const binding = { prepare: (sql) => (log.push(sql), statement), batch: fail };
    let id = 0;
    const uuid = () => `00000000-0000-4000-8000-${String(++id).padStart(12, "0")}`;
    const client = open(binding, { now: () => Date.parse(now), uuid });
    await client[domain][name](args).catch((error) => log.push(error.message));
    return log;
  }

  for (const domain of Object.keys(domains))
    test(`${domain} sends what it sends within the whole module`, async () => {
      const own = contractOf(contract, [domain]);
      const module = trim({
        module: whole,
        objects,
        argumentCounts,
        selected: numbersOf([domain]),
        contract: (old) => (old ^ contract ^ own) >>> 0,
      });
      const openWhole = makeOpen(new WebAssembly.Module(whole), contract, domains);
      const openOne = makeOpen(new WebAssembly.Module(module), own, { [domain]: domains[domain] });
      const parts = allParts.filter(({ name }) => name === domain);
      for (const [name] of domains[domain]) {
        const calls = parts.flatMap(({ cases }) => cases[name] ?? []);
        let sends = 0;
        for (const { args } of calls) {
          const expected = await sent(openWhole, domain, name, args);
          assert.deepEqual(await sent(openOne, domain, name, args), expected, `${domain}.${name}`);
          sends += expected.filter((one) => typeof one === "string" && /^[A-Z]+ /.test(one)).length;
        }
        assert.ok(sends > 0, `no case of ${domain}.${name} sends anything`);
      }
    });
});

describe("squall bundle --domains in an application", () => {
  const application = join(folder, "application");
  const installed = join(application, "node_modules/squall");
  const out = join(application, "squall");
  const bundle = (...args) =>
    spawnSync(process.execPath, [join(installed, "js-shim/squall.mjs"), "bundle", "--domains", ...args], {
      cwd: application,
      encoding: "utf8",
    });
  const load = (path) => import(pathToFileURL(join(application, path)).href);

  before(() => {
    mkdirSync(join(application, "node_modules"), { recursive: true });
    execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: root, stdio: "ignore" });
    execFileSync("tar", ["-xzf", join(folder, "squall-0.1.0.tgz"), "-C", folder]);
    cpSync(join(folder, "package"), installed, { recursive: true });
    for (const name of ["esbuild", "@esbuild", "@sqlite.org"])
      symlinkSync(join(root, "node_modules", name), join(application, "node_modules", name));
    const { status, stdout, stderr } = bundle("feedback,jobs", "squall");
    assert.equal(status, 0, stderr);
    assert.match(
      stdout,
      /^2 of 46 domains, \d+ of 288 functions\nsquall: \d\d\.\d KB gzipped instead of \d\d\.\d KB\n$/,
    );
  });

  test("module and client take at least 40 % less", () => {
    const [small, all] = [out, dist].map((of) => clientSize(of).together);
    assert.ok(small <= 0.6 * all, `${small} of ${all} bytes`);
  });
  test("all cases of its domains pass on it", async () => {
    const { openSqlite } = await load("squall/sqlite-wasm-node.js");
    const database = await openSqlite();
    const files = readdirSync(join(root, "migrations")).filter((file) => file.endsWith(".sql"));
    await database.applyMigrations(
      files.sort().map((name) => ({ name, sql: readFileSync(join(root, "migrations", name), "utf8") })),
    );
    const runner = clientRunner(await load("squall/node.js"), database, now);
    const seeded = new Seeded(runner, seedStatements);
    let played = 0;
    for (const domain of allParts.filter(({ name }) => name === "jobs" || name === "feedback"))
      for (const [name, cases] of Object.entries(domain.cases))
        for (const one of cases) {
          await seeded.restore();
          assert.deepEqual(await play(runner, `${domain.name}.${name}`, one, domain.tables), [], one.it);
          played++;
        }
    assert.ok(played > 50, `${played} cases`);
    await database.close();
  });
  test("a call of another domain does not compile, and fails with its name", async () => {
    const file = join(application, "calls.ts");
    writeFileSync(
      file,
      `import { open, type Client, type Job } from "./squall/index.js";
export const job = (db: Client): Promise<Job | null> => db.jobs.get({ workspace_id: "w", id: "j" });
export const agent = (db: Client) => db.agents.get({ workspace_id: "w", id: "a" });
export const both = (db: Client) => db.batch((q) => [q.jobs.get({ workspace_id: "w", id: "j" }), q.agents.exists({ workspace_id: "w", id: "a" })]);
export { open };
`,
    );
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    });
    const messages = ts.getPreEmitDiagnostics(program).map((one) => {
      const { line } = one.file.getLineAndCharacterOfPosition(one.start);
      return `${line + 1}: ${ts.flattenDiagnosticMessageText(one.messageText, "\n")}`;
    });
    assert.deepEqual(messages, [
      "3: Property 'agents' does not exist on type 'Client'.",
      "4: Property 'agents' does not exist on type 'Functions<\"plan\">'.",
    ]);
    const { open } = await load("squall/node.js");
    const db = open({ prepare() {}, batch() {} });
    assert.throws(() => db.agents.get({ workspace_id: "w", id: "a" }), /db\.agents\.get is not a function/);
  });
  test("the smaller client refuses the whole module, and the whole client the smaller one", async () => {
    for (const [name, client, module] of [
      ["a", out, dist],
      ["b", dist, out],
    ]) {
      mkdirSync(join(application, name));
      cpSync(join(client, "node.js"), join(application, name, "node.js"));
      cpSync(join(module, "squall.wasm"), join(application, name, "squall.wasm"));
      const { open } = await load(`${name}/node.js`);
      assert.throws(() => open({ prepare() {}, batch() {} }), /the module and the client were not built together/);
    }
  });
  test("the order in which domains are named makes no difference, nor does a second time", () => {
    assert.equal(bundle("jobs,feedback,jobs", "again").status, 0);
    // Those for Node name the folder of their sources.
    for (const file of readdirSync(out, { recursive: true }).filter(
      (name) => /\.\w+$/.test(name) && !/node\.js$/.test(name),
    ))
      assert.ok(readFileSync(join(out, file)).equals(readFileSync(join(application, "again", file))), file);
  });
  test("what is not there is refused by name, and nothing is written", () => {
    const unknown = bundle("jobs,agent,task", "none");
    assert.equal(unknown.status, 1);
    assert.match(
      unknown.stderr,
      /^squall: no domain is called agent or task\. There are: agent_functions, .*workspaces\n$/,
    );
    const empty = bundle(",", "none");
    assert.equal(empty.status, 1);
    assert.match(empty.stderr, /--domains names no domain/);
    const itself = bundle("jobs", "node_modules/squall/dist");
    assert.equal(itself.status, 1);
    assert.match(itself.stderr, /is the folder that the whole client is read from/);
    assert.ok(!readdirSync(application).includes("none"));
    for (const args of [["jobs"], ["jobs", "feedback", "none"], ["jobs", "--from"]]) {
      const usage = bundle(...args);
      assert.equal(usage.status, 2);
      assert.match(usage.stderr, /^usage: squall bundle /);
    }
    rmSync(join(installed, "dist/parts"), { recursive: true });
    const without = bundle("jobs", "none");
    assert.equal(without.status, 1);
    assert.match(without.stderr, /this package was built without what --domains needs/);
  });
});

describe("the linker's map", () => {
  test("yields the symbols of data, merged literals as one object, and no code", () => {
    const map = `    Addr      Off     Size Out     In      Symbol
       -        a       b4 TYPE
       -      2d3     8f01 CODE
       -      2d7        d         a.o:(squall_text)
       -      2d7        d                 squall_text
       0        0        0         __stack_pointer
     400    282ed     3c70 .rodata
     400    282f4       10         lto.tmp:(.rodata.table)
     400    282f4       10                 squall::table<&(f(int, {int}))>::entries
     410    28304      f7b         <internal>:(.rodata)
    138c    2927f       2b squall_texts
    138c    29285       2b         lto.tmp:(squall_texts)
    138c    29285       14                 squall::text_of<a>
    13a0    29299       17                 squall::text_of<b>
    13a0    29299        0                 an_alias
    13b8        0        8 .bss
    13b8        0        8         exports.cpp.o:(.bss.arguments)
    13b8        0        8                 (anonymous namespace)::arguments
       -    292b0      d4a CUSTOM(name)
`;
    assert.deepEqual(dataObjects(map), [
      [0x400, 0x10],
      [0x410, 0xf7b],
      [0x138c, 0x14],
      [0x13a0, 0x17],
      [0x13b8, 8],
    ]);
  });
  test("of this module has objects that do not overlap, and no data outside them", () => {
    objects.slice(1).forEach(([address], i) => {
      const [before, size] = objects[i];
      assert.ok(size > 0 && before + size <= address, `${before} + ${size} > ${address}`);
    });
    const inObjects = (at) => objects.some(([address, size]) => at >= address && at < address + size);
    for (const { address, bytes } of dataOf(sectionsOf(whole).find(({ id }) => id === Section.data).content))
      for (let i = 0; i < bytes.length; i++)
        if (bytes[i] !== 0) assert.ok(inObjects(address + i), `a byte at ${address + i}`);
  });
});

describe("a module that is not understood", () => {
  const options = { module: whole, objects, argumentCounts, selected: [0], contract: (old) => old };
  test("of other functions than the client's", () => {
    const counts = [...argumentCounts];
    counts[5]++;
    assert.throws(() => trim({ ...options, argumentCounts: counts }), /not built together: 0 tables of 288 functions/);
    assert.throws(() => trim({ ...options, argumentCounts: counts.slice(1) }), /not built together/);
  });
  test("with instructions or segments of another kind", () => {
    const { id, content } = sectionsOf(whole).find(({ id }) => id === Section.code);
    const changed = whole.slice();
    // The first body: its size, no locals, an instruction of SIMD.
    const body = new Reader(content);
    body.unsigned();
    body.unsigned();
    const at = content.byteOffset + body.at;
    changed.set([0, 0xfd], at);
    assert.equal(id, 10);
    assert.throws(() => trim({ ...options, module: changed }), /cannot be made smaller: it has the instruction fd/);
    const passive = whole.slice();
    const data = sectionsOf(passive).find(({ id }) => id === Section.data).content;
    data[1] = 1;
    assert.throws(() => trim({ ...options, module: passive }), /cannot be made smaller: it has data of another kind/);
  });
  test("with the bounds of another module", () => {
    assert.throws(() => trim({ ...options, objects: objects.slice(1) }), /not built together/);
  });
});
