// Random queries: selections, groups, orders, limits.
import { FullText } from "./full_text.mjs";
import { SELECTED, TYPES } from "./leaves.mjs";
import { hasColumn, some } from "./tree.mjs";

const CONSTANT = new Set(["lit", "param", "null", "as", "never_null", "unindexed", "neg"]);
/** SQLite's parser makes 0 of `false AND x`. */
const isFalse = (e) =>
  (e.op === "lit" && e.type === "boolean" && e.value === 0n) ||
  (e.op === "and" && e.args.some((a) => isFalse(a) || isFolded(a)));
const isConstant = (e) =>
  (e.op === "raw" && e.args.every(isConstant)) || (CONSTANT.has(e.op) && !hasColumn(e)) || isFalse(e) || isFolded(e);
/** … and a constant of a constant's null test. */
const isFolded = (e) => ["is_null", "is_not_null", "is", "is_not"].includes(e.op) && e.args.every(isConstant);

export class Queries extends FullText {
  /** types: what is selected, undefined for anything. top: columns have names, and may come in no given order. */
  select({ types, d, outer = [], shape = {} }) {
    const { random } = this;
    const { from, joins, scope, unique } = this.sources(d, outer);
    const row = { scope, outer, unique, subqueries: d > 0 ? undefined : false };
    const query = {
      q: "select",
      items: [],
      from,
      joins,
      where: [],
      group: [],
      having: [],
      order: [],
      limit: null,
      offset: null,
      distinct: false,
    };
    for (
      let i = random.weighted([
        [4, 0],
        [6, 1],
        [1, this.features.repeated_clauses === false ? 1 : 2],
      ]);
      i > 0;
      --i
    )
      query.where.push(this.condition(d, { ...row, clause: "where" }));
    const kind =
      shape.kind ??
      random.weighted([
        [6, "rows"],
        [2.5, "grouped"],
        [1.5, "aggregated"],
      ]);
    types ??= Array.from({ length: random.between(1, 4) }, () => random.pick(SELECTED));
    let ctx;
    if (kind === "rows") {
      ctx = { ...row, windows: !shape.plain && random.chance(0.4), clause: "select" };
    } else if (kind === "grouped") {
      for (let i = random.between(1, 2); i > 0; --i) {
        const key = random.chance(0.75)
          ? this.ownColumn(
              row,
              TYPES.filter((t) => t !== "json"),
            )
          : this.gen(random.pick(["integer", "text", "boolean"]), 1, { ...row, outer: [], subqueries: false });
        if (key && hasColumn(key) && !isConstant(key)) query.group.push(key);
      }
      ctx = { scope: [], outer: [], group: query.group, row, subqueries: row.subqueries, clause: "select" };
      if (query.group.length > 1 && this.features.repeated_clauses !== false) query.group_split = random.chance(0.2);
    } else {
      ctx = { scope: [], outer: [], group: [], row, subqueries: false, clause: "select" };
    }
    const wasGrouped = query.group.length > 0;
    for (const type of types) query.items.push({ e: this.gen(type, d, ctx) });
    // Without an aggregate it would be no aggregation, and with a group nothing is wrong with that.
    if (kind !== "rows" && !wasGrouped) {
      // Timestamps of two forms have no largest one as texts.
      if (types[0] === "stamp") return this.select({ types, d, outer, shape: { ...shape, kind: "rows" } });
      const first =
        this.aggregate(types[0], row) ??
        this.node("max", types[0], this.ownColumn(row, [types[0]]) ?? this.literal(types[0]));
      if (first.args.length > 0 && !hasColumn(first))
        return this.select({ types, d, outer, shape: { ...shape, kind: "rows" } });
      query.items[0].e = first;
    }
    if (wasGrouped && random.chance(0.35))
      query.having.push(
        random.chance(0.3)
          ? this.condition(d, { ...ctx, clause: "having" }, { always: true })
          : this.gen("boolean", d, { ...ctx, clause: "having" }),
      );
    if (shape.in_expression) {
      if (shape.one_row && kind === "rows") this.orderTotally(query, ctx, unique, wasGrouped);
      return query;
    }
    if (kind === "rows" && random.chance(0.15)) query.distinct = true;
    this.nameItems(query, scope);
    if (shape.limited) {
      this.orderTotally(query, ctx, unique, false);
      this.limitOf(query);
    } else if (random.chance(0.5)) this.orderAndLimit(query, ctx, unique, d);
    return query;
  }
  nameItems(query, scope) {
    const { random } = this;
    const taken = new Set();
    query.items.forEach((item, i) => {
      if (item.e.op === "col" && item.e.via === "column" && random.chance(0.5) && !taken.has(item.e.name))
        item.name = item.e.name;
      else if (scope.length > 0 && random.chance(this.features.shadowing_names ?? 0.1))
        item.name = random.pick(scope).name;
      if (item.name === undefined || /^ |^c\d+$/.test(item.name) || taken.has(item.name)) item.name = `c${i}`;
      taken.add(item.name);
    });
  }
  orderTerm(query, ctx, d) {
    const { random } = this;
    const desc = random.chance(0.4);
    const nulls = random.chance(0.2) ? random.pick(["first", "last"]) : undefined;
    if (random.chance(0.25)) {
      const item = random.pick(query.items);
      if (isConstant(item.e) || !this.isOwn(item.e, query)) return undefined;
      const e = structuredClone(item.e);
      const named = item.name !== undefined && random.chance(this.features.names_in_order ?? 0.3);
      return { e: named ? { op: "as", type: e.type, name: item.name, args: [e] } : e, desc, nulls };
    }
    if (query.distinct) return undefined;
    const grouped = ctx.group !== undefined;
    const e = grouped
      ? this.gen(random.pick(TYPES), Math.min(1, d), { ...ctx, row: { ...ctx.row, outer: [] }, subqueries: false })
      : random.chance(0.7)
        ? this.ownColumn(ctx)
        : this.gen(random.pick(["integer", "text", "boolean"]), 1, {
            ...ctx,
            outer: [],
            subqueries: false,
            windows: false,
          });
    return e && !isConstant(e) && (grouped || hasColumn(e)) ? { e, desc, nulls } : undefined;
  }
  /** Whether an expression names no column of a query around this one, and has no query that may: ORDER BY cannot. */
  isOwn(e, query) {
    const own = new Set([query.from.alias, ...query.joins.map((j) => j.source.alias)]);
    return !some(e, (n) => (n.op === "col" && !own.has(n.alias)) || n.query !== undefined);
  }
  /** Sorts so that only equal rows have equal keys. */
  orderTotally(query, ctx, unique, grouped) {
    const rest = query.distinct
      ? query.items.map((i) => structuredClone(i.e)).filter((e) => this.isOwn(e, query))
      : grouped
        ? structuredClone(query.group)
        : unique();
    for (const e of rest) if (!isConstant(e)) query.order.push({ e, desc: this.random.chance(0.3) });
    query.limit = { value: 1 };
  }
  limitOf(query) {
    const { random } = this;
    const bound = (value) => {
      const name = `p${++this.names}`;
      this.params[name] = { type: "integer", value: BigInt(value) };
      return { name };
    };
    query.limit = random.chance(0.5) ? { value: random.between(0, 4) } : bound(random.pick([0, 1, 2, 3, 10]));
    if (random.chance(0.4)) query.offset = bound(random.between(0, 3));
  }
  orderAndLimit(query, ctx, unique, d) {
    const { random } = this;
    for (let i = random.between(0, 2); i > 0; --i) {
      const term = this.orderTerm(query, ctx, d);
      if (term) query.order.push(term);
    }
    if (random.chance(0.5) && !(ctx.group !== undefined && query.group.length === 0)) {
      this.orderTotally(query, ctx, unique, query.group.length > 0);
      this.limitOf(query);
    }
    if (query.order.length > 1 && this.features.repeated_clauses !== false) query.order_split = random.chance(0.15);
  }

