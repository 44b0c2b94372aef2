// A WebAssembly module as sections, and what of them a smaller module needs. What is not understood is refused by name.

/** Reads from `at` on; the numbers of WebAssembly are LEB128. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    return this.bytes[this.at++];
  }
  unsigned() {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      number += (byte & 127) * factor;
      if (byte < 128) return number;
    }
  }
  /** A signed number of 32 bits, as the unsigned one of the same bits: an address. */
  address() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      number |= (byte & 127) << shift;
      if (byte < 128) {
        if (shift < 25 && (byte & 64) !== 0) number |= -1 << (shift + 7);
        return number >>> 0;
      }
    }
  }
  skipNumber() {
    while (this.byte() >= 128);
  }
  take(size) {
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
  text() {
    return new TextDecoder().decode(this.take(this.unsigned()));
  }
  list(read) {
    return Array.from({ length: this.unsigned() }, () => read(this));
  }
}

export function unsigned(number) {
  const bytes = [];
  do {
    const rest = Math.floor(number / 128);
    bytes.push((number % 128) | (rest > 0 ? 128 : 0));
    number = rest;
  } while (number > 0);
  return bytes;
}
export function signed(number) {
  const bytes = [];
  for (number |= 0; ; number >>= 7) {
    const low = number & 127;
    if (number >> 6 === 0 || number >> 6 === -1) return [...bytes, low];
    bytes.push(low | 128);
  }
}

export const Section = {
  imports: 2,
  functions: 3,
  globals: 6,
  exports: 7,
  start: 8,
  elements: 9,
  code: 10,
  data: 11,
  dataCount: 12,
};

export const refuse = (what) => {
  throw new Error(`this module cannot be made smaller: it has ${what}`);
};

/** The sections as { id, content }, in order. */
export function sectionsOf(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  while (reader.at < bytes.length) sections.push({ id: reader.byte(), content: reader.take(reader.unsigned()) });
  return sections;
}

/** An expression that is one constant, as offsets of segments are. */
function constantOf(reader) {
  if (reader.byte() !== 0x41) refuse("a segment at a computed place");
  const address = reader.address();
  if (reader.byte() !== 0x0b) refuse("a segment at a computed place");
  return address;
}

export function importedFunctions(content) {
  let count = 0;
  new Reader(content).list((reader) => {
    reader.text();
    reader.text();
    const kind = reader.byte();
    if (kind === 0) count++;
    else if (kind !== 3) refuse("an imported table or memory");
    if (kind === 0) reader.skipNumber();
    else reader.take(2);
  });
  return count;
}

/** Exported functions by name. */
export function exportedFunctions(content) {
  const functions = new Map();
  new Reader(content).list((reader) => {
    const name = reader.text();
    const kind = reader.byte();
    const index = reader.unsigned();
    if (kind === 0) functions.set(name, index);
  });
  return functions;
}

/** The functions of the table: place to function. */
export function tableOf(content) {
  const table = new Map();
  new Reader(content).list((reader) => {
    if (reader.unsigned() !== 0) refuse("elements of another kind");
    const first = constantOf(reader);
    reader.list((one) => one.unsigned()).forEach((index, i) => table.set(first + i, index));
  });
  return table;
}

/** Data segments as { address, bytes }. */
export function dataOf(content) {
  return new Reader(content).list((reader) => {
    if (reader.unsigned() !== 0) refuse("data of another kind");
    const address = constantOf(reader);
    return { address, bytes: reader.take(reader.unsigned()) };
  });
}
