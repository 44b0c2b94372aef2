// The cursor of a page, written as src/core/cursor.cpp reads it.
import { SquallError } from "./error.js";

const encoder = new TextEncoder();

function key(value: unknown): string {
  if (value === null || value === undefined) return "n0:";
  // Its bytes as a text would find the same rows again, for ever.
  if (typeof value === "object")
    throw new SquallError("limit", "limit: a key of the page's last row is a blob, which a cursor cannot contain");
  if (typeof value === "number" && !Number.isSafeInteger(value)) return "r16:" + bitsOf(value);
  const text = String(value);
  return `${typeof value === "number" ? "i" : "t"}${encoder.encode(text).length}:${text}`;
}
/** The IEEE 754 bits of a number in hexadecimal. */
function bitsOf(real: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, real);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

/** The sort keys of a page's last row as opaque text; `list` is the list's own number. */
export function writeCursor(list: number, keys: unknown[]): string {
  const body = encoder.encode(keys.map(key).join(""));
  let hash = list;
  for (const byte of body) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  let binary = String.fromCharCode(hash >>> 24, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255);
  for (const byte of body) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
