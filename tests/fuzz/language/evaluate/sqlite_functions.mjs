// What fn<"…"> yields: SQLite's own functions, by their names. The last argument is the list of the arguments' trees.
import { jsonItem } from "./functions.mjs";
import * as json from "./json.mjs";
import { isBlob, isNumber, numeric, textOf, toInteger, toReal, Unspecified } from "./values.mjs";

const utf8 = (text) => Buffer.from(text, "utf8");
const ofReal = (f) => (v) => {
  if (v === null) return null;
  const n = numeric(v);
  return typeof n === "bigint" ? n : f(n);
};
const quotedText = (v) => {
  if (v === null) return "NULL";
  if (isBlob(v)) return `X'${v.blob.toUpperCase()}'`;
  if (typeof v === "number") throw new Unspecified("quote() of a REAL");
  return typeof v === "bigint" ? String(v) : `'${v.replaceAll("'", "''")}'`;
};
/** Merges as RFC 7396 says. */
function patched(document, changes) {
  if (!changes?.entries) return changes;
  const entries = (document?.entries ?? []).map((entry) => [...entry]);
  for (const [key, value] of changes.entries) {
    const at = entries.findIndex(([k]) => k === key);
    if (value === null) {
      if (at >= 0) entries.splice(at, 1);
    } else if (at >= 0) entries[at][1] = patched(entries[at][1], value);
    else entries.push([key, patched(undefined, value)]);
  }
  return { entries };
}
function withoutKey(document, path) {
  const key = /^\$\.(\w+)$/.exec(path)[1];
  return document?.entries ? { entries: document.entries.filter(([k]) => k !== key) } : document;
}

export const SQLITE_FUNCTIONS = {
  likely: (v) => v,
  unlikely: (v) => v,
  octet_length: (v) => (v === null ? null : BigInt(isBlob(v) ? v.blob.length / 2 : utf8(textOf(v)).length)),
  concat: (a, b) => (textOf(a) ?? "") + (textOf(b) ?? ""),
  concat_ws: (separator, ...values) =>
    separator === null
      ? null
      : values
          .slice(0, -1)
          .filter((v) => v !== null)
          .map(textOf)
          .join(textOf(separator)),
  typeof: (v) =>
    v === null ? "null" : isBlob(v) ? "blob" : !isNumber(v) ? "text" : typeof v === "bigint" ? "integer" : "real",
  quote: (v) => quotedText(v),
  unicode: (v) => (v === null || textOf(v) === "" ? null : BigInt(textOf(v).codePointAt(0))),
  ceil: ofReal(Math.ceil),
  floor: ofReal(Math.floor),
  trunc: ofReal(Math.trunc),
  mod: (a, b) => (a === null || b === null || toReal(b) === 0 ? null : toReal(a) % toReal(b)),
  sqrt: (v) => (v === null || toReal(v) < 0 ? null : Math.sqrt(toReal(v))),
  unhex: (v) => (v === null ? null : /^([0-9a-fA-F]{2})*$/.test(v) ? { blob: v.toLowerCase() } : null),
  zeroblob: (v) => (v === null ? null : { blob: "00".repeat(Math.max(0, Number(toInteger(v)))) }),
  unixepoch: (v) => (v === null ? null : BigInt(Math.floor(Date.parse(timeOf(v)) / 1000))),
  strftime: (format, v) => {
    if (format === null || v === null) return null;
    const [year, month] = timeOf(v).split("-");
    return `${year}-${month}`;
  },
  date: (v) => (v === null ? null : timeOf(v).slice(0, 10)),
  json_quote: (v, args) => json.write(jsonItem(v, args[0].type)),
  json_patch: (v, changes) =>
    v === null || changes === null ? null : json.write(patched(json.parse(v), json.parse(changes))),
  json_remove: (v, path) => (v === null ? null : json.write(withoutKey(json.parse(v), path))),
};
/** A date or a time of either stored form, as Date.parse() reads it. */
const timeOf = (text) => (text.length === 10 ? `${text}T00:00:00Z` : `${text.replace(" ", "T").replace(/Z?$/, "Z")}`);
