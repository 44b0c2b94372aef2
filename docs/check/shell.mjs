// Lines of a shell: programs, their commands and their files exist.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const programs = new Set(["cd", "cmake", "ctest", "git", "npm", "npx", "node", "apt-get", "g++", "gdb"]);

export function checkShell(root, blocks) {
  const problems = [];
  const dev = new Set(
    [...readFileSync(join(root, "dev"), "utf8").matchAll(/^ {4}([a-z]+)\)/gm)].map(([, name]) => name),
  );
  const own = new Set(
    [...readFileSync(join(root, "template/dev"), "utf8").matchAll(/^ {4}([a-z]+)\)/gm)].map(([, name]) => name),
  );
  const tool = new Set(
    [...readFileSync(join(root, "src/tool/main.cpp"), "utf8").matchAll(/= add\("(\w+)"|\badd\("(\w+)"/g)].map(
      (m) => m[1] ?? m[2],
    ),
  );
  const npm = new Set(["init", "upgrade", "build", "bundle", "insights", "symbolize", "watch"]);
  for (const { page, line, text, words } of blocks)
    text.split("\n").forEach((shown, i) => {
      const problem = (what) => problems.push(`${page}:${line + i}: ${what}: ${shown}`);
      for (const command of shown.replace(/(^|\s)#.*$/, "").split(/&&|\|/)) {
        const [program, first = "", second = ""] = command.trim().split(/\s+/);
        if (program === "") continue;
        if (program === "./dev") {
          if (!(words === "project" ? own : dev).has(first)) problem("./dev has no such command");
        } else if (program.endsWith("squall")) {
          if (!tool.has(first) && !npm.has(first)) problem("squall has no such command");
        } else if (program === "npx" && first === "squall") {
          if (!npm.has(second) && !tool.has(second)) problem("npx squall has no such command");
        } else if (program === "node" && !first.startsWith("-")) {
          if (!existsSync(join(root, first))) problem("there is no such file");
        } else if (program.startsWith("build/")) {
          if (!existsSync(join(root, program))) problem("the build makes no such program");
        } else if (!programs.has(program)) problem("not a known program");
      }
    });
  return problems;
}
