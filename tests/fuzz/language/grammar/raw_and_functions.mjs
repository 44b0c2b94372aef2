// raw<"…"> of expressions, fn<"…">, case_of(): each type's further productions.
import { StoredTypes } from "./stored_types.mjs";

/** SQL of an expression, and the operator of the language that means the same with the arguments in this order. */
const RAW = [
  { type: "integer", sql: "$1 + $2", as: "add", args: ["integer", "integer"] },
  { type: "integer", sql: "$2 - $1", as: "sub", args: ["integer", "integer"], places: [1, 0] },
  { type: "integer", sql: "abs($1)", as: "abs", args: ["integer"] },
  { type: "integer", sql: "CASE WHEN $1 THEN $2 ELSE $3 END", as: "iif", args: ["boolean", "integer", "integer"] },
  { type: "text", sql: "$1 || $2", as: "concat", args: ["text", "text"] },
  { type: "text", sql: "upper($1)", as: "upper", args: ["text"] },
  {
    type: "text",
    sql: "CASE WHEN $2 THEN $1 ELSE $3 END",
    as: "iif",
    args: ["text", "boolean", "text"],
    places: [1, 0, 2],
  },
  { type: "boolean", sql: "$1 < $2", as: "lt", args: ["integer", "integer"] },
  { type: "boolean", sql: "$1 IS NOT $2", as: "is_not", args: ["text", "text"] },
  { type: "boolean", sql: "$1 = $2", as: "eq", args: ["enumeration", "enumeration"] },
  {
    type: "boolean",
    sql: "$2 BETWEEN $1 AND $3",
    as: "between",
    args: ["integer", "integer", "integer"],
    places: [1, 0, 2],
  },
  { type: "boolean", sql: "NOT $1", as: "not", args: ["boolean"] },
];
/** SQLite's functions: their types, and those of their arguments. "'…" is a constant text. */
const FUNCTIONS = [
  ["integer", "octet_length", ["text"]],
  ["integer", "octet_length", ["blob"]],
  ["integer", "unicode", ["text"]],
  ["integer", "unixepoch", ["timestamp"]],
  ["integer", "unixepoch", ["date"]],
  ["integer", "likely", ["integer"]],
  ["text", "concat", ["text", "integer"]],
  ["text", "concat_ws", ["'-", "text", "enumeration"]],
  ["text", "typeof", ["text"]],
  ["text", "typeof", ["blob"]],
  ["text", "quote", ["text"]],
  ["text", "quote", ["integer"]],
  ["text", "quote", ["blob"]],
  ["text", "unlikely", ["text"]],
  ["text", "strftime", ["'%Y-%m", "timestamp"]],
  ["real", "ceil", ["real"]],
  ["real", "floor", ["real"]],
  ["real", "trunc", ["real"]],
  ["real", "mod", ["real", "integer"]],
  ["real", "sqrt", ["real"]],
  ["boolean", "likely", ["boolean"]],
  ["date", "date", ["stamp"]],
  ["json", "json_quote", ["text"]],
  ["json", "json_quote", ["integer"]],
  ["json", "json_patch", ["json", "json"]],
  ["json", "json_remove", ["json", "'$.a"]],
];
const CASE_OF = ["integer", "text", "enumeration", "date", "seconds", "label", "real"];

export class RawAndFunctions extends StoredTypes {
  common(type, d, ctx) {
    return [
      ...super.common(type, d, ctx),
      [0.8, () => this.caseOf(type, d, ctx)],
      [RAW.some((r) => r.type === type) ? 1 : 0, () => this.raw(type, d, ctx)],
      [FUNCTIONS.some(([t]) => t === type) ? 1.2 : 0, () => this.functionOf(type, d, ctx)],
    ];
  }
  raw(type, d, ctx) {
    const { sql, as, args, places } = this.random.pick(RAW.filter((r) => r.type === type));
    const inside = args.map((t) => this.gen(t, d, ctx));
    return { op: "raw", type, sql, as, places: places ?? args.map((_, i) => i), args: inside };
  }
  functionOf(type, d, ctx) {
    const [, name, types] = this.random.pick(FUNCTIONS.filter(([t]) => t === type));
    const args = types.map((t) =>
      t[0] === "'" ? { op: "lit", type: "text", value: t.slice(1), args: [] } : this.gen(t, Math.min(d, 1), ctx),
    );
    return this.fn(name, type, ...args);
  }
  caseOf(type, d, ctx) {
    const { random } = this;
    const of = random.pick(CASE_OF);
    const subject = this.compared(this.gen(of, Math.min(d, 1), ctx));
    const args = [subject];
    for (let i = random.between(1, 2), first = true; i > 0; --i, first = false)
      args.push(
        this.compared(this.beside(subject, of, 0, ctx, { compared: true })),
        first ? this.gen(type, d, ctx) : this.beside({}, type, d, ctx),
      );
    const has_else = random.chance(0.7);
    if (has_else) args.push(this.beside({}, type, d, ctx));
    return { op: "case_of", type, has_else, args };
  }
}
