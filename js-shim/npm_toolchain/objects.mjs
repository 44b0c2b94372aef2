// Object files of a project. One is compiled again when its own text, a header that it includes, or the way it is compiled has changed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { digest } from "./library.mjs";

/** The paths of a dependency file as compilers write it, without what it is about. */
export const readDependencies = (text) =>
  text
    .replace(/^[^:]*:/, "")
    .replaceAll("\\\n", " ")
    .split(/(?<!\\)\s+/)
    .filter(Boolean)
    .map((path) => posix.normalize(path.replaceAll("\\ ", " ")));

export class Objects {
  #folder;
  #files;
  #digests = new Map();

  /** folder: where they are kept. files: of the project, by the compiler's path; what is not among them belongs to the library. */
  constructor(folder, files) {
    this.#folder = folder;
    this.#files = new Map(files);
  }

  #digestOf(path) {
    const bytes = this.#files.get(path);
    if (bytes !== undefined && !this.#digests.has(path)) this.#digests.set(path, digest(bytes));
    return this.#digests.get(path);
  }
  #paths(source) {
    const object = join(this.#folder, `${source.slice(1)}.o`);
    return { object, record: `${object}.json` };
  }
  /** The object file, or undefined when it must be compiled. */
  current(source, key) {
    const { object, record } = this.#paths(source);
    if (!existsSync(object) || !existsSync(record)) return undefined;
    const kept = JSON.parse(readFileSync(record, "utf8"));
    const isSame = kept.key === key && Object.entries(kept.inputs).every(([path, of]) => this.#digestOf(path) === of);
    return isSame ? new Uint8Array(readFileSync(object)) : undefined;
  }
  keep(source, key, bytes, dependencies) {
    const { object, record } = this.#paths(source);
    const inputs = {};
    for (const path of readDependencies(dependencies)) if (this.#files.has(path)) inputs[path] = this.#digestOf(path);
    mkdirSync(dirname(object), { recursive: true });
    writeFileSync(object, bytes);
    writeFileSync(record, JSON.stringify({ key, inputs }));
  }
}
