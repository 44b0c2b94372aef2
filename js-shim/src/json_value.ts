// Whether a value is JSON as it is: a plain object, a list or a scalar, and what JSON.stringify would lose of it.
import { JsonFault, Limit } from "./protocol.js";

/** No argument is longer: lists, texts and documents. */
export const maxBytes = 64 * 1024 * 1024;

const functionText = Function.prototype.toString;
const textOfObject = functionText.call(Object);

/**
 * Whether a value is an object of an object literal, of JSON.parse or of Object.create(null), of any realm: no list, no
 * instance of a class. Nothing is known of a revoked proxy.
 */
export function isPlainObject(value: object): boolean {
  try {
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype === Object.prototype || prototype === null) return !Array.isArray(value);
    if (Object.getPrototypeOf(prototype) !== null) return false;
    const maker: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
    return typeof maker === "function" && maker.prototype === prototype && functionText.call(maker) === textOfObject;
  } catch {
    return false;
  }
}

/** Whether a string has no lone surrogate (String.prototype.isWellFormed, ES2024). */
export const isWellFormed: (text: string) => boolean =
  "isWellFormed" in String.prototype
    ? (text) => (text as unknown as { isWellFormed(): boolean }).isWellFormed()
    : (text) => !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
/** A value says itself what its JSON is: Date, URL, classes with a method toJSON. */
const hasToJson = "toJSON";
type Fault = JsonFault | typeof hasToJson;

/** Why JSON.stringify would lose or change something of the value, or undefined when it says it all. */
function faultOf(value: unknown, depth: number): Fault | undefined {
  switch (typeof value) {
    case "string":
      return isWellFormed(value) ? undefined : JsonFault.loneSurrogate;
    case "number":
      return Number.isFinite(value) ? undefined : JsonFault.notFinite;
    case "bigint":
      return JsonFault.bigint;
    case "function":
    case "symbol":
      return JsonFault.other;
    case "object":
      break;
    default:
      return undefined;
  }
  if (value === null) return undefined;
  if (depth >= Limit.deepestJson) return JsonFault.cyclic;
  if (typeof (value as { toJSON?: unknown }).toJSON === "function") return hasToJson;
  if (Array.isArray(value)) {
    const count = value.length;
    if (count > maxBytes) return JsonFault.unreadable; // a proxy may say anything
    for (let i = 0; i < count; i++) {
      const item: unknown = value[i];
      const fault = item === undefined ? JsonFault.undefined : faultOf(item, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  if (Object.prototype.toString.call(value) !== "[object Object]") return JsonFault.other;
  if (!isPlainObject(value)) return JsonFault.notPlain;
  for (const key of Object.keys(value)) {
    if (!isWellFormed(key)) return JsonFault.loneSurrogate;
    const fault = faultOf((value as Record<string, unknown>)[key], depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** An invalid Date would become null. */
const noDate = Symbol();

/** A copy in which each value with toJSON is what that returned. What is no JSON stays, for faultOf to refuse. */
function converted(value: unknown, key: string, depth: number): unknown {
  if (value !== null && typeof value === "object" && typeof (value as { toJSON?: unknown }).toJSON === "function") {
    const isDate = Object.prototype.toString.call(value) === "[object Date]";
    value = (value as unknown as { toJSON: (key: string) => unknown }).toJSON(key);
    if (isDate && value === null) return noDate;
  }
  if (value === null || typeof value !== "object" || depth > Limit.deepestJson) return value;
  if (Array.isArray(value))
    return value.length > maxBytes
      ? value
      : Array.from({ length: value.length }, (_, i) => converted((value as unknown[])[i], String(i), depth + 1));
  if (!isPlainObject(value)) return value;
  const copy = Object.create(null) as Record<string, unknown>; // a key __proto__ is a key
  for (const name of Object.keys(value))
    copy[name] = converted((value as Record<string, unknown>)[name], name, depth + 1);
  return copy;
}

/** The JSON of a value, or why it has none. What toJSON returns is read once, so that what is checked is what is written. */
export function documentText(value: unknown): string | JsonFault {
  try {
    let fault = faultOf(value, 0);
    if (fault === hasToJson) fault = faultOf((value = converted(value, "", 0)), 0);
    if (fault === undefined) return (JSON.stringify(value) as string | undefined) ?? JsonFault.other;
    return fault === hasToJson ? JsonFault.other : fault;
  } catch {
    return JsonFault.unreadable;
  }
}
