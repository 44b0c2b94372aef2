// Random expressions of a type. A context says what may stand there:
//   scope, outer   the columns of the query's own sources, and those of the queries around it
//   group          undefined: a row; else the keys of the group, and only they and aggregates may stand
//   windows        over() may stand
//   clause         "where" …: where a parameter may be bound to NULL
import { DOMAINS } from "../schema.mjs";

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
];
const PATHS = [
  ["$.a", "integer"],
  ["$.b", "text"],
  ["$.x", "real"],
  ["$.c", "json"],
  ["$.nothing", "integer"],
];

/** NULL, whatever it is named. */
export const isNull = (e) => e.op === "null" || (e.op === "as" && isNull(e.args[0]));

export class Expressions {
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

  // ---- aggregates and windows ----
  /** An aggregate of a type, over columns of the innermost query; undefined where there is none. */
  aggregate(type, row) {
    const { random } = this;
    const argument = (types) => {
      const wanted = random.pick(types);
      const inner = { ...row, windows: false, subqueries: false };
      const e = random.chance(0.6) ? undefined : this.gen(wanted, 1, inner);
      if (e && hasOwnColumn(e, row)) return e;
      return this.ownColumn(inner, [wanted]) ?? this.ownColumn(inner, types);
    };
    const choices = [];
    const add = (op, types) => choices.push([op, types]);
    if (type === "integer") {
      choices.push(["count_all"]);
      add("count", ["integer", "text", "real", "boolean"]);
      add("count_distinct", ["integer", "text", "enumeration"]);
      add("sum", ["integer", "boolean"]);
      add("sum_distinct", ["integer"]);
      add("max", ["integer"]);
      add("min", ["integer"]);
    } else if (type === "bigint") {
      add("sum", ["bigint"]);
      add("max", ["bigint"]);
      add("min", ["bigint"]);
    } else if (type === "real") {
      add("avg", ["integer", "real", "boolean"]);
      add("sum", ["real"]);
      add("avg_distinct", ["integer"]);
      add("total", ["integer"]);
      add("max", ["real"]);
      add("min", ["real"]);
    } else if (type !== "json") {
      add("max", [type]);
      add("min", [type]);
    }
    if (choices.length === 0) return undefined;
    const [op, types] = random.pick(choices);
    const e = types && argument(types);
    if (types && !e) return undefined;
    const node = types ? this.node(op, type, e) : this.node(op, type);
    if (random.chance(0.15))
      node.filter = this.gen("boolean", 1, { ...row, windows: false, subqueries: false, clause: "select" });
    return node;
  }
  window(type, ctx) {
    const { random } = this;
    const row = { ...ctx, windows: false };
    const simple = () => this.ownColumn(row, ["integer", "text", "enumeration", "boolean", "real"]);
    if (!simple()) return undefined;
    const partition = random.chance(0.6) ? [random.chance(0.8) ? simple() : this.gen("integer", 1, row)] : [];
    const term = () => ({ e: random.chance(0.8) ? simple() : this.gen("integer", 1, row), desc: random.chance(0.4) });
    const over = (fn, order, ...args) => ({ op: "over", type, fn, args, partition, order });
    const framed = (node) => (random.chance(0.4) ? { ...node, frame: this.frame() } : node);
    const total = () => [
      ...(random.chance(0.6) ? [term()] : []),
      ...ctx.unique().map((e) => ({ e, desc: random.chance(0.3) })),
    ];
    const choices = [];
    if (type === "integer")
      choices.push(
        () => over("row_number", total()),
        () => over("rank", [term()]),
        () => over("dense_rank", [term()]),
        () => over("ntile", total()),
      );
    if (type === "real")
      choices.push(
        () => over("percent_rank", [term()]),
        () => over("cume_dist", [term()]),
      );
    const column = this.columns(type, { ...row, outer: [] });
    if (column.length > 0)
      for (const fn of ["lag", "lead", "first_value"])
        choices.push(() => over(fn, total(), this.columnNode(random.pick(column))));
    if (column.length > 0)
      for (const fn of ["first_value", "last_value", "nth_value"])
        choices.push(() => framed(over(fn, total(), this.columnNode(random.pick(column)))));
    choices.push(() => {
      const aggregate = this.aggregate(type, row);
      if (!aggregate || aggregate.op.endsWith("_distinct")) return undefined;
      // A REAL sum depends on the order in which rows enter a frame and leave it.
      if (type !== "real" && random.chance(0.4))
        return { ...framed(over(aggregate.op, total(), ...aggregate.args)), filter: aggregate.filter };
      return { ...over(aggregate.op, random.chance(0.5) ? [term()] : [], ...aggregate.args), filter: aggregate.filter };
    });
    return random.pick(choices)();
  }
  frame() {
    const { random } = this;
    const unit = random.pick(["rows", "rows", "groups", "range"]);
    const edges = unit === "range" ? [-Infinity, 0, Infinity] : [-Infinity, -2, -1, 0, 1, 2, Infinity];
    const [from, to] = [random.pick(edges.slice(0, -1)), random.pick(edges.slice(1))];
    return { unit, from: Math.min(from, to), to: Math.max(from, to) };
  }

