// Random aggregates, and functions over windows.
import { Leaves } from "./leaves.mjs";

export class Aggregates extends Leaves {
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
    } else if (type !== "json" && type !== "stamp") {
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
    const over = (fn, order, ...args) => {
      const named = partition.length + order.length > 0 && random.chance(0.25);
      return { op: "over", type, fn, args, partition, order, named };
    };
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
      for (const fn of ["lag", "lead"])
        choices.push(() =>
          over(
            fn,
            total(),
            this.columnNode(random.pick(column)),
            { op: "lit", type: "integer", value: 2n, args: [] },
            this.parameter(type, { typed: true }),
          ),
        );
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
