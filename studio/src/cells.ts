// Values of cells: as text, from text, and what the declaration says of them before the command is asked.
import type { Cell, Column } from "./api";

export function textOf(cell: Cell): string {
  if (cell === null) return "NULL";
  if (typeof cell !== "object") return String(cell);
  if ("integer" in cell) return cell.integer;
  if ("real" in cell) return cell.real;
  if ("hidden" in cell) return "hidden";
  if ("blob" in cell) return `x'${cell.blob}${cell.length ? "…" : ""}'`;
  if ("text_bytes" in cell) return `not UTF-8: x'${cell.text_bytes}${cell.length ? "…" : ""}'`;
  return `${cell.text}…`;
}
/** A name as it stands in SQL. */
export const nameInSql = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const isCut = (cell: Cell) => cell !== null && typeof cell === "object" && "length" in cell;
export const sameCell = (a: Cell, b: Cell) => JSON.stringify(a) === JSON.stringify(b);

/** A number that JavaScript would round stays text. */
export function integerOf(text: string): Cell {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : { integer: String(BigInt(text)) };
}

/** As what a text in the field of a column is read: of a column without a type, as what it is now. */
export function kindFor(column: Column, cell: Cell): Column["kind"] {
  if (column.kind !== "text" || column.typescript || cell === null) return column.kind;
  if (typeof cell === "number") return Number.isInteger(cell) ? "integer" : "real";
  if (typeof cell === "object" && "integer" in cell) return "integer";
  if (typeof cell === "object" && "real" in cell) return "real";
  return typeof cell === "object" && "blob" in cell ? "blob" : "text";
}
/** What is edited in a window of its own. */
export function isLongValue(column: Column, cell: Cell): boolean {
  if (column.kind === "json" || column.kind === "blob") return true;
  if (cell === null || typeof cell === "number") return false;
  if (typeof cell === "object") return !("integer" in cell);
  return cell.length > 80 || cell.includes("\n");
}
export const hexOf = (bytes: Uint8Array) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
export function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}
/** The bytes of a value, or of its beginning. */
export function bytesOf(cell: Cell): Uint8Array {
  if (cell === null) return new Uint8Array();
  if (typeof cell !== "object") return new TextEncoder().encode(String(cell));
  if ("blob" in cell) return bytesOfHex(cell.blob);
  if ("text_bytes" in cell) return bytesOfHex(cell.text_bytes);
  return new TextEncoder().encode("text" in cell ? cell.text : textOf(cell));
}

/** JSON.stringify writes a large number as an integer. */
const realOf = (number: number): Cell =>
  Number.isInteger(number) && !Number.isSafeInteger(number) && Math.abs(number) < 1e21
    ? { real: String(number) }
    : number;

/** What someone typed into the field of a column, or why it cannot be. */
export function cellFromText(column: Column, text: string): { cell: Cell } | { fault: string } {
  switch (column.kind) {
    case "integer":
      if (!/^\s*[+-]?\d+\s*$/.test(text)) return { fault: "is not an integer" };
      return BigInt.asIntN(64, BigInt(text)) === BigInt(text)
        ? { cell: integerOf(text.trim()) }
        : { fault: "is beyond 64 bits" };
    case "boolean":
      return /^[01]$/.test(text) ? { cell: Number(text) } : { fault: "is neither 0 nor 1" };
    case "real":
      return text.trim() !== "" && Number.isFinite(Number(text))
        ? { cell: realOf(Number(text)) }
        : { fault: "is not a number" };
    case "json": {
      const fault = jsonFault(text);
      return fault ? { fault } : { cell: text };
    }
    case "blob":
      return /^([0-9a-f]{2})*$/i.test(text) ? { cell: { blob: text } } : { fault: "is not hexadecimal" };
    default:
      return { cell: text };
  }
}
/** The text in the field of a column for a value. */
export function textForField(cell: Cell): string {
  if (cell !== null && typeof cell === "object" && "blob" in cell) return cell.blob;
  return cell === null ? "" : textOf(cell);
}

export function jsonFault(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
}
/** A value in a filter: a column of numbers is compared with a number. */
export function cellForFilter(column: Column | undefined, text: string): Cell {
  if (column && (column.kind === "integer" || column.kind === "boolean") && /^-?\d+$/.test(text))
    return integerOf(text);
  if (column && column.kind === "real" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  return text;
}
export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
export const milliseconds = (ms: number) => (ms < 10 ? `${ms.toFixed(2)} ms` : `${Math.round(ms)} ms`);
