// The check of arguments as the module makes it: the same rules in the same order, the same messages. What the client tags
// (encode.ts) and what the module refuses (src/core/check_arguments.cpp) is one function of each here.
import { documentText, isPlainObject, isWellFormed } from "../json_value.js";
import { JsonFault, Limit } from "../protocol.js";
import { defaultOf, type ArgumentDescription } from "./description.js";
import type { Issue } from "./standard.js";
import { parseTimestamp } from "./timestamp.js";

type Path = readonly PropertyKey[];

/** What stands in the place of a value: it is not there, or it is there and may not be read. */
const absent = Symbol("absent");
const notOwn = Symbol("notOwn");
const unreadable = Symbol("unreadable");

/** Ends the check of one argument. */
class Broken {
  constructor(
    readonly rule: string,
    /** A name to be said instead of the argument's. */
    readonly name?: string,
  ) {}
}

const phrases: Record<ArgumentDescription["kind"], string> = {
  text: "must be text",
  integer: "must be an integer",
  real: "must be a finite number",
  boolean: "must be true or false",
  timestamp: "must be a time as ISO-8601 text",
  date: "must be a date as YYYY-MM-DD text",
  enum: "must be one of the listed texts",
  json: "must be a value that JSON can say",
  object: "must be an object",
  blob: "must be a Uint8Array or an ArrayBuffer",
  bigint: "must be a bigint from -2^63 to 2^63 - 1",
};
const jsonPhrases: Record<JsonFault, string> = {
  [JsonFault.cyclic]: "must not contain itself or go deeper than 1000 levels",
  [JsonFault.notFinite]: "must hold finite numbers only",
  [JsonFault.bigint]: "must not hold a bigint",
  [JsonFault.loneSurrogate]: "must not hold a lone surrogate",
  [JsonFault.unreadable]: "could not be read",
  [JsonFault.other]: "must be a value that JSON can say",
  [JsonFault.notPlain]: "must hold plain objects, not instances of a class",
  [JsonFault.undefined]: "must not hold undefined in a list, which JSON would make null",
};

/** Checks the arguments of a call. Returns what the function takes: defaults filled in, texts trimmed, times in ISO form. */
export function checkArguments(
  specs: ArgumentDescription[],
  args: unknown,
): { value: Record<string, unknown> } | { issues: Issue[] } {
  if (args === undefined) args = {};
  const refuse = (name: string): { issues: Issue[] } => ({
    issues: [{ message: `${name} is not an argument of this function`, path: [] }],
  });
  if (args === null || typeof args !== "object" || !isPlainObject(args))
    return refuse("the call's one argument, which must be a plain object of named arguments,");
  const issues: Issue[] = [];
  const unknown = unknownName(specs, args);
  if (unknown !== undefined) {
    const { issues } = refuse(unknown);
    return { issues: [{ ...issues[0]!, path: [unknown] }] };
  }
  const value = checkFields(specs, args, [], "", false, issues);
  return issues.length > 0 ? { issues } : { value };
}

/** The first name that is not declared, as the client says it. */
function unknownName(specs: ArgumentDescription[], from: object): string | undefined {
  let keys: string[];
  try {
    keys = Object.keys(from);
  } catch {
    return "an object that cannot be read";
  }
  for (const key of keys) {
    if (specs.some(({ name }) => name === key)) continue;
    const cut = key.slice(0, Limit.longestName / 3);
    return isWellFormed(cut) ? cut : "an ill-formed name";
  }
  return undefined;
}

function checkFields(
  specs: ArgumentDescription[],
  from: object,
  path: Path,
  prefix: string,
  inPatch: boolean,
  issues: Issue[],
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const spec of specs) {
    const at = [...path, spec.name];
    try {
      const checked = checkOne(spec, readField(from, spec.name), at, `${prefix}${spec.name}`, inPatch, issues);
      // A key __proto__ is a key.
      if (checked !== absent)
        Object.defineProperty(value, spec.name, {
          value: checked,
          enumerable: true,
          writable: true,
          configurable: true,
        });
    } catch (broken) {
      if (!(broken instanceof Broken)) throw broken;
      issues.push({ message: `${broken.name ?? prefix + spec.name} ${broken.rule}`, path: at });
    }
  }
  return value;
}

function readField(from: object, name: string): unknown {
  try {
    const property = Object.getOwnPropertyDescriptor(from, name);
    if (property === undefined || !property.enumerable) {
      const ofObjects = typeof (Object.prototype as unknown as Record<string, unknown>)[name] === "function";
      return name in from && !ofObjects ? notOwn : absent;
    }
    if (property.get !== undefined || property.set !== undefined) return notOwn;
    return (from as Record<string, unknown>)[name];
  } catch {
    return unreadable;
  }
}

