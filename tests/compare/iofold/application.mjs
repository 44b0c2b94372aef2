// The application whose SQL this schema replaces: its sources as one module, and its database's files. Nothing of it is part of
// this project; a folder or a git directory with them is named by the caller.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** The last commit before the application changed its data access. */
export const commit = "9467d8f";
export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Files that are compared, by the name that the calls use. */
const compared = {
  jobs: "src/jobs/job-manager",
  feedback: "src/api/feedback",
  tools: "src/api/tools",
  tasksets: "src/api/tasksets",
  matrix: "src/api/matrix",
  agents: "src/api/agents",
  traces: "src/api/traces",
  evals: "src/api/evals",
  eval_generation: "src/api/eval-generation",
  eval_execution: "src/jobs/eval-execution-job",
};

/** Copies the application from a folder, or from the commit of a git directory, and bundles what is compared. */
export async function application(from, folder) {
  const copy = join(folder, "application");
  mkdirSync(copy, { recursive: true });
  const isGit = existsSync(join(from, "objects")) && existsSync(join(from, "HEAD"));
  if (isGit) {
    const archive = execFileSync("git", ["--git-dir", from, "archive", commit, "src", "migrations", "schema.sql"], {
      maxBuffer: 1 << 30,
    });
    execFileSync("tar", ["-x", "-C", copy], { input: archive });
  } else
    for (const part of ["src", "migrations", "schema.sql"])
      cpSync(join(from, part), join(copy, part), { recursive: true });
  // The only package of its own that the compared files run; all others stand behind models and sandboxes.
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel", "error", "zod@4.1.12"], { cwd: folder });
  const entry = Object.entries(compared).map(([name, path]) => `export * as ${name} from "./application/${path}";`);
  writeFileSync(join(folder, "entry.ts"), entry.join("\n"));
  await build({
    entryPoints: [join(folder, "entry.ts")],
    outfile: join(folder, "application.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
    plugins: [
      { name: "absent", setup: replaceAbsentPackages },
      { name: "matrix", setup: findsExecutions },
    ],
  });
  const files = readdirSync(join(copy, "migrations")).filter((name) => name.endsWith(".sql")).sort(); // prettier-ignore
  const sql = [
    ["schema.sql", join(copy, "schema.sql")],
    ...files.map((name) => [name, join(copy, "migrations", name)]),
  ];
  return {
    code: await import(pathToFileURL(join(folder, "application.mjs")).href),
    files: sql.map(([name, path]) => ({ name, sql: readFileSync(path, "utf8") })),
  };
}

/**
 * The one edit that the guide asks for before the migrations run: statements over the executions of candidates take the table's
 * name from the database, so that they work before 0019 and after it.
 */
function findsExecutions(plugin) {
  plugin.onLoad({ filter: /api[/\\]matrix\.ts$/ }, ({ path }) => {
    const found = readFileSync(path, "utf8");
    const edited = found.replaceAll("FROM eval_executions ee", "FROM ${await candidateExecutions(db)} ee");
    if (edited.split("candidateExecutions").length !== 5)
      throw new Error(`${path} is not the file that the guide edits`);
    return { contents: `${edited}\n${candidateExecutions}`, loader: "ts" };
  });
}
/** As the guide has it. */
const candidateExecutions = `
async function candidateExecutions(db: D1Database): Promise<string> {
  const name = "eval_candidate_executions";
  const found = await db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?").bind(name).first();
  return found ? name : "eval_executions";
}`;

/** Packages that are not installed become objects whose every use fails by name: no compared call reaches them. */
function replaceAbsentPackages(plugin) {
  plugin.onResolve({ filter: /^[^./]/ }, ({ path, resolveDir }) => {
    if (path === "zod" || path.startsWith("node:") || path.startsWith("zod/")) return undefined;
    return { path, namespace: "absent", pluginData: resolveDir };
  });
  plugin.onLoad({ filter: /.*/, namespace: "absent" }, ({ path }) => ({
    contents: `const absent = new Proxy(function () {}, { get: (_, name) => name === "__esModule" ? true : absent,
      apply() { throw new Error(${JSON.stringify(`${path} is not part of the comparison`)}); },
      construct() { throw new Error(${JSON.stringify(`${path} is not part of the comparison`)}); } });
      module.exports = absent;`,
    loader: "js",
  }));
}
