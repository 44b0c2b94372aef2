// What a function yields for values; each is NULL when an argument is, unless it says otherwise.
import * as json from "./json.mjs";
import {
  calculate,
  compareValues,
  fromTruth,
  glob,
  integer,
  isBlob,
  isNumber,
  like,
  lowerAscii,
  numeric,
  round,
  substring,
  textOf,
  toInteger,
  toReal,
  upperAscii,
  Unspecified,
} from "./values.mjs";

const ofTexts =
  (f) =>
  (...values) =>
    values.includes(null) ? null : f(...values.map(textOf));
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?Z?)?$/;
/** strftime('%Y-%m-%dT%H:%M:%fZ', …) of a stored time. */
export function instant(text) {
  if (text === null) return null;
  const found = ISO.exec(text);
  if (!found) return null;
  return `${found[1]}T${found[2] ?? "00:00:00"}${(found[3] ?? ".").padEnd(4, "0")}Z`;
}
const nextDay = (day) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
function extreme(sign) {
  return (a, b) => {
    if (a === null || b === null) return null;
    const order = compareValues(a, b);
    if (order === 0 && typeof a !== typeof b) throw new Unspecified("equal values of two storage classes");
    return order * sign >= 0 ? a : b;
  };
}
const both = (a, b) => (a === false || b === false ? false : a === null || b === null ? null : true);
const order = (a, b, test) => (a === null || b === null ? null : test(compareValues(a, b)));

const ofIntegers =
  (f) =>
  (...values) =>
    values.includes(null) ? null : integer(BigInt.asIntN(64, f(...values.map((v) => toInteger(v)))));
/** To the left; to the right where the count is negative, with the sign. */
const shift = (a, count) => {
  if (count >= 64n) return 0n;
  if (count <= -64n) return a < 0n ? -1n : 0n;
  return count >= 0n ? a << count : a >> -count;
};

export const FUNCTIONS = {
  add: (a, b) => calculate("add", a, b),
  sub: (a, b) => calculate("sub", a, b),
  mul: (a, b) => calculate("mul", a, b),
  mod: (a, b) => calculate("mod", a, b),
  concat: ofTexts((a, b) => a + b),
  lower: ofTexts(lowerAscii),
  upper: ofTexts(upperAscii),
  trim: ofTexts((s) => s.replace(/^ +| +$/g, "")),
  ltrim: ofTexts((s) => s.replace(/^ +/, "")),
  rtrim: ofTexts((s) => s.replace(/ +$/, "")),
  // An empty text is not looked for, so what would stand in its place may be NULL.
  replace: (s, from, to) =>
    from === "" && s !== null ? textOf(s) : ofTexts((a, b, c) => a.replaceAll(b, () => c))(s, from, to),
  hex: (v) =>
    v === null ? "" : isBlob(v) ? v.blob.toUpperCase() : Buffer.from(textOf(v)).toString("hex").toUpperCase(),
  sign: (v) => (v === null ? null : numeric(v) < 0 ? -1n : numeric(v) > 0 ? 1n : 0n),
  neg: (v) => calculate("sub", 0n, v),
  bit_and: ofIntegers((a, b) => a & b),
  bit_or: ofIntegers((a, b) => a | b),
  shift_left: ofIntegers(shift),
  shift_right: ofIntegers((a, b) => shift(a, -b)),
  glob: (s, pattern) => fromTruth(glob(s, pattern)),
  like_escaped: (s, pattern) => fromTruth(like(s, pattern, "!")),
  length: (v) => (v === null ? null : BigInt(isBlob(v) ? v.blob.length / 2 : Array.from(textOf(v)).length)),
  position: ofTexts((text, needle) =>
    BigInt(Array.from(text.slice(0, Math.max(0, text.indexOf(needle)))).length + (text.includes(needle) ? 1 : 0)),
  ),
  substring: (s, first, count) =>
    s === null || first === null || count === null ? null : substring(textOf(s), toInteger(first), toInteger(count)),
  abs: (v) => (v === null ? null : numeric(v) < 0 ? -numeric(v) : numeric(v)),
  round: (v, digits) => round(v, digits),
  greatest: extreme(1),
  least: extreme(-1),
  like: (s, pattern) => fromTruth(like(s, pattern)),
  not_like: (s, pattern) => {
    const found = like(s, pattern);
    return fromTruth(found === null ? null : !found);
  },
  unindexed: (v) => v,
  never_null: (v) => v,
  as: (v) => v,
  instant: (v) => instant(v),
  at_or_after: (t, p) =>
    fromTruth(
      both(
        order(t, p === null ? null : p.slice(0, 10), (o) => o >= 0),
        order(instant(t), p, (o) => o >= 0),
      ),
    ),
  after_time: (t, p) =>
    fromTruth(
      both(
        order(t, p === null ? null : p.slice(0, 10), (o) => o >= 0),
        order(instant(t), p, (o) => o > 0),
      ),
    ),
  at_or_before: (t, p) =>
    fromTruth(
      both(
        order(t, p === null ? null : nextDay(p.slice(0, 10)), (o) => o < 0),
        order(instant(t), p, (o) => o <= 0),
      ),
    ),
  before: (t, p) =>
    fromTruth(
      both(
        order(t, p === null ? null : nextDay(p.slice(0, 10)), (o) => o < 0),
        order(instant(t), p, (o) => o < 0),
      ),
    ),
  on_or_after: (t, p) => fromTruth(order(t, p, (o) => o >= 0)),
  json_valid: (v) => (v === null ? null : 1n),
  json_type: (v) => (v === null ? null : json.typeOf(json.parse(v))),
  json_array_length: (v) => (v === null ? null : BigInt(json.parse(v)?.list?.length ?? 0)),
  json_length_if_valid: (v) => (v === null ? 0n : BigInt(json.parse(v)?.list?.length ?? 0)),
};

export function cast(v, type) {
  if (type === "integer" || type === "bigint") return toInteger(v);
  if (type === "real") return toReal(v);
  if (type === "blob") return v === null || isBlob(v) ? v : { blob: Buffer.from(textOf(v), "utf8").toString("hex") };
  return textOf(v);
}
/** A value as it goes into a JSON document: booleans and documents stay what they are. */
export function jsonItem(v, type) {
  if (v === null) return null;
  if (type === "json") return json.parse(v);
  if (type === "boolean") return v === 1n ? true : v === 0n ? false : null;
  return isNumber(v) ? v : { text: v };
}
