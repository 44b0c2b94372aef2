// What the figures depend on.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "./workerd.mjs";

const firstLine = (command, ...args) => {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
      .split("\n")[0]
      .trim();
  } catch {
    return "not installed";
  }
};
const packages = ["workerd", "miniflare", "drizzle-orm", "kysely", "kysely-d1", "esbuild"];
const read = (...path) => JSON.parse(readFileSync(join(root, ...path, "package.json"), "utf8"));

export const machine = () => ({
  date: new Date().toISOString().slice(0, 10),
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  memory_gb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  ...Object.fromEntries(packages.map((name) => [name, read("node_modules", name).version])),
  prisma: read("bench/prisma").devDependencies.prisma,
  gcc: firstLine("g++", "--version"),
  clang: firstLine("clang++", "--version"),
  emscripten: firstLine("em++", "--version"),
});
