// The squall command: as the native build made it, or the one that SQUALL_TOOL names, such as js-shim/squall.mjs.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { root } from "./local_d1.mjs";

const build = process.env.SQUALL_BUILD ?? "build/native";
export const native = join(root, build, "bin/squall");
export const program = process.env.SQUALL_TOOL ? resolve(root, process.env.SQUALL_TOOL) : native;
if (!existsSync(program)) throw new Error(`${program} is missing: build it first`);

/** All commands; those before "studio" print JSON. */
export const commands =
  "generate diff migrate restore backfill status check push pull verify seed export studio call".split(" ");
/** Those of npx squall alone, which need no module. */
export const npxCommands = ["init", "upgrade", "bundle"];

const plain = { ...process.env, CI: "1", NO_COLOR: "1" };

/** Runs it in the project's root; gives its exit code, its output, and the JSON object when asked for with --json. */
export function squall(args, { cwd = root, env = {} } = {}) {
  const ran = spawnSync(program, args, { cwd, encoding: "utf8", env: { ...plain, ...env }, maxBuffer: 64 << 20 });
  return answer(args, ran.status, ran.stdout, ran.stderr);
}
/** The same, while this process goes on: for a server that answers the command. */
export function squallBeside(args, { cwd = root, env = {} } = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd, env: { ...plain, ...env } });
    let out = "";
    let err = "";
    child.stdout.on("data", (d) => (out += d));
    child.stderr.on("data", (d) => (err += d));
    child.on("close", (code) => done(answer(args, code, out, err)));
  });
}
const answer = (args, code, out, err) => ({
  code,
  out,
  err,
  json: args.includes("--json") ? JSON.parse(out) : undefined,
});

export function inFolder(body) {
  const folder = mkdtempSync(join(tmpdir(), "squall-tool-"));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  const result = (() => {
    try {
      return body(folder);
    } catch (error) {
      clean();
      throw error;
    }
  })();
  return result instanceof Promise ? result.finally(clean) : clean();
}
