// squall build: a project's dist/ with nothing but Node. Its functions are compiled and linked by clang and lld as WebAssembly; a
// program of the same compiler, run in Node, writes the client.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { bundleClient } from "../bundle_client.mjs";
import { writeParts } from "../parts/write.mjs";
import { obtainClang } from "./clang_package.mjs";
import { Compiler } from "./compiler.mjs";
import { generated, header, linkModule, linkProgram, ofProject, small } from "./flags.mjs";
import { below, digest, loadLibrary, root } from "./library.mjs";
import { Objects } from "./objects.mjs";
import { runProgram } from "./program.mjs";
import { readProject } from "./project.mjs";
import { sourcesIn } from "./source_tree.mjs";

/** What the compiler printed is in the terminal already. */
export class Reported extends Error {}

/**
 * Fills dist/ of the project in a folder. say: prints a line of progress. project: what readProject() returns; out: the folder of
 * everything that is built.
 */
export async function buildProject(folder, say, project = readProject(folder), out = folder) {
  const library = loadLibrary();
  const compiler = new Compiler(obtainClang(folder, say));
  try {
    await build(folder, project, out, library, compiler, say);
  } finally {
    await compiler.close();
  }
}

async function build(folder, project, outside, library, compiler, say) {
  const out = join(outside, "build/npm");
  const dist = join(outside, "dist");
  const client = join(out, "generated");
  mkdirSync(client, { recursive: true });
  const ofFolder = below("/project", sourcesIn(folder));
  const ofBuild = ["module.cpp", "npm_toolchain/generate.cpp"].map((name) => [
    `/build/${name}`,
    filledIn(name, project),
  ]);
  const sources = ofFolder
    .map(([path]) => path)
    .filter((path) => path.startsWith(`/project/${project.sources}/`) && /\.(cc|cpp|cxx)$/.test(path));
  if (sources.length === 0) throw new Error(`${join(folder, project.sources)} has no .cpp file`);
  compiler.add([...library.files, ["/library.a", library.archive], ...ofFolder, ...ofBuild]);
  const run = runnerOf(compiler, relative(process.cwd(), root) || ".");

  const precompiled = await precompile(out, library, compiler, run, say);
  const objects = new Objects(join(out, "objects"), [...ofFolder, ...ofBuild]);
  const compile = async (source, flags) => {
    const key = digest(precompiled, JSON.stringify(flags));
    let bytes = objects.current(source, key);
    if (!bytes) {
      const [object, list] = ["/out/object.o", "/out/object.d"];
      const args = ["clang++", ...flags, "-include-pch", "/squall.pch", "-c", source, "-o", object, "-MD", "-MF", list];
      const { outputs } = await run(args, [object, list]);
      bytes = outputs[0][1];
      say(`compiled ${nameOf(source)}`);
      objects.keep(source, key, bytes, Buffer.from(outputs[1][1]).toString());
    }
    const path = `/objects${source}.o`;
    compiler.add([[path, bytes]]);
    return path;
  };
  // The two of the build first: they take longest.
  const all = await settled([
    ...ofBuild.map(([source]) => compile(source, generated(project.include))),
    ...sources.map((source) => compile(source, ofProject(project.include))),
  ]);
  const [moduleObject, generator, ...functions] = all;

  say("writing the client");
  // The functions that there are, so that one which no list names is reported.
  const { stdout } = await run(["nm", "-C", "--defined-only", ...functions], []);
  writeFileSync(join(out, "symbols.txt"), stdout);
  const program = "/out/generate.wasm";
  const linked = await run(linkProgram([generator], program), [program]);
  const code = await runProgram(linked.outputs[0][1], ["generate", "/build/generated", "/build/symbols.txt"], {
    "/build": out,
  });
  if (code !== 0) throw new Reported();
  const headers = sources
    .map((source) => source.replace("/project/", "").replace(/\.\w+$/, ".hpp"))
    .filter((path) => existsSync(join(folder, path)))
    .map((path) => `${relative(client, join(folder, path)).replaceAll("\\", "/")}\n`);
  writeFileSync(join(client, "headers.txt"), headers.join(""));

  say("linking the module");
  const wasm = "/out/app.wasm";
  const { outputs } = await run(linkModule([moduleObject, ...functions, "/library.a"], wasm), [wasm, `${wasm}.map`]);
  const file = join(out, "app.wasm");
  writeFileSync(file, outputs[0][1]);
  writeFileSync(join(out, "app.map"), outputs[1][1]);
  say("filling dist/");
  await bundleClient(client, file, dist);
  writeParts(client, file, dist);
}

/** The sources that CMake configures, for this project. */
function filledIn(name, { header, functions, schema, tables, views, others }) {
  const list = (type) => (type === undefined ? "squall::relation_list<>{}" : `::${type}`);
  const values = {
    module_HEADER: header,
    module_FUNCTIONS: functions,
    tool_HEADER: schema,
    tool_TABLES: tables,
    views: list(views),
    others: list(others),
  };
  const text = readFileSync(join(root, "wasm", `${name}.in`), "utf8");
  return Buffer.from(text.replaceAll(/@(\w+)@/g, (_, name) => values[name]));
}

/** The library's headers, compiled once: a file of the project then takes a second instead of ten. Returns their key. */
async function precompile(out, library, compiler, run, say) {
  const key = digest(library.key, JSON.stringify(small));
  const [file, keyFile] = [join(out, "squall.pch"), join(out, "squall.pch.key")];
  if (!existsSync(file) || !existsSync(keyFile) || readFileSync(keyFile, "utf8") !== key) {
    say("compiling the library's headers (once)");
    const made = "/out/squall.pch";
    const { outputs } = await run(["clang++", ...small, "-w", "-x", "c++-header", header, "-o", made], [made]);
    writeFileSync(file, outputs[0][1]);
    writeFileSync(keyFile, key);
  }
  compiler.add([["/squall.pch", new Uint8Array(readFileSync(file))]]);
  return key;
}

const nameOf = (source) => source.replace(/^\/(project|build)\/(npm_toolchain\/)?/, "");

/** Runs the compiler; its messages reach the terminal with paths of this machine. */
function runnerOf(compiler, library) {
  const isTerminal = process.stderr.isTTY && !process.env.NO_COLOR;
  return async ([program, ...args], outputs) => {
    if (program === "clang++" && isTerminal) args.push("-fcolor-diagnostics");
    const result = await compiler.run([program, ...args], outputs);
    const text = result.stderr.replaceAll("/project/", "").replaceAll("/squall/", `${library}/`);
    process.stderr.write(text);
    if (result.code !== 0) throw new Reported();
    return result;
  };
}

/** All results; when several fail, all have printed their messages before this does. */
async function settled(promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
  return results.map(({ value }) => value);
}
