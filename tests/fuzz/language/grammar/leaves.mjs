// What every expression is made of: columns, parameters, constants, NULL. A context says what may stand there:
//   scope, outer   the columns of the query's own sources, and those of the queries around it
//   group          undefined: a row; else the keys of the group, and only they and aggregates may stand
//   windows        over() may stand
//   clause         "where" …: where a parameter may be bound to NULL
import { DOMAINS } from "../schema.mjs";
/** Types with a codec, and bytes: SQL compares them and calculates nothing with them. */
export const STORED = ["seconds", "millis", "money", "label", "blob"];
export const NUMBERS = ["integer", "real"];
export const TYPES = [
  "integer",
  "bigint",
  "real",
  "text",
  "boolean",
  "enumeration",
  "date",
  "timestamp",
  "stamp",
  "json",
  ...STORED,
];
export const SELECTED = [
  "integer",
  "integer",
  "bigint",
  "real",
  "text",
  "text",
  "boolean",
  "enumeration",
  "date",
  "timestamp",
  "stamp",
  "json",
  ...STORED,
];
/** NULL, whatever it is named. */
export const isNull = (e) => e.op === "null" || (e.op === "as" && isNull(e.args[0]));

export class Leaves {
  /** queries: makes subqueries; params: what the statement binds, by name. */
  constructor(random, features) {
    this.random = random;
    this.features = features;
    this.params = {};
    this.conditions = {};
    this.names = 0;
  }
  node(op, type, ...args) {
    return { op, type, args };
  }
  columnNode({ alias, name, member, via, type, nullable }) {
    return { op: "col", type, alias, name, member, via, nullable, args: [] };
  }

  // ---- leaves ----
  parameter(type, { typed, value, beside_column = false, clause, not_null = false } = {}) {
    const name = `p${++this.names}`;
    if (value === undefined) {
      const isNull = clause === "where" && !typed && this.random.chance(this.features.null_parameters ?? 0);
      value = isNull ? null : this.random.pick(DOMAINS[type]);
    }
    const optional = typed && !not_null && this.random.chance(this.features.optional_parameters ?? 0);
    if (optional && this.random.chance(0.4)) value = null;
    this.params[name] = { type, value };
    return { op: "param", type, name, typed, optional, beside_column, args: [] };
  }
  /** What may stand beside another operand: a parameter takes its type from there. */
  beside(other, type, d, ctx, { compared = false } = {}) {
    if (this.random.chance(0.2))
      return this.parameter(type, { typed: false, beside_column: compared && other.op === "col", clause: ctx.clause });
    return this.gen(type, d, ctx);
  }
  literal(type) {
    switch (type) {
      case "integer":
      case "real":
      case "text":
      case "boolean":
      case "enumeration":
        return { op: "lit", type, value: this.random.pick(DOMAINS[type]), args: [] };
      case "json":
        if (this.random.chance(0.5)) return this.jsonObject(0, { scope: [], outer: [] });
      // falls through
      default:
        return this.parameter(type, { typed: true, not_null: true });
    }
  }
  columns(type, ctx, not_null = false) {
    const fits = (c) => c.type === type && !(not_null && c.nullable);
    const own = ctx.scope.filter(fits);
    const outer = ctx.outer.filter(fits);
    return outer.length > 0 && (own.length === 0 || this.random.chance(0.25)) ? outer : own;
  }
  leaf(type, ctx) {
    const { random } = this;
    if (ctx.group !== undefined) {
      const keys = ctx.group.filter((key) => key.type === type);
      if (keys.length > 0 && random.chance(0.6)) return structuredClone(random.pick(keys));
      const aggregate = random.chance(0.8) && ctx.row ? this.aggregate(type, ctx.row) : undefined;
      if (aggregate) return aggregate;
    } else {
      const columns = this.columns(type, ctx);
      if (columns.length > 0 && random.chance(0.85)) return this.columnNode(random.pick(columns));
    }
    if (random.chance(0.04)) return this.node("null", type);
    return random.chance(0.3) ? this.parameter(type, { typed: true, clause: ctx.clause }) : this.literal(type);
  }
  /** A column of the query's own sources: what sorting and grouping must have. */
  ownColumn(ctx, types = TYPES) {
    const columns = ctx.scope.filter((c) => types.includes(c.type));
    return columns.length > 0 ? this.columnNode(this.random.pick(columns)) : undefined;
  }

  choose(choices) {
    return this.random.weighted(choices)();
  }
}
