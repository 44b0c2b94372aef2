// Faults planted in the C++ sources, one at a time: each must be found by a test of behaviour.
//   node tests/mutants/run.mjs [ID… | GROUP…] [--workers N] [--trust]    --list: the mutants, a line each
// --trust: the tests are known to pass without a mutant, which is tried first otherwise.
// It works in copies of the tree under build/mutants, so the tree itself is never touched. An id is that of a mutant (C07),
// a group its room (core, sql, repositories, migrate, tool, sqlite).
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { killers, mutants } from "./list.mjs";
import { apply } from "./apply.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const args = process.argv.slice(2);
const workersAt = args.indexOf("--workers");
const workerCount = workersAt >= 0 ? Number(args.splice(workersAt, 2)[1]) : Math.min(2, availableParallelism());
const wanted = args.filter((a) => !a.startsWith("--"));

function stop(message) {
  console.error(`dev: ${message}`);
  process.exit(2);
}
const unknown = wanted.find((one) => !mutants.some((m) => m.id === one || m.room === one));
if (unknown) stop(`there is no mutant ${unknown}: ./dev mutants --list names them`);
const chosen = mutants.filter((m) => wanted.length === 0 || wanted.includes(m.id) || wanted.includes(m.room));

if (args.includes("--list")) {
  for (const m of chosen) console.log(`${m.id.padEnd(5)} ${m.file.padEnd(44)} ${m.means}`);
  process.exit(0);
}