  // ---- queries inside expressions ----
  /** The columns that a query inside sees of the ones around it: of rows only. */
  outerOf(ctx) {
    return ctx.group !== undefined || this.random.chance(0.3) ? [] : [...ctx.scope, ...ctx.outer];
  }
  columnQuery(types, d, ctx) {
    if (types.length === 1 && types[0] !== "json" && this.random.chance(0.1)) return this.values(types);
    if (d > 0 && this.random.chance(0.12))
      return this.compound({ types, d: d - 1, outer: [], shape: { in_expression: true } });
    return this.select({ types, d: d - 1, outer: this.outerOf(ctx), shape: { in_expression: true, plain: true } });
  }
  scalarQuery(type, d, ctx) {
    const one_row = this.random.chance(0.5);
    const kind = one_row ? "rows" : "aggregated";
    return this.select({
      types: [type],
      d: d - 1,
      outer: this.outerOf(ctx),
      shape: { in_expression: true, one_row, kind, plain: true },
    });
  }
  /** Constant and bound rows as a query. */
  values(types = Array.from({ length: this.random.between(1, 3) }, () => this.random.pick(SELECTED))) {
    const ctx = { scope: [], outer: [], subqueries: false };
    const rows = Array.from({ length: this.random.between(1, 3) }, (_, i) =>
      types.map((type) =>
        i > 0 && this.random.chance(0.25) ? this.parameter(type, { typed: false }) : this.gen(type, 1, ctx),
      ),
    );
    return { q: "values", names: types.map((_, i) => `v${i}`), rows };
  }
  /** A query whose columns have names, for FROM and WITH; it sees nothing around it. */
  namedQuery(d) {
    if (this.random.chance(0.15)) return this.values();
    return this.random.chance(0.2) ? this.compound({ d, shape: {} }) : this.select({ d, shape: {} });
  }
}
