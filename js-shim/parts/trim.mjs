// A module with some of its functions: what only the others need is removed. Code becomes a trap of three bytes, data zeros, so
// that no number and no address changes: what is left is, bit for bit, what was built and tested.
import {
  dataOf,
  exportedFunctions,
  importedFunctions,
  Reader,
  Section,
  sectionsOf,
  signed,
  tableOf,
  unsigned,
} from "./reader.mjs";
import { referencesOf } from "./instructions.mjs";

const wordSize = 4;
const entrySize = 2 * wordSize;
/**
 * A compiler may address an array from before its beginning, for an index that starts at 1, or from its end. So code that stays
 * uses what is this near to an address, and no object is removed only because nothing seems to use it: code that goes must use it.
 */
const margin = 16;
/** A run of zeros that is worth a segment of its own behind it. */
const gap = 12;
const trap = Uint8Array.of(3, 0, 0x00, 0x0b);

/**
 * module: the bytes. objects: [address, size] of its data (linker_map.mjs). argumentCounts: of each function, in the order of the
 * client. selected: numbers of the functions to keep, ascending; they are numbered anew. contract(old): what squall_contract
 * returns from now on.
 */
export function trim({ module, objects, argumentCounts, selected, contract }) {
  const sections = sectionsOf(module);
  const content = (id) => sections.find((section) => section.id === id)?.content ?? Uint8Array.of(0);
  const imported = importedFunctions(content(Section.imports));
  const exported = exportedFunctions(content(Section.exports));
  const table = tableOf(content(Section.elements));
  const bodies = new Reader(content(Section.code)).list((reader) => reader.take(reader.unsigned()));
  const memory = new Memory(dataOf(content(Section.data)), objects);

  // The functions' own table: { place in the module's table, count of arguments } of each.
  const at = findEntries(memory, table, argumentCounts);
  const places = argumentCounts.map((_, i) => memory.word(at + i * entrySize));
  const kept = new Set(selected.map((number) => places[number]));
  for (const place of places) if (!kept.has(place)) table.delete(place);
  memory.renumber(at, selected, argumentCounts.length);

  const contractBody = exported.get("squall_contract") - imported;
  bodies[contractBody] = withConstant(bodies[contractBody], contract);

  // Everything that an export, a function of the table or live data reaches.
  const live = new Set();
  const found = [...exported.values(), ...table.values()];
  if (sections.some((section) => section.id === Section.start))
    found.push(new Reader(content(Section.start)).unsigned());
  while (found.length > 0) {
    const index = found.pop();
    if (index < imported || live.has(index)) continue;
    live.add(index);
    const { functions, addresses } = referencesOf(bodies[index - imported]);
    found.push(...functions);
    for (const address of addresses) memory.use(address);
  }
  bodies.forEach((body, i) => {
    if (!live.has(i + imported)) for (const address of referencesOf(body).addresses) memory.giveUp(address);
  });

  const code = bodies.flatMap((body, i) => (live.has(i + imported) ? [...unsigned(body.length), body] : [trap]));
  const elements = runsOf(table).map(([first, list]) => [...segmentAt(first), ...vector(list.map(unsigned))]);
  const data = memory.segments().map(({ address, bytes }) => [...segmentAt(address), ...unsigned(bytes.length), bytes]);
  const replaced = new Map([
    [Section.elements, vector(elements)],
    [Section.dataCount, unsigned(data.length)],
    [Section.code, [...unsigned(bodies.length), ...code]],
    [Section.data, vector(data)],
  ]);
  const out = [module.subarray(0, 8)];
  for (const { id, content } of sections) {
    if (id === 0) continue; // names, producers
    const bytes = replaced.has(id) ? joined(replaced.get(id)) : content;
    out.push(id, ...unsigned(bytes.length), bytes);
  }
  return joined(out);
}

/** A list of numbers and byte arrays as bytes. */
function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + (typeof part === "number" ? 1 : part.length), 0));
  let at = 0;
  for (const part of parts)
    if (typeof part === "number") bytes[at++] = part;
    else {
      bytes.set(part, at);
      at += part.length;
    }
  return bytes;
}
const segmentAt = (address) => [0, 0x41, ...signed(address), 0x0b];
const vector = (items) => [...unsigned(items.length), ...items.flat()];

