// What the body of a WebAssembly function refers to. Its instructions are a byte with operands; one that is not listed is refused.
import { Reader, refuse } from "./reader.mjs";

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
/** How the operands of each instruction are read, by its byte. */
const operands = new Map();
const operandsOf = (codes, read) => codes.forEach((code) => operands.set(code, read));

const number = (reader) => reader.skipNumber();
// unreachable, nop, else, end, return, drop, select; comparisons, arithmetic, conversions, sign extensions; ref.is_null
operandsOf([0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, ...range(0x45, 0xc4), 0xd1], () => undefined);
// block, loop, if with their type; br, br_if; locals, globals, tables; i32 constants are below, i64.const; ref.null
operandsOf([...range(0x02, 0x04), 0x0c, 0x0d, ...range(0x20, 0x26), 0x42, 0xd0], number);
// br_table
operandsOf([0x0e], (reader) => {
  reader.list(number);
  number(reader);
});
// call, ref.func
operandsOf([0x10, 0xd2], (reader, found) => found.functions.add(reader.unsigned()));
// call_indirect: type and table
operandsOf([0x11], (reader) => {
  number(reader);
  number(reader);
});
// loads and stores: alignment, and an offset that is an address where the compiler knew it
operandsOf(range(0x28, 0x3e), (reader, found) => {
  number(reader);
  found.addresses.add(reader.unsigned());
});
// memory.size, memory.grow
operandsOf([0x3f, 0x40], (reader) => reader.take(1));
// i32.const, f32.const, f64.const
operandsOf([0x41], (reader) => reader.address());
operandsOf([0x43], (reader) => reader.take(4));
operandsOf([0x44], (reader) => reader.take(8));
// saturating conversions, memory.copy, memory.fill
operandsOf([0xfc], (reader) => {
  const further = reader.unsigned();
  if (further === 10) reader.take(2);
  else if (further === 11) reader.take(1);
  else if (further > 7) refuse(`the instruction fc ${further}`);
});

const constant = 0x41;
/** Comparisons, multiplication, division, and bits: what computes with a constant, and not with an address. */
const arithmetic = new Set([...range(0x45, 0x4f), ...range(0x6c, 0x78)]);

/**
 * The functions that a body calls or names, and each of its numbers that may be an address. Of these, `pointers` has the constants that
 * no arithmetic follows, and the offsets of loads and stores.
 */
export function referencesOf(body) {
  const found = { functions: new Set(), addresses: new Set(), pointers: new Set() };
  const reader = new Reader(body);
  reader.list((locals) => {
    number(locals);
    locals.take(1);
  });
  while (reader.at < body.length) {
    const code = reader.byte();
    const read = operands.get(code) ?? refuse(`the instruction ${code.toString(16)}`);
    if (code === constant) {
      const address = reader.address();
      found.addresses.add(address);
      if (!arithmetic.has(body[reader.at])) found.pointers.add(address);
    } else read(reader, found);
  }
  return found;
}
