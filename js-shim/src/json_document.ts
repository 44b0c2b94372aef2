// Arguments that are any JSON, for clients whose functions have one.
import type { ArgumentWriter } from "./encode.js";
import { converted, faultOf, hasToJson, type Fault } from "./json_value.js";
import { JsonFault, ValueType as Tag } from "./protocol.js";

const maxHostJson = 60_000;

/** Writes an argument that is any JSON, as its text. */
export function writeDocument(writer: ArgumentWriter, value: unknown, at: number): void {
  let fault: Fault | undefined;
  let text: string | undefined;
  try {
    fault = faultOf(value, 0);
    if (fault === hasToJson) {
      // What toJSON returns is read once, so that what is judged is what is written.
      value = converted(value, "", 0);
      fault = faultOf(value, 0);
    }
    if (fault === undefined) text = JSON.stringify(value);
  } catch {
    fault = JsonFault.unreadable;
  }
  if (fault === undefined && text === undefined) fault = JsonFault.other;
  if (fault !== undefined) return writer.tag(at, Tag.brokenJson, fault === hasToJson ? JsonFault.other : fault);
  writer.text(text!, at, Tag.json);
  if (writer.hostTexts.length < maxHostJson)
    writer.words[(writer.base + at) >> 2] = Tag.json | (writer.addHostText(text!) << 16);
}