  // ---- expressions ----
  gen(type, d, ctx) {
    if (d <= 0 || this.random.chance(0.25)) return this.leaf(type, ctx);
    return this[type](d - 1, ctx) ?? this.leaf(type, ctx);
  }
  /** What serves every type. */
  common(type, d, ctx) {
    const { random } = this;
    const same = (n = d) => this.gen(type, n, ctx);
    return [
      [2, () => this.coalesce(type, d, ctx)],
      [
        1,
        () => {
          const left = same();
          return this.node("nullif", type, left, this.beside(left, type, d, ctx));
        },
      ],
      [2, () => this.case(type, d, ctx)],
      [1, () => this.node("iif", type, this.gen("boolean", d, ctx), same(), this.beside({}, type, d, ctx))],
      [ctx.subqueries === false ? 0 : 1.5, () => this.scalar(type, d, ctx)],
      [ctx.windows && ctx.group === undefined ? 2 : 0, () => this.window(type, ctx)],
      [
        ctx.group === undefined && ctx.scope.length > 0 ? 0.4 : 0,
        () => {
          const column = this.columns(type, ctx);
          return column.length > 0 ? this.node("unindexed", type, this.columnNode(random.pick(column))) : undefined;
        },
      ],
    ];
  }
  /** An integer may stand among REALs. */
  mixed(type) {
    return type === "real" && this.random.chance(this.features.mixed_numbers ?? 0) ? "integer" : type;
  }
  /** No bare NULL: what is compared with it is refused, for it never holds. */
  compared(e) {
    return isNull(e) ? this.parameter(e.type, { typed: true }) : e;
  }
  coalesce(type, d, ctx) {
    const first = this.gen(this.mixed(type), d, ctx);
    const rest = Array.from({ length: this.random.between(1, 2) }, () =>
      this.random.chance(0.2) ? this.parameter(first.type, { typed: false }) : this.gen(this.mixed(type), d, ctx),
    );
    if (![first, ...rest].some((e) => e.type === type)) rest.push(this.gen(type, d, ctx));
    return this.node("coalesce", type, first, ...rest);
  }
  case(type, d, ctx) {
    const args = [];
    const branches = this.random.between(1, 2);
    for (let i = 0; i < branches; ++i)
      args.push(this.gen("boolean", d, ctx), i === 0 ? this.gen(type, d, ctx) : this.beside({}, type, d, ctx));
    const has_else = this.random.chance(0.7);
    if (has_else) args.push(this.beside({}, type, d, ctx));
    return { op: "case", type, has_else, args };
  }
  scalar(type, d, ctx) {
    const query = this.scalarQuery(type, d, ctx);
    return query && { op: "scalar", type, query, args: [] };
  }
  choose(choices) {
    return this.random.weighted(choices)();
  }
  number(type, d, ctx) {
    const { random } = this;
    // Of an integer and a REAL comes a REAL.
    const types =
      type === "integer"
        ? ["integer", "integer"]
        : random.pick([
            ["real", "real"],
            ["integer", "real"],
            ["real", "integer"],
          ]);
    const op = random.weighted([
      [3, "add"],
      [3, "sub"],
      [2, "mul"],
      [2, "div"],
      [type === "integer" ? 2 : 0, "mod"],
    ]);
    const left = this.gen(types[0], d, ctx);
    if (random.chance(0.15) && types[0] === types[1])
      return this.node(op, type, left, this.parameter(type, { typed: false, clause: ctx.clause }));
    return this.node(op, type, left, this.gen(types[1], d, ctx));
  }
  integer(d, ctx) {
    const { random } = this;
    return this.choose([
      [7, () => this.number("integer", d, ctx)],
      [1, () => this.node("length", "integer", this.gen("text", d, ctx))],
      [
        1,
        () => {
          const text = this.gen("text", d, ctx);
          return this.node("position", "integer", text, this.beside(text, "text", d, ctx));
        },
      ],
      [1, () => this.node("abs", "integer", this.gen("integer", d, ctx))],
      [0.7, () => this.node("neg", "integer", this.gen("integer", d, ctx))],
      [0.5, () => this.node("sign", "integer", this.gen(random.pick(["integer", "real"]), d, ctx))],
      [
        1,
        () =>
          this.node(
            random.pick(["bit_and", "bit_or", "shift_left", "shift_right"]),
            "integer",
            this.gen("integer", d, ctx),
            this.gen("integer", 0, ctx),
          ),
      ],
      [1, () => this.extreme("integer", d, ctx)],
      [1.5, () => this.node("cast", "integer", this.gen(random.pick(["real", "text", "boolean", "integer"]), d, ctx))],
      [
        0.6,
        () =>
          this.node(random.pick(["json_array_length", "json_length_if_valid"]), "integer", this.gen("json", d, ctx)),
      ],
      [0.6, () => this.jsonExtract("integer", ctx)],
      ...this.common("integer", d, ctx),
    ]);
  }
  /** Sums and differences alone: products of large ones leave 64 bits. */
  bigint(d, ctx) {
    const { random } = this;
    const types = random.pick([
      ["bigint", "bigint"],
      ["integer", "bigint"],
      ["bigint", "integer"],
    ]);
    return this.choose([
      [
        4,
        () => this.node(random.pick(["add", "sub"]), "bigint", this.gen(types[0], 0, ctx), this.gen(types[1], 0, ctx)),
      ],
      [1, () => this.node("neg", "bigint", this.gen("bigint", d, ctx))],
      [1, () => this.node("abs", "bigint", this.gen("bigint", d, ctx))],
      [1, () => this.extreme("bigint", d, ctx)],
      [1, () => this.node("cast", "bigint", this.gen(random.pick(["integer", "boolean", "bigint"]), d, ctx))],
      ...this.common("bigint", d, ctx),
    ]);
  }
  real(d, ctx) {
    const { random } = this;
    const column = this.columns("real", ctx);
    return this.choose([
      [6, () => this.number("real", d, ctx)],
      [1, () => this.node("abs", "real", this.gen("real", d, ctx))],
      [0.7, () => this.node("neg", "real", this.gen("real", d, ctx))],
      [1, () => this.extreme("real", d, ctx)],
      [
        ctx.group === undefined && column.length > 0 ? 1 : 0,
        () =>
          this.node("round", "real", this.columnNode(random.pick(column)), {
            op: "lit",
            type: "integer",
            value: random.pick([0n, 1n, 2n]),
            args: [],
          }),
      ],
      [2, () => this.node("cast", "real", this.gen(random.pick(["integer", "text", "integer"]), d, ctx))],
      [0.5, () => this.jsonExtract("real", ctx)],
      ...this.common("real", d, ctx),
    ]);
  }
  extreme(type, d, ctx) {
    const left = this.gen(this.mixed(type), d, ctx);
    const right = left.type === type ? this.beside(left, type, d, ctx) : this.gen(type, d, ctx);
    return this.node(this.random.pick(["greatest", "least"]), type, left, right);
  }
  text(d, ctx) {
    const { random } = this;
    return this.choose([
      [
        3,
        () => {
          const left = this.gen("text", d, ctx);
          return this.node("concat", "text", left, this.beside(left, "text", d, ctx));
        },
      ],
      [
        2,
        () =>
          this.node(random.pick(["lower", "upper", "trim", "ltrim", "rtrim", "hex"]), "text", this.gen("text", d, ctx)),
      ],
      [
        0.7,
        () => {
          const text = this.gen("text", d, ctx);
          const from = { op: "lit", type: "text", value: random.pick(["a", "b", "", " "]), args: [] };
          return this.node("replace", "text", text, from, this.gen("text", 0, ctx));
        },
      ],
      [
        1,
        () =>
          this.node(
            "substring",
            "text",
            this.gen("text", d, ctx),
            this.gen("integer", 0, ctx),
            this.gen("integer", 0, ctx),
          ),
      ],
      [
        1.5,
        () =>
          this.node(
            "cast",
            "text",
            this.gen(random.pick(["integer", "boolean", "enumeration", "date", "text"]), d, ctx),
          ),
      ],
      [0.6, () => this.extreme("text", d, ctx)],
      [0.4, () => this.jsonExtract("text", ctx)],
      [0.4, () => this.node("json_type", "text", this.gen("json", d, ctx))],
      ...this.common("text", d, ctx),
    ]);
  }
  enumeration(d, ctx) {
    return this.choose(this.common("enumeration", d, ctx));
  }
  date(d, ctx) {
    return this.choose(this.common("date", d, ctx));
  }
  timestamp(d, ctx) {
    return this.choose([
      [2, () => this.node("instant", "timestamp", this.gen(this.random.pick(["timestamp", "stamp"]), d, ctx))],
      ...this.common("timestamp", d, ctx),
    ]);
  }
  /** A timestamp of two stored forms: it is not compared as text, which nullif() would do. */
  stamp(d, ctx) {
    const same = () => this.gen("stamp", d, ctx);
    return this.choose([
      [2, () => this.node("coalesce", "stamp", same(), this.gen(this.random.pick(["stamp", "timestamp"]), d, ctx))],
      [1, () => this.case("stamp", d, ctx)],
      [1, () => this.node("iif", "stamp", this.gen("boolean", d, ctx), same(), same())],
      [ctx.subqueries === false ? 0 : 1, () => this.scalar("stamp", d, ctx)],
    ]);
  }
  json(d, ctx) {
    const { random } = this;
    return this.choose([
      [2, () => this.jsonObject(d, ctx)],
      [
        2,
        () =>
          this.node(
            "json_array",
            "json",
            ...Array.from({ length: random.between(1, 3) }, () => this.jsonValue(d, ctx)),
          ),
      ],
      [
        2,
        () => ({
          op: "json_set",
          type: "json",
          paths: ["$.n"],
          args: [this.leaf("json", ctx), this.jsonValue(d, ctx)],
        }),
      ],
      [1, () => this.jsonExtract("json", ctx)],
      [1, () => this.jsonDocument(ctx)],
      ...this.common("json", d, ctx),
    ]);
  }
  /** A document that grows by another. */
  jsonDocument(ctx) {
    const { random } = this;
    const columns = this.columns("json", ctx);
    if (ctx.group !== undefined || columns.length === 0) return undefined;
    const op = random.pick(["json_append", "json_merge"]);
    const value = random.pick(
      op === "json_append"
        ? ["[7]", '["a",{"z":null}]']
        : ['{"a":5}', '{"b":null,"z":"é"}', '{"x":{"y":[1]},"n":0.25}'],
    );
    return this.node(
      op,
      "json",
      this.columnNode(random.pick(columns)),
      this.parameter("json", { typed: true, not_null: true, value }),
    );
  }
  jsonValue(d, ctx) {
    return this.gen(
      this.random.pick(["integer", "text", "boolean", "json", "enumeration", "date"]),
      Math.min(d, 1),
      ctx,
    );
  }
  jsonObject(d, ctx) {
    const keys = this.random.some(["k", "l", "it's"], this.random.between(1, 2));
    return { op: "json_object", type: "json", keys, args: keys.map(() => this.jsonValue(d, ctx)) };
  }
  /** Only of a table's own column: what its documents hold is known. */
  jsonExtract(type, ctx) {
    if (ctx.group !== undefined) return undefined;
    const columns = this.columns("json", ctx).filter((c) => c.via === "column");
    const paths = PATHS.filter(([, t]) => t === type);
    if (columns.length === 0 || paths.length === 0) return undefined;
    const op = this.random.chance(0.7) ? "json_extract" : "json_extract_if_valid";
    return { op, type, path: this.random.pick(paths)[0], args: [this.columnNode(this.random.pick(columns))] };
  }

