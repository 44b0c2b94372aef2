// Random conditions: comparisons, tests, subqueries, and what is joined by && || !.
import { COLORS, DOMAINS } from "../schema.mjs";
import { isNull, NUMBERS, SELECTED, STORED } from "./leaves.mjs";
import { RawAndFunctions } from "./raw_and_functions.mjs";

const COMPARED = [
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
  ...STORED,
];

export class Conditions extends RawAndFunctions {
  comparison(d, ctx) {
    const { random } = this;
    const type = random.pick(COMPARED);
    const left = this.gen(type, d, ctx);
    const op = random.weighted([
      [4, "eq"],
      [2, "ne"],
      [1, "lt"],
      [1, "le"],
      [1, "gt"],
      [1, "ge"],
      [1, "is"],
      [1, "is_not"],
    ]);
    const isNumber = NUMBERS.includes(type);
    let right = this.beside(left, isNumber && random.chance(0.2) ? random.pick(NUMBERS) : type, d, ctx, {
      compared: true,
    });
    if (right.op === "param" && !right.typed) {
      right.type = type;
      this.params[right.name] = {
        type,
        value: this.params[right.name].value === null ? null : random.pick(DOMAINS[type]),
      };
      if (random.chance(0.2) && !op.startsWith("is") && !isNull(left)) return this.node(op, "boolean", right, left);
    }
    // `x == null` is refused: is_null() says what is meant.
    if (isNull(left)) return this.node("is_null", "boolean", right.op === "param" ? { ...right, typed: true } : right);
    if (isNull(right)) right = this.parameter(type, { typed: true });
    return this.node(op, "boolean", left, right);
  }
  boolean(d, ctx) {
    const { random } = this;
    const bool = () => this.gen("boolean", d, ctx);
    const negated = random.chance(0.4);
    const queries = ctx.subqueries === false ? 0 : 1;
    return this.choose([
      [6, () => this.comparison(d, ctx)],
      [4, () => this.node("and", "boolean", bool(), bool())],
      [4, () => this.node("or", "boolean", bool(), bool())],
      [3, () => this.node("not", "boolean", bool())],
      [2, () => this.node(random.pick(["is_null", "is_not_null"]), "boolean", this.gen(random.pick(SELECTED), d, ctx))],
      [
        1.5,
        () => {
          const type = random.pick(["integer", "real", "text", "date"]);
          const e = this.compared(this.gen(type, d, ctx));
          const bound = () => this.compared(this.beside(e, type, d, ctx, { compared: true }));
          return this.node("between", "boolean", e, bound(), bound());
        },
      ],
      [
        1.5,
        () => {
          const text = this.compared(this.gen("text", d, ctx));
          const value = random.pick(["a%", "%b", "_", "%", "A_", "%'%", "", "a_b"]);
          const pattern = random.chance(0.5)
            ? this.parameter("text", { typed: false, value, beside_column: true })
            : { op: "lit", type: "text", value, args: [] };
          return this.node(random.pick(["like", "not_like"]), "boolean", text, pattern);
        },
      ],
      [
        0.8,
        () => {
          const text = this.compared(this.gen("text", d, ctx));
          const op = random.pick(["glob", "like_escaped"]);
          const patterns =
            op === "glob"
              ? ["a*", "*b", "?", "[a-c]*", "A?", "*", "", "[^a]*"]
              : ["a!_b", "!%", "%!_%", "!!%", "a%", "!"];
          return this.node(op, "boolean", text, { op: "lit", type: "text", value: random.pick(patterns), args: [] });
        },
      ],
      [
        1,
        () => {
          const type = random.pick(["integer", "enumeration", "boolean"]);
          const domain = type === "enumeration" ? COLORS : DOMAINS[type];
          const values = random.some(domain, random.between(1, Math.min(3, domain.length)));
          return { op: "in_constants", type: "boolean", negated, values, args: [this.gen(type, d, ctx)] };
        },
      ],
      [
        1,
        () => {
          const type = random.pick(["integer", "bigint", "text", "real", "enumeration", "seconds", "label", "blob"]);
          const name = `p${++this.names}`;
          this.params[name] = { type, list: true, value: random.some(DOMAINS[type], random.between(0, 3)) };
          return { op: "in_list", type: "boolean", negated, name, args: [this.gen(type, d, ctx)] };
        },
      ],
      [
        2 * queries,
        () => {
          const type = random.pick(["integer", "text", "enumeration", "real"]);
          const query = this.columnQuery([type], d, ctx);
          return query && { op: "in_query", type: "boolean", negated, query, args: [this.gen(type, d, ctx)] };
        },
      ],
      [
        1.5 * queries,
        () => {
          const query = this.columnQuery([random.pick(SELECTED)], d, ctx);
          return query && { op: "exists", type: "boolean", query, args: [] };
        },
      ],
      [0.7 * queries, () => this.foundBySearch(ctx)],
      [0.7, () => this.rowCompare(d, ctx)],
      [
        0.5 * queries,
        () => {
          const types = [random.pick(["integer", "text"]), random.pick(["integer", "text", "enumeration"])];
          const query = this.columnQuery(types, d, ctx);
          return query && { op: "row_in", type: "boolean", query, args: types.map((t) => this.gen(t, d, ctx)) };
        },
      ],
      [
        0.8,
        () => {
          const op = random.pick(["at_or_after", "after_time", "at_or_before", "before", "on_or_after"]);
          return this.node(
            op,
            "boolean",
            this.gen(random.pick(["timestamp", "stamp", "stamp"]), d, ctx),
            this.parameter(op === "on_or_after" ? "date" : "timestamp", { typed: false }),
          );
        },
      ],
      [
        0.3,
        () => {
          // Two columns of two forms each may hold the same text.
          const columns = [...ctx.scope, ...ctx.outer].filter((c) => c.type === "stamp" && c.via === "column");
          if (ctx.group !== undefined || columns.length === 0) return undefined;
          const column = () => this.columnNode(random.pick(columns));
          return this.node(random.pick(["eq", "ne", "is", "is_not"]), "boolean", column(), column());
        },
      ],
      [0.3, () => this.node("json_valid", "boolean", this.gen("json", d, ctx))],
      ...this.common("boolean", d, ctx),
    ]);
  }
  rowCompare(d, ctx) {
    const types = Array.from({ length: this.random.between(2, 3) }, () =>
      this.random.pick(["integer", "text", "real", "date"]),
    );
    const side = () => types.map((t) => this.compared(this.gen(t, Math.min(d, 1), ctx)));
    const compare = this.random.pick(["eq", "ne", "lt", "le", "gt", "ge"]);
    return { op: "row_compare", type: "boolean", compare, args: [...side(), ...side()] };
  }
  /** The rows after a cursor: only between && of where(), for it is no value. */
  keyset(ctx) {
    const { random } = this;
    const first = this.ownColumn(ctx, ["integer", "text", "real", "date", "timestamp"]);
    const last = this.ownColumn(ctx, ["integer", "text"]);
    if (!first || !last) return undefined;
    // The last key is never null: rows without one would be in no page.
    const second = this.node("coalesce", last.type, last, this.literal(last.type));
    const bound = (e) =>
      this.parameter(e.type, { typed: false, beside_column: e === first, value: random.pick(DOMAINS[e.type]) });
    const op = random.pick(["after", "after_null"]);
    const args = op === "after" ? [first, second, bound(first), bound(second)] : [first, second, bound(second)];
    return { op, type: "boolean", directions: [random.chance(0.5), random.chance(0.5)], args };
  }
  /** A condition whose parts may be optional fragments; one of them is always there where `always`. */
  condition(d, ctx, { always = false } = {}) {
    const { random } = this;
    const fragment = () => {
      const name = `w${++this.names}`;
      const given = random.chance(0.5);
      this.conditions[name] = given;
      this.in_fragment = true; // no fragment inside another
      const inner = this.gen("boolean", d, ctx);
      this.in_fragment = false;
      return { op: "when", type: "boolean", name, given, args: [inner] };
    };
    let condition =
      !always && !this.in_fragment && random.chance(0.08)
        ? fragment()
        : (this.boolean(d, ctx) ?? this.gen("boolean", d, ctx));
    if (ctx.clause === "where" && ctx.group === undefined && random.chance(0.05)) {
      const keyset = this.keyset(ctx);
      if (keyset) condition = random.chance(0.5) ? keyset : this.node("and", "boolean", condition, keyset);
    }
    for (
      let i = this.in_fragment
        ? 0
        : random.weighted([
            [8, 0],
            [2, 1],
            [1, 2],
          ]);
      i > 0;
      --i
    )
      condition = this.node("and", "boolean", condition, fragment());
    return condition;
  }
}
