// SQLite's values: storage classes, comparison, conversion, arithmetic (https://www.sqlite.org/datatype3.html). NULL is null,
// INTEGER a BigInt, REAL a number, TEXT a string, BLOB { blob: its bytes as hexadecimal digits }.

/** SQLite leaves open what comes out: the statement proves nothing and is not compared. */
export class Unspecified extends Error {}
/** The statement must fail with this kind of error. */
export class Refused extends Error {}

export const isNumber = (v) => typeof v === "bigint" || typeof v === "number";

/** Beyond 64 bits SQLite calculates with REALs, or fails. */
export function integer(v) {
  if (BigInt.asIntN(64, v) !== v) throw new Unspecified("an integer beyond 64 bits");
  return v;
}

export const isBlob = (v) => typeof v === "object" && v !== null;
const classOf = (v) => (v === null ? 0 : isNumber(v) ? 1 : isBlob(v) ? 3 : 2);
const utf8 = new TextEncoder();
export function compareTexts(a, b) {
  if (a === b) return 0;
  return Buffer.compare(utf8.encode(a), utf8.encode(b));
}
/** The order of all values: NULL, then numbers, then texts, then blobs. */
export function compareValues(a, b) {
  const difference = classOf(a) - classOf(b);
  if (difference !== 0) return difference;
  if (a === null) return 0;
  if (typeof a === "string") return compareTexts(a, b);
  if (isBlob(a)) return compareTexts(a.blob, b.blob);
  return a < b ? -1 : a > b ? 1 : 0;
}
/** A text by which values that SQLite holds for equal are equal. */
export const keyOf = (v) =>
  v === null
    ? "n"
    : isBlob(v)
      ? `b${v.blob}`
      : typeof v === "string"
        ? `t${v}`
        : `#${Number.isInteger(v) ? BigInt(v) : v}`;
export const keyOfRow = (values) => JSON.stringify(values.map(keyOf));

const NUMBER = /^[ \t\n\v\f\r]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/;
const isWhole = (text) => /^[+-]?\d+$/.test(text);
/** The number that a text begins with; 0 where it begins with none. */
export function numberIn(text) {
  const found = NUMBER.exec(text);
  if (!found) return 0n;
  return isWhole(found[1]) ? integer(BigInt(found[1])) : Number(found[1]);
}
const looksNumeric = (text) => {
  const found = NUMBER.exec(text);
  return found !== null && /^[ \t\n\v\f\r]*$/.test(text.slice(found[0].length));
};
/** What a column of this affinity stores for a value. */
export function withAffinity(v, affinity) {
  if (v === null || isBlob(v)) return v;
  switch (affinity) {
    case "TEXT":
      return isNumber(v) ? textOf(v) : v;
    case "REAL":
      if (typeof v === "string") return looksNumeric(v) ? Number(numberIn(v)) : v;
      return Number(v);
    case "INTEGER":
    case "NUMERIC":
      if (typeof v === "string") {
        if (!looksNumeric(v)) return v;
        v = numberIn(v);
      }
      return typeof v === "number" && Number.isInteger(v) && Math.abs(v) < 2 ** 53 ? BigInt(v) : v;
    default:
      return v;
  }
}
const isNumeric = (affinity) => affinity === "INTEGER" || affinity === "REAL" || affinity === "NUMERIC";
/** Compares as an operator does, after the affinities of both sides are applied; null when a side is. */
export function compareBy(a, affinityA, b, affinityB) {
  if (a === null || b === null) return null;
  if (isNumeric(affinityA) && !isNumeric(affinityB)) b = withAffinity(b, "NUMERIC");
  else if (isNumeric(affinityB) && !isNumeric(affinityA)) a = withAffinity(a, "NUMERIC");
  else if (affinityA === "TEXT" && affinityB === undefined) b = withAffinity(b, "TEXT");
  else if (affinityB === "TEXT" && affinityA === undefined) a = withAffinity(a, "TEXT");
  return compareValues(a, b);
}

export const truth = (v) => (v === null ? null : Number(typeof v === "string" ? numberIn(v) : v) !== 0);
export const fromTruth = (t) => (t === null ? null : t ? 1n : 0n);

