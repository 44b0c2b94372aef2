// Blobs, for clients whose declarations have one: the generated client names what is used of this file, and a bundler leaves out
// the rest.
import type { ArgumentWriter } from "./encode.js";
import { ValueType as Tag } from "./protocol.js";

const encoder = new TextEncoder();

/** The bytes of a Uint8Array or an ArrayBuffer, of any realm. Throws where the buffer was transferred: it has none any more. */
function bytesOf(value: unknown): Uint8Array | undefined {
  const kind = Object.prototype.toString.call(value);
  if (kind === "[object Uint8Array]" && ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return kind === "[object ArrayBuffer]" ? new Uint8Array(value as ArrayBuffer) : undefined;
}

/** Copies the bytes of a Uint8Array or an ArrayBuffer; false for any other value. */
export function blobArgument(writer: ArgumentWriter, value: unknown, at: number): boolean {
  let bytes: Uint8Array | undefined;
  try {
    bytes = bytesOf(value);
  } catch {
    writer.tag(at, Tag.unreadable, 0);
    return true;
  }
  if (bytes === undefined) return false;
  const offset = writer.allocate(bytes.length);
  writer.bytes!.set(bytes, writer.base + offset);
  writer.point(at, Tag.blob, bytes.length, offset);
  return true;
}

/**
 * A blob column: D1 returns its bytes as a list of numbers, a nested row has them as hexadecimal digits. A text in such a column is
 * read as CAST(… AS BLOB) reads it, as is a number.
 */
export const asBlob = (cell: unknown): unknown => {
  if (cell === null) return null;
  if (typeof cell !== "object") return encoder.encode(String(cell));
  const { hex } = cell as { hex?: string };
  if (typeof hex === "string") {
    const bytes = new Uint8Array(hex.length / 2);
    for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
    return bytes;
  }
  return new Uint8Array(cell as ArrayLike<number> | ArrayBuffer);
};
