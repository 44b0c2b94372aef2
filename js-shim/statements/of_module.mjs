// The statements of each function of a module, read from its code: a function names the address of each statement that it may send.
import {
  dataOf,
  exportedFunctions,
  importedFunctions,
  Reader,
  Section,
  sectionsOf,
  tableOf,
} from "../parts/reader.mjs";
import { referencesOf } from "../parts/instructions.mjs";

const wordSize = 4;
const entrySize = 2 * wordSize;
/** statement_data (include/squall/sql/statement.hpp): the text's address, its size in 16 bits, and bits. */
const writesBit = 1;
const piecesBit = 2;
const flagsAt = 7;
/** Variants of a statement are all listed up to so many conditions. */
const mostConditions = 12;
const isRowGuard = 4;

class Image {
  constructor(segments) {
    this.first = Math.min(...segments.map((s) => s.address));
    // The linker leaves zeros at the end out: the last text may end with one.
    this.bytes = new Uint8Array(Math.max(...segments.map((s) => s.address + s.bytes.length)) - this.first + 1);
    for (const { address, bytes } of segments) this.bytes.set(bytes, address - this.first);
    this.view = new DataView(this.bytes.buffer);
    this.end = this.first + this.bytes.length;
  }
  has(address, size) {
    return address >= this.first && address + size <= this.end;
  }
  byte(address) {
    return this.bytes[address - this.first];
  }
  word(address) {
    return this.has(address, wordSize) ? this.view.getUint32(address - this.first, true) : -1;
  }
  /** What an address is the statement of: { address, writes, conditions }, or undefined. */
  statementAt(address) {
    if (address % wordSize !== 0 || !this.has(address, 8)) return undefined;
    const text = this.word(address);
    const size = this.view.getUint16(address - this.first + 4, true);
    if (size < 6 || !this.has(text, size + 1) || this.byte(text + size) !== 0) return undefined;
    const bytes = this.bytes.subarray(text - this.first, text - this.first + size);
    if (bytes.includes(0)) return undefined;
    const start = new TextDecoder().decode(bytes.subarray(0, 8));
    if (!/^(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH|EXPLAIN|PRAGMA)\b/.test(start)) return undefined;
    const flags = this.byte(address + flagsAt);
    let conditions = 0;
    if (flags & piecesBit) {
      const count = this.byte(text + size + 1);
      for (let i = 0; i < count; i++) {
        const condition = this.byte(text + size + 2 + 4 * i + 2);
        if (condition !== 255) conditions = Math.max(conditions, condition + 1);
      }
    }
    return { address, writes: (flags & writesBit) !== 0, conditions };
  }
}

/** The table of functions is named by squall_call, and has these counts of arguments beside places of the module's table. */
function findEntries(image, table, counts, addresses) {
  const found = [...addresses].filter((address) =>
    counts.every(
      (count, i) =>
        table.has(image.word(address + i * entrySize)) && image.word(address + i * entrySize + wordSize) === count,
    ),
  );
  if (found.length === 0)
    throw new Error("the module and its client were not built together: it has no table of these functions");
  return found[0];
}

/**
 * bytes: a module. functions: { argumentCount, hasSteps } of each, in the client's order. Returns for each a list of { writes, texts }:
 * texts has the SQL of each variant, the one with every optional fragment last.
 */
export function statementsOf(bytes, functions) {
  const sections = sectionsOf(bytes);
  const content = (id) => sections.find((section) => section.id === id)?.content ?? Uint8Array.of(0);
  const imported = importedFunctions(content(Section.imports));
  const table = tableOf(content(Section.elements));
  const bodies = new Reader(content(Section.code)).list((reader) => reader.take(reader.unsigned()));
  const image = new Image(dataOf(content(Section.data)));
  const references = bodies.map(() => undefined);
  const referencesIn = (index) => (references[index - imported] ??= referencesOf(bodies[index - imported]));

  const call = exportedFunctions(content(Section.exports)).get("squall_call");
  const counts = functions.map(({ argumentCount }) => argumentCount);
  const entries = findEntries(image, table, counts, referencesIn(call).addresses);
  const places = functions.map((_, i) => image.word(entries + i * entrySize));
  const isEntry = new Set(places);
  const textOf = statementTexts(bytes);

  // What the exports call themselves is the library: it names no statement, and its numbers are sizes and masks.
  const library = new Set();
  const called = [...exportedFunctions(content(Section.exports)).values()];
  while (called.length > 0) {
    const index = called.pop();
    if (index < imported || library.has(index)) continue;
    library.add(index);
    called.push(...referencesIn(index).functions);
  }

  return functions.map(({ hasSteps }, number) => {
    const statements = new Map();
    const seen = new Set(library);
    const found = [table.get(places[number])];
    const visitTable = (place) => {
      if (hasSteps && table.has(place) && !isEntry.has(place)) found.push(table.get(place));
    };
    while (found.length > 0) {
      const index = found.pop();
      if (index < imported || seen.has(index)) continue;
      seen.add(index);
      const { functions: called, pointers } = referencesIn(index);
      found.push(...called);
      for (const address of pointers) {
        // A later step is a function of the table, which the code or a vtable names.
        visitTable(address);
        for (let at = address; hasSteps && at < address + 8 * wordSize; at += wordSize) visitTable(image.word(at));
        // A choice may be a list of statements.
        const first = image.statementAt(address);
        if (first) statements.set(address, first);
        else
          for (let at = address, one; (one = image.statementAt(image.word(at))); at += wordSize)
            statements.set(one.address, one);
      }
    }
    return [...statements.values()]
      .sort((a, b) => a.address - b.address)
      .map((statement) => ({ writes: statement.writes, texts: textOf(statement) }));
  });
}

/** The module itself writes the SQL of a statement's variants. */
function statementTexts(bytes) {
  const module = new WebAssembly.Module(bytes);
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module))
    if (kind === "function") (imports[from] ??= {})[name] = () => 0;
  const { exports } = new WebAssembly.Instance(module, imports);
  exports._initialize?.();
  const decoder = new TextDecoder();
  const text = (address, mask, form) => {
    const size = exports.squall_statement_text(address, mask, form);
    return decoder.decode(new Uint8Array(exports.memory.buffer, exports.squall_text(), size));
  };
  return ({ address, conditions, writes }) => {
    const every = 2 ** conditions - 1;
    const masks = conditions <= mostConditions ? Array.from({ length: every + 1 }, (_, mask) => mask) : [0, every];
    const texts = masks.map((mask) => text(address, mask, 0));
    // In a batch, a read that must find a row is also a guard of its own.
    const guards = writes ? [] : masks.map((mask) => text(address, mask, isRowGuard));
    return { all: [...new Set(texts)], guards: [...new Set(guards)], whole: texts.at(-1) };
  };
}
