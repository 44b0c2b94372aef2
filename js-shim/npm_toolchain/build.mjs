// squall build: a project's dist/ with nothing but Node. Its functions are compiled and linked by clang and lld as WebAssembly; a
// program of the same compiler, run in Node, writes the client.
import { existsSync, mkdirSync } from "node:fs";
import { join, posix, relative } from "node:path";
import { bundleClient } from "../bundle_client.mjs";
import { writeStatements } from "../statements/write.mjs";
import { writeParts } from "../parts/write.mjs";
import { finishModule, namesFile } from "../symbols/finish_module.mjs";
import { obtainClang } from "./clang_package.mjs";
import { writeClient } from "./client.mjs";
import { Compiler } from "./compiler.mjs";
import { generated, linkModule, ofProject } from "./flags.mjs";
import { generatedSources } from "./generated_sources.mjs";
import { keptFiles } from "./kept.mjs";
import { below, digest, loadLibrary, root } from "./library.mjs";
import { Objects } from "./objects.mjs";
import { precompileHeaders, usePrecompiled } from "./precompiled_header.mjs";
import { readProject } from "./project.mjs";
import { sourcesIn } from "./source_tree.mjs";

/** What was printed is in the terminal already. */
export class Reported extends Error {}

/**
 * Fills dist/ of the project in a folder. say: prints a line of progress. project: what readProject() returns; place: the folder of
 * everything that is built.
 */
export async function buildProject(folder, say, project = readProject(folder), place = folder) {
  const library = loadLibrary();
  const compiler = new Compiler(obtainClang(folder, say));
  try {
    await build({ folder, project, library, compiler, say, out: join(place, "build/npm"), dist: join(place, "dist") });
  } finally {
    await compiler.close();
  }
}

async function build({ folder, project, library, compiler, say, out, dist }) {
  const client = join(out, "generated");
  mkdirSync(client, { recursive: true });
  const ofFolder = below("/project", sourcesIn(folder));
  const ofBuild = generatedSources(project);
  const places = new Set(project.sources.map((place) => posix.join("/project", place)));
  const sources = ofFolder
    .map(([path]) => path)
    .filter((path) => /\.(cc|cpp|cxx)$/.test(path) && (places.has(path) || places.has(posix.dirname(path))));
  if (sources.length === 0) throw new Error(`there is no .cpp file in ${project.sources.join(", ")} of ${folder}`);
  compiler.add([...library.files, ["/library.a", library.archive], ...ofFolder, ...ofBuild]);
  const run = runnerOf(compiler);

  const precompiled = await precompileHeaders(out, library, compiler, run, say);
  const objects = new Objects(join(out, "objects"), [...ofFolder, ...ofBuild]);
  /** Returns { path, of }: the compiler's path of the object, and one value for its bytes. */
  const compile = async (source, flags) => {
    const key = digest(precompiled, JSON.stringify(flags));
    let bytes = objects.current(source, key);
    if (!bytes) {
      const [object, list] = ["/out/object.o", "/out/object.d"];
      const args = ["clang++", ...flags, ...usePrecompiled, "-c", source, "-o", object, "-MD", "-MF", list];
      const { outputs } = await run(args, [object, list]);
      say(`compiled ${source.replace(/^\/(project|build)\/(npm_toolchain\/)?/, "")}`);
      bytes = outputs[0][1];
      objects.keep(source, key, bytes, Buffer.from(outputs[1][1]).toString());
    }
    const path = `/objects${source}.o`;
    compiler.add([[path, bytes]]);
    return { path, of: digest(bytes) };
  };
  // The two of the build first: they take longest.
  const [moduleObject, generator, ...functions] = await settled([
    ...ofBuild.map(([source]) => compile(source, generated(project.include))),
    ...sources.map((source) => compile(source, ofProject(project.include))),
  ]);

  const wasm = "/out/app.wasm";
  const own = sources.map((source) => source.replace("/project/", ""));
  const file = join(out, "app.wasm");
  const linked = [moduleObject, ...functions];
  const link = linkModule([...linked.map(({ path }) => path), "/library.a"], wasm);
  const ofModule = digest(library.key, JSON.stringify(link), ...linked.map(({ of }) => of));
  const [, isRight] = await settled([
    keptFiles([file, namesFile(file), join(out, "app.map")], ofModule, async () => {
      say("linking the module");
      const { outputs } = await run(link, [wasm, `${wasm}.map`]);
      return [...finishModule(outputs[0][1]), outputs[1][1]];
    }),
    writeClient({ run, out, folder, sources: own, generator, functions }),
  ]);
  if (!isRight) throw new Reported();
  say("filling dist/");
  await bundleClient(client, file, dist);
  writeParts(client, file, dist);
  const migrations = join(folder, "migrations");
  if (existsSync(migrations)) await writeStatements(dist, migrations);
}

/** Runs the compiler; its messages reach the terminal with paths of this machine. */
function runnerOf(compiler) {
  const isTerminal = process.stderr.isTTY && !process.env.NO_COLOR;
  const library = relative(process.cwd(), root) || ".";
  return async ([program, ...args], outputs) => {
    if (program === "clang++" && isTerminal) args.push("-fcolor-diagnostics");
    const result = await compiler.run([program, ...args], outputs);
    process.stderr.write(result.stderr.replaceAll("/project/", "").replaceAll("/squall/", `${library}/`));
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
