// The cursor of a page, written as src/core/cursor.cpp reads it.

const encoder = new TextEncoder();

function key(value: unknown): string {
  if (value === null || value === undefined) return "n0:";
  const text = typeof value === "number" ? (Number.isInteger(value) ? String(value) : value.toPrecision(17)) : String(value);
  const kind = typeof value === "number" ? (Number.isInteger(value) ? "i" : "r") : "t";
  return `${kind}${encoder.encode(text).length}:${text}`;
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
