// The squall command twice: as the native program, and in Node.
import { spawn, spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { root } from "../migrations/local_d1.mjs";

export { root };
export const native = join(root, process.env.SQUALL_BUILD ?? "build/native", "bin/squall");
export const inNode = resolve(root, process.env.SQUALL_TOOL ?? "js-shim/squall.mjs");
const plain = { ...process.env, CI: "1", NO_COLOR: "1" };

/** Exit code and the bytes of both outputs. */
export function run(program, args, { cwd = root, env = {}, input } = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...plain, ...env },
    input,
    maxBuffer: 64 << 20,
  });
  return { code: status, out: stdout, err: stderr };
}
/** The same, while this process goes on. `child.stdin` stays open. */
export function start(program, args, { cwd = root, env = {} } = {}) {
  const child = spawn(program, args, { cwd, env: { ...plain, ...env } });
  const ran = { child, out: "", err: "" };
  child.stdout.on("data", (data) => (ran.out += data));
  child.stderr.on("data", (data) => (ran.err += data));
  ran.ended = new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, ...ran })));
  return ran;
}
