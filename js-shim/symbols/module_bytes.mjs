// A module's code and data, which are the same in the module that is deployed and in the one with names; and its custom sections,
// which are not.
import { createHash } from "node:crypto";
import { Reader, unsigned } from "../parts/reader.mjs";

const headerSize = 8;

/** Returns `core`, the module without custom sections, and the custom sections as [name, content]. */
export function splitModule(bytes) {
  if (bytes.length < headerSize || Buffer.from(bytes.subarray(0, 4)).toString("latin1") !== "\0asm")
    throw new Error("this is not a WebAssembly module");
  const core = [bytes.subarray(0, headerSize)];
  const custom = [];
  const reader = new Reader(bytes, headerSize);
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const content = reader.take(reader.unsigned());
    if (id !== 0) core.push(bytes.subarray(start, reader.at));
    else {
      const inner = new Reader(content);
      const name = inner.text();
      custom.push([name, content.subarray(inner.at)]);
    }
  }
  return { core: Buffer.concat(core), custom };
}

const digits = 12;
/** Names a build in each stack trace: V8 prints the name of a module. */
export const buildOf = (core) => createHash("sha256").update(core).digest("hex").slice(0, digits);
const prefix = "squall.";
export const buildPattern = new RegExp(`\\b${prefix.replace(".", "\\.")}([0-9a-f]{${digits}})\\b`);

const sized = (bytes) => [...unsigned(bytes.length), ...bytes];
const custom = (name, content) => {
  const head = sized(Buffer.from(name));
  return Buffer.concat([Buffer.from([0, ...unsigned(head.length + content.length), ...head]), content]);
};
const Subsection = { module: 0, functions: 1 };

/** The name section: the build as the module's name, and in front of `rest`, the other subsections. */
function nameSection(core, rest) {
  const name = sized(Buffer.from(prefix + buildOf(core)));
  return custom("name", Buffer.concat([Buffer.from([Subsection.module, ...sized(name)]), rest]));
}

/** Subsections of a name section as [id, whole subsection, content]. */
function subsectionsOf(content) {
  const reader = new Reader(content);
  const found = [];
  while (reader.at < content.length) {
    const start = reader.at;
    const id = reader.byte();
    const inner = reader.take(reader.unsigned());
    found.push([id, content.subarray(start, reader.at), inner]);
  }
  return found;
}
const nameContent = (sections) => sections.find(([name]) => name === "name")?.[1] ?? new Uint8Array(0);

/** The module that is deployed: its code and data, and 31 bytes that name the build. */
export const strippedModule = (core) => Buffer.concat([core, nameSection(core, Buffer.alloc(0))]);

/** The same code and data with the names of functions and with the lines of sources (DWARF), where the linker wrote them. */
export function namedModule(core, sections) {
  const rest = subsectionsOf(nameContent(sections)).filter(([id]) => id !== Subsection.module);
  const lines = sections.filter(([name]) => name.startsWith(".debug_"));
  return Buffer.concat([
    core,
    nameSection(core, Buffer.concat(rest.map(([, whole]) => whole))),
    ...lines.map(([name, content]) => custom(name, content)),
  ]);
}

/** Names of functions by their index. */
export function functionNames(sections) {
  const names = new Map();
  const found = subsectionsOf(nameContent(sections)).find(([id]) => id === Subsection.functions);
  if (found) new Reader(found[2]).list((reader) => names.set(reader.unsigned(), reader.text()));
  return names;
}
/** Whether the module says which line of a source each of its instructions is of. */
export const hasLines = (sections) => sections.some(([name]) => name === ".debug_line");