  // ---- never null ----
  /** An expression that is never NULL, and is known as such: for columns that are NOT NULL. */
  notNull(type, d, ctx) {
    const { random } = this;
    const columns = ctx.scope.filter((c) => c.type === type && !c.nullable);
    const leaf = () => {
      if (columns.length > 0 && random.chance(0.7)) return this.columnNode(random.pick(columns));
      if (random.chance(0.6) || ["date", "timestamp", "stamp"].includes(type))
        return this.parameter(type, { typed: true, not_null: true });
      return this.literal(type);
    };
    if (d <= 0 || random.chance(0.3)) return leaf();
    const same = () => this.notNull(type, d - 1, ctx);
    const choices = [
      [2, () => this.node("coalesce", type, this.gen(type, d - 1, ctx), same())],
      [1, () => ({ op: "case", type, has_else: true, args: [this.gen("boolean", d - 1, ctx), same(), same()] })],
    ];
    if (type === "integer" || type === "real")
      choices.push([4, () => this.node(random.pick(["add", "sub", "mul"]), type, same(), same())]);
    if (type === "text")
      choices.push(
        [3, () => this.node(random.pick(["lower", "upper", "trim"]), type, same())],
        [2, () => this.node("concat", type, same(), same())],
      );
    if (type === "boolean") {
      choices.push(
        [2, () => this.node("is_null", type, this.gen("integer", d - 1, ctx))],
        [2, () => this.node("not", type, same())],
      );
      choices.push([2, () => this.node(random.pick(["and", "or"]), type, same(), same())]);
      choices.push([
        2,
        () => this.node("eq", type, this.notNull("integer", d - 1, ctx), this.notNull("integer", d - 1, ctx)),
      ]);
    }
    return this.random.weighted(choices)();
  }
}
export const hasOwnColumn = (e, ctx) => {
  let own = false;
  let foreign = false;
  const visit = (node) => {
    if (node.op === "col") ctx.scope.some((c) => c.alias === node.alias) ? (own = true) : (foreign = true);
    node.args.forEach(visit);
  };
  visit(e);
  return own && !foreign;
};
