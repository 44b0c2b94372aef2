// Random expressions of numbers, texts and times, and what serves every type.
import { Aggregates } from "./aggregates.mjs";
import { isNull } from "./leaves.mjs";

export class Expressions extends Aggregates {
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
}
