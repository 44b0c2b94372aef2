// Arguments that are any JSON, for clients whose functions have one.
import type { ArgumentWriter } from "./encode.js";
import { documentText } from "./json_value.js";
import { ValueType as Tag } from "./protocol.js";

const maxHostJson = 60_000;

/** Writes an argument that is any JSON, as its text. */
export function writeDocument(writer: ArgumentWriter, value: unknown, at: number): void {
  const text = documentText(value);
  if (typeof text !== "string") return writer.tag(at, Tag.brokenJson, text);
  writer.text(text, at, Tag.json);
  if (writer.hostTexts.length < maxHostJson)
    writer.words[(writer.base + at) >> 2] = Tag.json | (writer.addHostText(text) << 16);
}
