// JSON as SQLite's functions see it: 1 and 1.0 are two things (https://www.sqlite.org/json1.html).
import { integer, textOfReal, Unspecified } from "./values.mjs";

/** A document: null, true, false, BigInt, number, { text }, { list } or { entries: [[key, document], …] }. */
export function parse(text) {
  let at = 0;
  const space = () => {
    while (" \t\n\r".includes(text[at]) && at < text.length) ++at;
  };
  const fail = () => {
    throw new SyntaxError(`no JSON: ${text}`);
  };
  const string = () => {
    const found = /"(?:[^"\\]|\\.)*"/y;
    found.lastIndex = at;
    const match = found.exec(text);
    if (!match) fail();
    at = found.lastIndex;
    return JSON.parse(match[0]);
  };
  const document = () => {
    space();
    const c = text[at];
    if (c === '"') return { text: string() };
    if (c === "[" || c === "{") {
      const isObject = c === "{";
      const end = isObject ? "}" : "]";
      const inside = [];
      ++at;
      space();
      if (text[at] === end) ++at;
      else
        for (;;) {
          space();
          let key;
          if (isObject) {
            key = string();
            space();
            if (text[at++] !== ":") fail();
          }
          const value = document();
          inside.push(isObject ? [key, value] : value);
          space();
          const next = text[at++];
          if (next === end) break;
          if (next !== ",") fail();
        }
      return isObject ? { entries: inside } : { list: inside };
    }
    for (const [word, value] of [
      ["null", null],
      ["true", true],
      ["false", false],
    ])
      if (text.startsWith(word, at)) {
        at += word.length;
        return value;
      }
    const found = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
    found.lastIndex = at;
    const match = found.exec(text);
    if (!match) fail();
    at = found.lastIndex;
    return match[1] || match[2] ? Number(match[0]) : integer(BigInt(match[0]));
  };
  const whole = document();
  space();
  if (at !== text.length) fail();
  return whole;
}
export function write(document) {
  if (document === null || typeof document === "boolean" || typeof document === "bigint") return String(document);
  if (typeof document === "number") return textOfReal(document);
  if (document.list) return `[${document.list.map(write).join(",")}]`;
  if (document.entries) return `{${document.entries.map(([k, v]) => `${JSON.stringify(k)}:${write(v)}`).join(",")}}`;
  return JSON.stringify(document.text);
}
/** A document that two texts of it have in common: for comparing. */
export function canonical(text) {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Nested rows: a document in a cell comes as its text or as itself, and both are read alike. */
export function canonicalRows(text) {
  return JSON.stringify(
    JSON.parse(text, (_, v) => {
      if (typeof v !== "string" || !/^[[{]/.test(v)) return v;
      try {
        return JSON.parse(v);
      } catch {
        return v;
      }
    }),
  );
}

export function typeOf(document) {
  if (document === null) return "null";
  if (typeof document === "boolean") return String(document);
  if (typeof document === "bigint") return "integer";
  if (typeof document === "number") return "real";
  return document.list ? "array" : document.entries ? "object" : "text";
}
/** What is at $.key or $[n]; undefined where nothing is. */
export function at(document, path) {
  for (const [, key, index] of path.matchAll(/\.(\w+)|\[(\d+)\]/g)) {
    if (key !== undefined) document = document?.entries?.find(([k]) => k === key)?.[1];
    else document = document?.list?.[Number(index)];
    if (document === undefined) return undefined;
  }
  return document;
}
/** The SQL value of a document, as json_extract() and ->> yield it. */
export function sqlValue(document) {
  if (document === undefined || document === null) return null;
  if (typeof document === "boolean") return document ? 1n : 0n;
  if (typeof document === "bigint" || typeof document === "number") return document;
  return document.text !== undefined ? document.text : write(document);
}
export function setAt(document, path, value) {
  const key = /^\$\.(\w+)$/.exec(path)?.[1];
  if (key === undefined) throw new Unspecified("json_set() at this path");
  if (!document?.entries) return document;
  const entries = document.entries.map((entry) => [...entry]);
  const existing = entries.find(([k]) => k === key);
  if (existing) existing[1] = value;
  else entries.push([key, value]);
  return { entries };
}
