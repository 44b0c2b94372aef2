// Installs Prisma and generates its client in build/prisma. Its packages have 319 MB, so npm ci of the project leaves them out.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workerd.mjs";

const from = join(root, "bench/prisma");
const to = join(root, "build/prisma");
const files = ["package.json", "package-lock.json", "schema.prisma", "client.js"];

const isPrepared = () =>
  existsSync(join(to, "generated/client.ts")) &&
  files.every((file) => readFileSync(join(from, file)).equals(readFileSync(join(to, file))));

function run(command, args, env = {}) {
  execFileSync(command, args, { cwd: to, stdio: "pipe", encoding: "utf8", env: { ...process.env, ...env } });
}

function prepare() {
  if (isPrepared()) return true;
  console.log("installing Prisma into build/prisma");
  try {
    rmSync(join(to, "generated"), { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
    for (const file of files) copyFileSync(join(from, file), join(to, file));
    run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    // The schema engine is for migrations. The command downloads it even for generate, unless it is given a file; any will do.
    run(process.execPath, ["node_modules/prisma/build/index.js", "generate", "--schema", "schema.prisma"], {
      PRISMA_SCHEMA_ENGINE_BINARY: "schema.prisma",
      CHECKPOINT_DISABLE: "1",
    });
    return true;
  } catch (error) {
    console.log(`Prisma is left out. ${error.message.trim()}`);
    return false;
  }
}

let prepared;
/** Whether Prisma takes part; says why where it does not. */
export const preparePrisma = () => (prepared ??= prepare());
