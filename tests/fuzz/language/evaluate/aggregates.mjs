// Aggregates over the rows of a group, or of a window's frame.
import { jsonItem } from "./functions.mjs";
import * as json from "./json.mjs";
import { compareValues, integer, keyOf, numeric, textOf, truth, Unspecified } from "./values.mjs";

function extreme(values, sign) {
  let best = null;
  for (const v of values) {
    if (best === null) best = v;
    else {
      const order = compareValues(v, best) * sign;
      if (order === 0 && typeof v !== typeof best) throw new Unspecified("equal values of two storage classes");
      if (order > 0) best = v;
    }
  }
  return best;
}
export function sum(values) {
  if (values.length === 0) return null;
  const numbers = values.map(numeric);
  if (numbers.every((v) => typeof v === "bigint")) return integer(numbers.reduce((a, b) => a + b, 0n));
  return numbers.reduce((a, b) => a + Number(b), 0);
}
const average = (values) =>
  values.length === 0 ? null : Number(sum(values.map((v) => Number(numeric(v))))) / values.length;

const once = (values) => [...new Map(values.map((v) => [keyOf(v), v])).values()];
/** env.group: the environments of the group's rows. */
export function aggregate(node, outer, evaluate) {
  const { op, args, filter } = node;
  const env = filter ? { ...outer, group: outer.group?.filter((inner) => truth(evaluate(filter, inner))) } : outer;
  if (!env.group) throw new Error(`${op}() outside of a group`);
  if (op === "count_all") return BigInt(env.group.length);
  const all = env.group.map((inner) => evaluate(args[0], inner));
  if (op === "json_group_array") return json.write({ list: all.map((v) => jsonItem(v, args[0].type)) });
  const values = all.filter((v) => v !== null);
  switch (op) {
    case "count":
      return BigInt(values.length);
    case "count_distinct":
      return BigInt(new Set(values.map(keyOf)).size);
    case "sum":
      return sum(values);
    case "sum_distinct":
      return sum(once(values));
    case "avg_distinct":
      return average(once(values));
    case "total":
      return Number(sum(values) ?? 0);
    case "avg":
      return average(values);
    case "min":
      return extreme(values, -1);
    case "max":
      return extreme(values, 1);
    case "group_concat":
      return values.length === 0 ? null : values.map(textOf).join(textOf(evaluate(args[1], env.group[0])));
  }
}
