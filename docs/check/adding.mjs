// docs/adding.md is followed: its blocks are put into copies of the files that it names, at the places that it names, and
// compiled there. The client's types, which a build would write anew, get the new function and column by hand.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { errorsOf } from "./cpp.mjs";
import { compilerOptions } from "./typescript.mjs";

export const page = "docs/adding.md";

/** Where each block goes: the one that holds `text`, into a file, before the last place where `before` is found. */
const places = [
  { text: 'column<"pinned"', file: "schema/agents.hpp", before: "};\ninline constexpr squall::table<agents_table" },
  { text: "struct pin_fields", file: "src/repositories/agents.hpp", before: "using functions =" },
  { text: "plan<Agent> pin(workspace_id_args&&);", file: "src/repositories/agents.hpp", before: "using functions =" },
  {
    text: "plan<Agent> pin(workspace_id_args&& args) {",
    file: "src/repositories/agents.cpp",
    before: "}  // namespace iofold::agents",
  },
  { text: "pin: { workspace_id", file: "tests/worker/examples/agents.ts", before: "} satisfies ExamplesOf" },
  { text: "pins the agent", file: "tests/cases/agents.ts", before: "  archive: [" },
];
const listOfFunctions = /function_list<…, (.*), pin, (.*)>;/;

export function checkAdding(root, blocks) {
  const problems = [];
  const folder = join(root, "build/docs_adding");
  rmSync(folder, { recursive: true, force: true });
  const copied = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "schema", "src/repositories", "tests"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of copied.trim().split("\n")) {
    if (!/\.(hpp|cpp|ts)$/.test(file)) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  const edit = (file, change) => writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")));

  const followed = new Set();
  for (const place of places) {
    const block = blocks.find(({ text }) => text.includes(place.text));
    if (block === undefined) {
      problems.push(`${page}: the block with ${place.text} is gone`);
      continue;
    }
    followed.add(block);
    const marked = place.file.endsWith("pp") ? `#line ${block.line} "${page}"\n${block.text}\n` : `${block.text}\n`;
    edit(place.file, (source) => {
      const at = source.lastIndexOf(place.before);
      if (at < 0) throw new Error(`${place.file} has no ${place.before}`);
      return source.slice(0, at) + marked + source.slice(at);
    });
  }
  const list = blocks.find(({ text }) => listOfFunctions.test(text));
  if (list) {
    followed.add(list);
    const [, before, behind] = listOfFunctions.exec(list.text);
    edit("src/repositories/agents.hpp", (source) => {
      if (!source.includes(`${before}, ${behind}>`))
        problems.push(`${page}:${list.line}: the list in agents.hpp is another`);
      return source.replace(`${before}, ${behind}>`, `${before}, pin, ${behind}>`);
    });
  }
  for (const block of blocks)
    if (!followed.has(block)) problems.push(`${page}:${block.line}: this block is put nowhere`);
  return [...problems, ...compileCpp(root, folder), ...compileTypescript(root, folder)];
}

function compileCpp(root, folder) {
  const commands = JSON.parse(readFileSync(join(root, "build/native/compile_commands.json"), "utf8"));
  return ["src/repositories/agents.cpp"].flatMap((file) => {
    const { command } = commands.find((c) => c.file === join(root, file));
    const flags = command
      .split(" ")
      .filter((word, i, all) => /^(-I|-std|-W|-D)/.test(word) || all[i - 1] === "-isystem" || word === "-isystem");
    const first = ["src", ".", "tests/native"].map((part) => `-I${join(folder, part)}`);
    const done = spawnSync("g++", ["-fsyntax-only", ...first, ...flags, join(folder, file)], { encoding: "utf8" });
    return errorsOf(done);
  });
}

function compileTypescript(root, folder) {
  for (const file of readdirSync(join(root, "dist"), { recursive: true }))
    if (file.endsWith(".d.ts")) cpSync(join(root, "dist", file), join(folder, "dist", file));
  const types = join(folder, "dist/index.d.ts");
  const source = readFileSync(types, "utf8");
  const archive = /^  archive\((.*)\): Result<Mode, .*>;$/m;
  writeFileSync(
    types,
    source
      .replace("export interface Agent {", "export interface Agent {\n  pinned: boolean;")
      .replace(archive, "$&\n  pin($1): Result<Mode, Agent>;"),
  );
  const files = places.map(({ file }) => join(folder, file)).filter((file) => file.endsWith(".ts"));
  const program = ts.createProgram([...files, join(folder, "tests/worker/support/environment.d.ts")], {
    ...compilerOptions,
    exactOptionalPropertyTypes: true,
  });
  return files.flatMap((name) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(name)).map(({ file, start, messageText }) => {
      if (file === undefined) return `${page}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
      const { line } = file.getLineAndCharacterOfPosition(start);
      return `${page}: ${file.fileName}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    }),
  );
}