/** A program's exit code and output; one that takes too long has failed. */
function performed(command, cwd, seconds = 600) {
  return new Promise((done) => {
    const child = spawn("sh", ["-c", command], {
      cwd,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CI: "true", NO_COLOR: "1", FORCE_COLOR: "0" },
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    const timer = setTimeout(() => process.kill(-child.pid, "SIGKILL"), seconds * 1000);
    child.on("close", (code) => {
      clearTimeout(timer);
      done({ code: code ?? 1, output });
    });
  });
}

/** Makes the copy say what the tree says; a file that is the same keeps its time, so that little is built. */
function copyTree(to) {
  const listed = spawnSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  if (listed.status !== 0) stop(`git ls-files: ${listed.stderr}`);
  const files = listed.stdout
    .split("\n")
    .filter((f) => f && existsSync(join(root, f)) && statSync(join(root, f)).isFile());
  const before = join(to, "../files.json");
  const known = new Set(files);
  for (const file of existsSync(before) ? JSON.parse(readFileSync(before, "utf8")) : [])
    if (!known.has(file)) rmSync(join(to, file), { force: true });
  for (const file of files) {
    const text = readFileSync(join(root, file));
    const there = join(to, file);
    if (existsSync(there) && readFileSync(there).equals(text)) continue;
    mkdirSync(dirname(there), { recursive: true });
    writeFileSync(there, text, { mode: statSync(join(root, file)).mode });
  }
  writeFileSync(before, JSON.stringify(files));
  if (!existsSync(join(to, "node_modules"))) symlinkSync(join(root, "node_modules"), join(to, "node_modules"));
}

/** Only a message of the mutated file itself says that the mutant is no program; else a test did not compile, and so found it. */
function whyNotBuilt(output, file) {
  const errors = output.split("\n").filter((line) => line.includes("error:"));
  const checked = errors.find((line) => line.includes("static assertion failed"));
  if (checked)
    return { killed: true, by: `compiling: ${checked.replace(/^.*static assertion failed:? ?/, "").slice(0, 90)}` };
  if (errors.length === 0 || errors.some((line) => line.includes(file))) return { killed: false };
  return { killed: true, by: `compiling ${errors[0].split(":")[0].replace(/^.*?((src|tests|build)\/)/, "$1")}` };
}
/** The first line of a test's output that names what failed. */
function whatFailed(output) {
  const lines = output.split("\n");
  const node = lines.find((line) => /^\s*not ok \d+ - (?!.*\.mjs$)/.test(line) || /^✖ /.test(line.trim()));
  if (node)
    return node
      .trim()
      .replace(/^not ok \d+ - |^✖ /, "")
      .slice(0, 90);
  const failed = lines.findIndex((line) => line.includes("FAILED:"));
  for (let i = failed; i > 1; --i) {
    // Catch2 writes the name of a case between two lines of dashes.
    if (/^-{20,}$/.test(lines[i])) {
      const begin = lines.lastIndexOf(lines[i], i - 1);
      return (lines[begin + 1] ?? "").trim().slice(0, 90) || lines[failed].trim();
    }
  }
  return (
    lines
      .filter((line) => line.trim())
      .at(-1)
      ?.slice(0, 90) ?? "no output"
  );
}

class Worker {
  #tree;
  constructor(number) {
    this.#tree = join(root, "build/mutants", String(number), "tree");
  }
  async prepare() {
    mkdirSync(this.#tree, { recursive: true });
    copyTree(this.#tree);
    if (!existsSync(join(this.#tree, "build/native/build.ninja"))) {
      const configured = await performed(
        "cmake --preset native -DSQUALL_TESTS=ON -DSQUALL_WARNINGS_AS_ERRORS=OFF",
        this.#tree,
      );
      if (configured.code !== 0) stop(`configuring ${this.#tree}:\n${configured.output}`);
    }
  }
  #build(targets, jobs = jobsBeside) {
    return targets.length === 0
      ? { code: 0, output: "" }
      : performed(`ninja -C build/native -j${jobs} ${targets.join(" ")}`, this.#tree, 3600);
  }
  /** Without a mutant every killer must pass, or a mutant would be called killed for nothing. */
  async tryKillers(names) {
    const all = names.map((name) => killers(name));
    const built = await this.#build([...new Set(all.flatMap((k) => k.targets))], availableParallelism());
    if (built.code !== 0) stop(`without a mutant this does not build:\n${built.output.slice(-4000)}`);
    for (const [i, killer] of all.entries()) {
      const ran = await performed(killer.command, this.#tree);
      if (ran.code !== 0) stop(`without a mutant ${names[i]} fails:\n${ran.output.slice(-4000)}`);
    }
  }
  async try(mutant) {
    const file = join(this.#tree, mutant.file);
    const text = readFileSync(join(root, mutant.file), "utf8");
    const changed = apply(text, mutant);
    if (changed === undefined)
      return {
        verdict: "out of date",
        by: `${mutant.file} holds its text ${text.split(mutant.find).length - 1} times`,
      };
    writeFileSync(file, changed);
    try {
      for (const name of mutant.killers) {
        const killer = killers(name);
        const built = await this.#build(killer.targets);
        if (built.code !== 0) {
          const { killed, by } = whyNotBuilt(built.output, mutant.file);
          return killed
            ? { verdict: "killed", by: `${name}, ${by}` }
            : { verdict: "does not compile", by: built.output.slice(-600) };
        }
        const ran = await performed(killer.command, this.#tree, 180);
        if (ran.code !== 0) return { verdict: "killed", by: `${name}: ${whatFailed(ran.output)}` };
      }
      return { verdict: "survived", by: mutant.killers.join(", ") + " pass" };
    } finally {
      writeFileSync(file, text);
    }
  }
}

const began = Date.now();
const workers = Array.from({ length: Math.min(workerCount, chosen.length) }, (_, i) => new Worker(i));
const jobsBeside = Math.max(1, Math.floor(availableParallelism() / workers.length));
for (const worker of workers) await worker.prepare();
if (!args.includes("--trust")) await workers[0].tryKillers([...new Set(chosen.flatMap((m) => m.killers))]);

const counts = { killed: 0, survived: 0, explained: 0, "does not compile": 0, "out of date": 0 };
const bad = [];
const waiting = [...chosen];
await Promise.all(
  workers.map(async (worker) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const { verdict, by } = await worker.try(mutant);
      const explained = verdict === "survived" && mutant.explained;
      ++counts[explained ? "explained" : verdict];
      if (verdict !== "killed" && !explained) bad.push(mutant.id);
      console.log(
        `${mutant.id.padEnd(5)} ${verdict.padEnd(9)} ${mutant.file}: ${mutant.means}\n      ${explained ? mutant.explained : by}`,
      );
    }
  }),
);
const seconds = Math.round((Date.now() - began) / 1000);
const counted = Object.entries(counts).filter(([name, n]) => n > 0 || name === "killed" || name === "survived");
console.log(
  `\nmutants: ${counted.map(([name, n]) => `${n} ${name === "explained" ? "survived as explained" : name}`).join(", ")} of ${chosen.length} (${seconds} s)`,
);
if (bad.length > 0) console.log(`mutants: not killed: ${bad.join(" ")}`);
process.exit(bad.length === 0 ? 0 : 1);