/** Consecutive places of a table as [first, list]. */
function runsOf(table) {
  const runs = [];
  for (const [place, index] of [...table].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last[0] + last[1].length === place) last[1].push(index);
    else runs.push([place, [index]]);
  }
  return runs;
}

/** A function that returns one constant, with another one. */
function withConstant(body, change) {
  const reader = new Reader(body);
  const isConstant = reader.byte() === 0 && reader.byte() === 0x41;
  const old = isConstant ? reader.address() : 0;
  if (!isConstant || reader.byte() !== 0x0b || reader.at !== body.length)
    throw new Error("squall_contract does not return a constant");
  return Uint8Array.from([0, 0x41, ...signed(change(old)), 0x0b]);
}

/** The table of functions is the one place with these counts of arguments beside places of the module's table. */
function findEntries(memory, table, counts) {
  const isThere = ([address, size]) =>
    size === counts.length * entrySize &&
    counts.every(
      (count, i) =>
        table.has(memory.word(address + i * entrySize)) && memory.word(address + i * entrySize + wordSize) === count,
    );
  const found = memory.objects.filter(isThere);
  if (found.length !== 1)
    throw new Error(
      `the module and its client were not built together: ${found.length} tables of ${counts.length} functions`,
    );
  return found[0][0];
}

/** The module's memory as it starts, and which of its objects are used. */
class Memory {
  constructor(segments, objects) {
    this.first = Math.min(...segments.map((s) => s.address));
    const end = Math.max(...segments.map((s) => s.address + s.bytes.length));
    this.bytes = new Uint8Array(end - this.first);
    for (const { address, bytes } of segments) this.bytes.set(bytes, address - this.first);
    this.objects = objects.filter(([address, size]) => address + size > this.first && address < end);
    this.used = new Set();
    this.givenUp = new Set();
  }
  word(address) {
    const at = address - this.first;
    if (at < 0 || at + wordSize > this.bytes.length) return -1;
    return new DataView(this.bytes.buffer).getUint32(at, true);
  }
  /** Moves the entries of the selected functions to the front; the others are zeros. */
  renumber(address, selected, count) {
    const at = address - this.first;
    const old = this.bytes.slice(at, at + count * entrySize);
    this.bytes.fill(0, at, at + old.length);
    selected.forEach((number, i) =>
      this.bytes.set(old.subarray(number * entrySize, (number + 1) * entrySize), at + i * entrySize),
    );
  }
  /** The first object that ends behind an address. */
  indexAt(address) {
    let low = 0;
    let high = this.objects.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.objects[middle][0] + this.objects[middle][1] > address) high = middle;
      else low = middle + 1;
    }
    return low;
  }
  /** Code that stays has this number: it may be an address. */
  use(address) {
    this.#visit(address, margin, this.used);
  }
  /** Code that goes has this number. */
  giveUp(address) {
    this.#visit(address, 0, this.givenUp);
  }
  /** The objects at an address, those that are near, and those that their words may be addresses of. */
  #visit(address, near, objects) {
    const found = [[address, near]];
    while (found.length > 0) {
      const [at, around] = found.pop();
      for (let i = this.indexAt(at - around); i < this.objects.length && this.objects[i][0] <= at + around; i++) {
        if (objects.has(i)) continue;
        objects.add(i);
        const [first, size] = this.objects[i];
        const aligned = Math.ceil(first / wordSize) * wordSize;
        for (let word = aligned; word + wordSize <= first + size; word += wordSize) found.push([this.word(word), 0]);
      }
    }
  }
  /** What is left: objects of code that goes alone are zeros, and longer runs of zeros are left out. */
  segments() {
    const bytes = this.bytes.slice();
    this.objects.forEach(([address, size], i) => {
      if (!this.givenUp.has(i) || this.used.has(i)) return;
      bytes.fill(0, Math.max(0, address - this.first), address - this.first + size);
    });
    const segments = [];
    for (let i = 0; i < bytes.length;) {
      while (i < bytes.length && bytes[i] === 0) i++;
      if (i === bytes.length) break;
      let end = i;
      for (let zeros = 0, at = i; at < bytes.length && zeros < gap; at++) {
        zeros = bytes[at] === 0 ? zeros + 1 : 0;
        if (zeros === 0) end = at + 1;
      }
      segments.push({ address: this.first + i, bytes: bytes.subarray(i, end) });
      i = end;
    }
    return segments;
  }
}