/** %!.15g: at least one digit behind the point. */
export function textOfReal(v) {
  if (v === 0) return "0.0";
  const digits = Number(v.toPrecision(15));
  if (digits !== v) throw new Unspecified("the text of a REAL with more than 15 digits");
  const text = String(digits);
  if (/e/.test(text) || Math.abs(v) >= 1e15 || Math.abs(v) < 1e-4)
    throw new Unspecified("the text of a REAL with an exponent");
  return text.includes(".") ? text : `${text}.0`;
}
export const textOf = (v) =>
  v === null ? null : typeof v === "string" ? v : typeof v === "bigint" ? String(v) : textOfReal(v);
export const numeric = (v) => (typeof v === "string" ? numberIn(v) : v);
export function toInteger(v) {
  if (v === null) return null;
  if (typeof v === "string") {
    const found = /^[ \t\n\v\f\r]*([+-]?\d+)/.exec(v);
    return found ? integer(BigInt(found[1])) : 0n;
  }
  return typeof v === "number" ? integer(BigInt(Math.trunc(v))) : v;
}
export const toReal = (v) => (v === null ? null : Number(numeric(v)));

export function calculate(op, a, b) {
  if (a === null || b === null) return null;
  a = numeric(a);
  b = numeric(b);
  if (op === "mod") {
    const divisor = toInteger(b);
    if (divisor === 0n) return null;
    const rest = toInteger(a) % divisor;
    return typeof a === "bigint" && typeof b === "bigint" ? rest : Number(rest);
  }
  if (typeof a === "bigint" && typeof b === "bigint") {
    if (op === "div") return b === 0n ? null : a / b;
    return integer(op === "add" ? a + b : op === "sub" ? a - b : a * b);
  }
  a = Number(a);
  b = Number(b);
  if (op === "div") return b === 0 ? null : a / b;
  return op === "add" ? a + b : op === "sub" ? a - b : a * b;
}

const escaped = (c) => c.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
/** LIKE: % any text, _ one character, the character behind `escape` itself; ASCII letters in either case. */
export function like(text, pattern, escape) {
  if (text === null || pattern === null) return null;
  const lower = (s) => s.replace(/[A-Z]/g, (c) => c.toLowerCase());
  const characters = Array.from(lower(textOf(pattern)));
  let source = "";
  for (let i = 0; i < characters.length; ++i) {
    const c = characters[i];
    if (c === escape) {
      if (++i === characters.length) return false;
      source += escaped(characters[i]);
    } else source += c === "%" ? "[^]*" : c === "_" ? "[^]" : escaped(c);
  }
  return new RegExp(`^${source}$`, "u").test(lower(textOf(text)));
}
/** GLOB: * any text, ? one character, [a-c] and [^a] a set. */
export function glob(text, pattern) {
  if (text === null || pattern === null) return null;
  const source = textOf(pattern).replace(/\[[^\]]+\]|[^]/gu, (c) =>
    c === "*" ? "[^]*" : c === "?" ? "[^]" : c.length > 2 ? c : escaped(c),
  );
  return new RegExp(`^${source}$`, "u").test(textOf(text));
}
export const lowerAscii = (s) => s.replace(/[A-Z]/g, (c) => c.toLowerCase());
export const upperAscii = (s) => s.replace(/[a-z]/g, (c) => c.toUpperCase());

/** substr(text, first, count): negative numbers count from the end, or backwards. */
export function substring(text, first, count) {
  const characters = Array.from(text);
  const size = characters.length;
  let p1 = Number(first);
  let p2 = Number(count);
  let backwards = false;
  if (p2 < 0) {
    backwards = true;
    p2 = -p2;
  }
  if (p1 < 0) {
    p1 += size;
    if (p1 < 0) {
      p2 = Math.max(0, p2 + p1);
      p1 = 0;
    }
  } else if (p1 > 0) {
    p1--;
  } else if (p2 > 0) {
    p2--;
  }
  if (backwards) {
    p1 -= p2;
    if (p1 < 0) {
      p2 += p1;
      p1 = 0;
    }
  }
  return characters.slice(p1, p1 + Math.max(0, p2)).join("");
}
/** round(): half away from zero. */
export function round(v, digits) {
  if (v === null || digits === null) return null;
  const n = Math.min(30, Math.max(0, Number(toInteger(digits))));
  const x = toReal(v);
  if (x.toPrecision(15) != x) throw new Unspecified("round() of a REAL with more than 15 digits");
  const rounded = Number(Math.abs(x).toFixed(n));
  return x < 0 ? -rounded : rounded;
}
