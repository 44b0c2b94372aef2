// What a step of the build has made is kept until what it is made of changes: a build without a change needs no compiler.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/**
 * Returns the bytes of the files. They are made, by `make()`, only where one is missing, or was made of something else. of: one value
 * for all that they are made of.
 */
export async function keptFiles(files, of, make) {
  const record = `${files[0]}.key`;
  const isKept = [...files, record].every((file) => existsSync(file)) && readFileSync(record, "utf8") === of;
  if (isKept) return files.map((file) => new Uint8Array(readFileSync(file)));
  const made = await make();
  rmSync(record, { force: true });
  files.forEach((file, i) => writeFileSync(file, made[i]));
  writeFileSync(record, of);
  return made;
}
