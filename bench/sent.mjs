// The statements that each function sends, and where its guard is checked: node bench/sent.mjs [COMMIT] [--write]
// Reads tests/plans, which ./dev plans writes. With a commit, also what they were there; --write makes docs/STATEMENTS.md.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = "tests/plans";
const titles = /^(\S+): (\d+) statements?(?: in one batch)?(?:; (.*))?$/gm;

/** Map(function -> { statements, guard }) */
function sentIn(texts) {
  const all = new Map();
  for (const text of texts)
    for (const [, name, statements, guard = ""] of text.matchAll(titles))
      all.set(name, { statements: Number(statements), guard });
  return all;
}
const now = sentIn(readdirSync(join(root, folder)).map((file) => readFileSync(join(root, folder, file), "utf8")));

const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" });
function sentAt(commit) {
  const files = git("ls-tree", "--name-only", commit, `${folder}/`).trim().split("\n");
  return sentIn(files.map((file) => git("show", `${commit}:${file}`)));
}

const write = process.argv.includes("--write");
const commit = process.argv.slice(2).find((arg) => arg !== "--write");
const before = commit === undefined ? new Map() : sentAt(commit);
const rows = [...now]
  .filter(([name, { guard }]) => guard !== "" || (before.get(name)?.statements ?? 0) !== now.get(name).statements)
  .map(([name, { statements, guard }]) => [name, before.get(name)?.statements ?? "", statements, guard]);
const sum = (all, names) => names.reduce((n, name) => n + (all.get(name)?.statements ?? 0), 0);
const shared = [...now.keys()].filter((name) => before.has(name));
const counts =
  commit === undefined
    ? `${now.size} functions send ${sum(now, [...now.keys()])} statements.`
    : `${shared.length} functions sent ${sum(before, shared)} statements before (${commit}) and send ${sum(now, shared)} now, each called once with every argument.`;

if (write) {
  const table = rows.map(([name, old, statements, guard]) => `| ${name} | ${old} | ${statements} | ${guard} |`);
  writeFileSync(
    join(root, "docs/STATEMENTS.md"),
    `# Statements sent

Written by \`node bench/sent.mjs ${commit ?? ""} --write\` from [tests/plans](../tests/plans), which has every statement with its plan.
Functions with a guard, and those whose number of statements has changed. In a batch of several plans a guard that is in an update
or a delete sends a second statement, which asks whether the write has found a row.

${counts}

| function | statements before | now | |
| --- | --: | --: | --- |
${table.join("\n")}
`,
  );
} else {
  for (const [name, old, statements, guard] of rows)
    console.log(`${name.padEnd(44)} ${old === "" ? "" : `${old} -> `}${statements}  ${guard}`);
  console.log(counts);
}