/** A value, or absent for what counts as left out. */
function checkOne(
  spec: ArgumentDescription,
  value: unknown,
  path: Path,
  name: string,
  inPatch: boolean,
  issues: Issue[],
): unknown {
  if (value === null) {
    if (spec.nullable) return null;
    if (inPatch) throw new Broken("must not be null; leave it out to keep what is stored");
  }
  if (value === null || value === undefined) {
    if (spec.tenant) throw new Broken("must not be undefined or null; leave the name out to mean any");
    value = absent;
  }
  if (value === absent) {
    if (spec.required) throw new Broken("is required");
    return defaultOf(spec) ?? absent;
  }
  if (value === unreadable) throw new Broken("could not be read");
  if (value === notOwn) throw new Broken("must be a property of the object itself: not inherited, computed or hidden");
  if (!spec.list) return checkElement(spec, value, path, name, issues);
  if (spec.kind === "blob") isBytes(value); // the client looks for bytes first
  const items = itemsOf(value);
  const { least, most } = spec;
  if (least !== undefined && (items.length < least || items.length > most!))
    throw new Broken(
      `must have ${most! >= Number.MAX_SAFE_INTEGER ? `at least ${least}` : `${least} to ${most}`} items`,
    );
  return Array.from({ length: items.length }, (_, i) => {
    let item: unknown;
    try {
      item = items[i];
    } catch {
      throw new Broken("could not be read");
    }
    if (item === null || item === undefined) throw new Broken("must not hold null or undefined");
    return checkElement(spec, item, [...path, i], name, issues);
  });
}

function itemsOf(value: unknown): unknown[] {
  if (!isList(value)) throw new Broken("must be a list");
  let count: number;
  try {
    count = value.length;
  } catch {
    throw new Broken("could not be read");
  }
  if (count !== count >>> 0) throw new Broken("could not be read");
  return value;
}

function checkElement(spec: ArgumentDescription, value: unknown, path: Path, name: string, issues: Issue[]): unknown {
  const isRight = (right: boolean) => {
    if (!right) throw new Broken(phrases[spec.kind]);
  };
  switch (spec.kind) {
    case "integer":
    case "real":
      isRight(typeof value === "number" && Number.isFinite(value));
      return checkNumber(spec, value as number);
    case "boolean":
      isRight(typeof value === "boolean");
      return value;
    case "json":
      return checkDocument(spec, value);
    case "blob":
      isRight(isBytes(value));
      return value;
    case "bigint":
      isRight(typeof value === "bigint" && BigInt.asIntN(64, value) === value);
      checkBounds(spec, Number(value));
      return value;
    case "object": {
      isRight(typeof value === "object" && value !== null && !isList(value));
      const from = value as object;
      if (!isPlainObject(from)) throw new Broken("must be a plain object, not an instance of a class");
      const unknown = unknownName(spec.fields!, from);
      if (unknown !== undefined) throw new Broken("is not a known field", `${name}.${unknown}`);
      return checkFields(spec.fields!, from, path, `${name}.`, spec.patch === true, issues);
    }
    default:
      return checkText(spec, value);
  }
}

function checkNumber(spec: ArgumentDescription, value: number): number {
  if (spec.kind === "integer") {
    if (!Number.isInteger(value)) throw new Broken(phrases.integer);
    if (!Number.isSafeInteger(value)) throw new Broken("must be an integer of at most 2^53 - 1 in size");
  }
  checkBounds(spec, value);
  return value + 0; // -0 becomes 0
}
function checkBounds(spec: ArgumentDescription, value: number): void {
  const { least, most } = spec;
  if (least === undefined || spec.list) return;
  const hasMost = most! < Number.MAX_SAFE_INTEGER;
  if (value >= least && (!hasMost || value <= most!)) return;
  throw new Broken(hasMost ? `must be from ${least} to ${most}` : `must be at least ${least}`);
}

function checkText(spec: ArgumentDescription, value: unknown): string {
  if (typeof value !== "string") throw new Broken(phrases[spec.kind]);
  if (!isWellFormed(value)) throw new Broken("must not hold a lone surrogate");
  let text: string = value;
  if (spec.kind === "enum") {
    if (!spec.values!.includes(text)) throw new Broken(`must be one of ${spec.values!.join(", ")}`);
    return text;
  }
  if (spec.kind === "timestamp") {
    const time = parseTimestamp(text);
    if (time === undefined) throw new Broken(phrases.timestamp);
    if (spec.as_given) return text;
    text = new Date(time).toISOString();
  }
  if (spec.kind === "date" && (text.length !== 10 || parseTimestamp(text) === undefined))
    throw new Broken(phrases.date);
  if (spec.not_blank && text.trim() === "") throw new Broken("must not be blank");
  return spec.trimmed ? text.trim() : text;
}

/** Returns the document as JSON.parse would: what toJSON returns stands in the place of a Date. */
function checkDocument(spec: ArgumentDescription, value: unknown): unknown {
  if (spec.list) return checkDocumentText(spec, value);
  const text = documentText(value);
  if (typeof text !== "string") throw new Broken(jsonPhrases[text]);
  checkOpening(spec, text);
  return JSON.parse(text);
}
/** In a list, documents are texts. */
function checkDocumentText(spec: ArgumentDescription, value: unknown): string {
  if (typeof value !== "string" || !isWellFormed(value)) throw new Broken(phrases.json);
  checkOpening(spec, value.trim());
  return value;
}
function checkOpening(spec: ArgumentDescription, text: string): void {
  if (spec.opening !== undefined && text[0] !== spec.opening)
    throw new Broken(spec.opening === "[" ? "must be an array" : "must be an object");
}

/** Whether a value is a Uint8Array or an ArrayBuffer; breaks off where it cannot be read, such as a transferred buffer. */
function isBytes(value: unknown): boolean {
  try {
    const kind = Object.prototype.toString.call(value);
    if (kind !== "[object ArrayBuffer]") return kind === "[object Uint8Array]" && ArrayBuffer.isView(value);
    new Uint8Array(value as ArrayBuffer);
    return true;
  } catch {
    throw new Broken("could not be read");
  }
}

/** Array.isArray throws on a proxy that was revoked. */
function isList(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
