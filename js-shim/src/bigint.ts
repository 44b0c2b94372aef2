// Exact integers of 64 bits, for clients whose declarations have one (see blob.ts).
import type { ArgumentWriter } from "./encode.js";
import { SquallError } from "./error.js";
import { ValueType as Tag } from "./protocol.js";

/** Writes a bigint; false for any other value. */
export function bigintArgument(writer: ArgumentWriter, value: unknown, at: number): boolean {
  if (typeof value !== "bigint") return false;
  writer.tag(at, Tag.bigint, BigInt.asIntN(64, value) === value ? 0 : 1);
  const low = (writer.base + at + 8) >> 2;
  writer.words[low] = Number(BigInt.asUintN(32, value));
  writer.words[low + 1] = Number(BigInt.asUintN(32, value >> 32n));
  return true;
}

/** A bigint column: its digits as text. What is no integer there is an error, never a rounded number. */
export const asBigint = (cell: unknown): unknown => {
  if (cell === null) return null;
  const text = String(cell);
  const whole =
    /^-?\d+$/.test(text) && (typeof cell !== "number" || Number.isSafeInteger(cell)) ? BigInt(text) : undefined;
  if (whole === undefined || BigInt.asIntN(64, whole) !== whole)
    throw new SquallError(
      "limit",
      "limit: a stored value is not an integer of 64 bits and cannot be read exactly as a bigint",
    );
  return whole;
};
