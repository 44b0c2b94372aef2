// How D1 converts values: bound values, and SQLite's values on their way out through JSON.

/** What SQLite is given. Every number is bound as REAL. */
export type BoundValue = null | number | string | Uint8Array;

export function boundValue(value: unknown): BoundValue {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return Number.isFinite(value) ? value + 0 : null; // JSON has no -0
    case "boolean":
      return value ? 1 : 0;
    case "object":
      if (value === null) return null;
      if (value instanceof ArrayBuffer) return new Uint8Array(value.slice(0));
      if (ArrayBuffer.isView(value))
        return value instanceof DataView ? new Uint8Array() : Uint8Array.from(value as unknown as ArrayLike<number>);
      if (Array.isArray(value) && value.every((byte) => typeof byte === "number")) return Uint8Array.from(value);
  }
  const text = `Type '${typeof value}' not supported for value '${String(value)}'`;
  throw new Error(`D1_TYPE_ERROR: ${text}`, { cause: new Error(text) });
}

/** JSON knows no bytes and no infinities. */
export function cellOfD1(cell: unknown): unknown {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== "object" || cell === null) return cell;
  return Array.from(cell instanceof ArrayBuffer ? new Uint8Array(cell) : (cell as Uint8Array));
}
