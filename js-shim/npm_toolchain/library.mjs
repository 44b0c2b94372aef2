// The library as this toolchain takes it: the headers of the package, and what the package has compiled already (dist/npm_toolchain).
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { version } from "./clang_package.mjs";
import { fast } from "./flags.mjs";
import { sourcesIn } from "./source_tree.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const compiled = join(root, "dist/npm_toolchain");
export const archiveFile = join(compiled, "library.a.br");

export const below = (folder, files) => [...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]);
export const digest = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

/** Headers and sources of the library, as [path of the compiler, bytes]. */
export const librarySources = () =>
  ["include", "src/core", "bindings/d1", "wasm"].flatMap((folder) =>
    below(`/squall/${folder}`, sourcesIn(join(root, folder))),
  );

/** One value for the library's text and how it is compiled: what was compiled of another cannot be linked with it. */
export const keyOf = (files) =>
  digest(version, JSON.stringify(fast), ...files.flatMap(([path, bytes]) => [path, digest(bytes)]));

/** Returns { files, archive, key }. Throws where the package has no compiled library, or that of other sources. */
export function loadLibrary() {
  const keyFile = join(compiled, "key");
  if (!existsSync(keyFile))
    throw new Error(`${compiled} is missing: this package was packed without it. Run ./dev build where it is made`);
  const files = [...librarySources(), ...below("/squall/pfr", sourcesIn(join(compiled, "pfr")))];
  const key = readFileSync(keyFile, "utf8");
  if (key !== keyOf(files))
    throw new Error(
      `${compiled} was compiled from other sources than this package's. Run ./dev build where it is made`,
    );
  return { key, files, archive: new Uint8Array(brotliDecompressSync(readFileSync(archiveFile))) };
}
