// Random queries: sources, joins, groups, orders, limits, compounds, WITH.
import { DOMAINS, TABLES, VIEWS } from "../schema.mjs";
import { Conditions } from "./conditions.mjs";
import { SELECTED, TYPES } from "./expressions.mjs";
import { hasColumn, some } from "./tree.mjs";

/** Joins that give rows without one of the joined source, and without those before it. */
export const LEAVES_OUT_JOINED = new Set(["left_join", "full_join"]);
export const LEAVES_OUT_EARLIER = new Set(["right_join", "full_join"]);

const CONSTANT = new Set(["lit", "param", "null", "as", "never_null", "unindexed", "neg"]);
/** SQLite's parser makes 0 of `false AND x`. */
const isFalse = (e) =>
  (e.op === "lit" && e.type === "boolean" && e.value === 0n) ||
  (e.op === "and" && e.args.some((a) => isFalse(a) || isFolded(a)));
const isConstant = (e) => (CONSTANT.has(e.op) && !hasColumn(e)) || isFalse(e) || isFolded(e);
/** … and a constant of a constant's null test. */
const isFolded = (e) => ["is_null", "is_not_null", "is", "is_not"].includes(e.op) && e.args.every(isConstant);

export class Queries extends Conditions {
  constructor(random, features) {
    super(random, features);
    this.used = new Set(); // tables that stand in the statement under their own name
    this.ctes = [];
    this.aliases = 0;
  }

  // ---- sources ----
  columnsOfTable(table, alias) {
    return TABLES[table].columns.map((c) => ({ ...c, alias, via: "column" }));
  }
  columnsOfQuery(query, alias) {
    return this.resultColumns(query).map(({ name, type }) => ({ alias, name, type, nullable: true, via: "get" }));
  }
  resultColumns(query) {
    if (query.q === "with") return this.resultColumns(query.body);
    if (query.q === "compound") {
      // A REAL where one of the terms has one.
      const terms = query.terms.map((term) => this.resultColumns(term));
      return terms[0].map((c, i) => ({ ...c, type: terms.some((t) => t[i].type === "real") ? "real" : c.type }));
    }
    if (query.whole) return TABLES[query.from.table].columns.map((c) => ({ name: c.name, type: c.type }));
    return query.items.map(({ name, e }) => ({ name, type: e.type }));
  }
  table() {
    return this.random.weighted([
      [5, "items"],
      [4, "parts"],
      [1.5, "nobody"],
      [this.features.odd_names ?? 1, "group"],
    ]);
  }
  tableSource(table = this.table(), own_name = true) {
    const free = own_name && !this.used.has(table) && this.random.chance(0.9);
    const alias = free ? table : `a${++this.aliases}`;
    if (free) this.used.add(table);
    return { source: { s: "table", table, alias }, columns: this.columnsOfTable(table, alias) };
  }
  source(d) {
    const { random } = this;
    const kind = random.weighted([
      [8, "table"],
      [d > 0 ? 1.2 : 0, "derived"],
      [this.ctes.length > 0 ? 5 : 0, "cte"],
      [this.features.views ?? 0.8, "view"],
      [0.6, "rows"],
    ]);
    if (kind === "derived") {
      const alias = `d${++this.aliases}`;
      const query = this.namedQuery(d - 1);
      return { source: { s: "derived", alias, query }, columns: this.columnsOfQuery(query, alias) };
    }
    if (kind === "cte") {
      const { name, query } = random.pick(this.ctes);
      const alias = this.used.has(name) ? `a${++this.aliases}` : name;
      this.used.add(name);
      return { source: { s: "cte", name, alias }, columns: this.columnsOfQuery(query, alias) };
    }
    if (kind === "view") {
      const view = random.pick(Object.keys(VIEWS));
      const alias = this.used.has(view) ? `a${++this.aliases}` : view;
      this.used.add(view);
      return {
        source: { s: "view", view, alias },
        columns: VIEWS[view].columns.map((c) => ({ ...c, alias, via: "column" })),
      };
    }
    if (kind === "rows") return this.rowsSource();
    return this.tableSource();
  }
  /** A bound list of rows. */
  rowsSource(fields) {
    const { random } = this;
    const alias = `l${++this.aliases}`;
    fields ??= random.some(
      [
        { name: "n", type: "integer" },
        { name: "s", type: "text" },
        { name: "q", type: "real" },
      ],
      random.between(1, 3),
    );
    const value = Array.from({ length: random.between(0, 3) }, () => fields.map((f) => random.pick(DOMAINS[f.type])));
    this.params[alias] = { list: true, rows: true, value };
    const columns = fields.map((f) => ({ ...f, alias, via: "field", nullable: false }));
    columns.push({ alias, name: " position", type: "integer", via: "position", nullable: false });
    return { source: { s: "rows", alias, fields }, columns };
  }
  /** FROM and joins: { from, joins, scope, unique }. */
  sources(d, outer, { max_joins = 2 } = {}) {
    const { random } = this;
    const first = this.source(d);
    const scope = [...first.columns];
    const joins = [];
    for (
      let i = random.weighted([
        [6, 0],
        [3, 1],
        [1, 2],
      ]);
      i > 0 && joins.length < max_joins;
      --i
    ) {
      const { source, columns } = this.source(d - 1);
      const kind = random.weighted([
        [5, "join"],
        [4, "left_join"],
        [1.2, "right_join"],
        [1.2, "full_join"],
        [0.6, "cross_join"],
      ]);
      const before = [...scope];
      scope.push(...columns);
      const ctx = { scope, outer, subqueries: false, clause: "join" };
      joins.push({ kind, source, on: kind === "cross_join" ? undefined : this.joinCondition(before, columns, ctx) });
      if (LEAVES_OUT_JOINED.has(kind)) for (const c of columns) c.nullable = true;
      if (LEAVES_OUT_EARLIER.has(kind)) for (const c of before) c.nullable = true;
    }
    const all = [
      first,
      ...joins.map((j) => ({ source: j.source, columns: scope.filter((c) => c.alias === j.source.alias) })),
    ];
    const unique = () =>
      all.flatMap(({ source, columns }) => {
        const key =
          source.s === "table"
            ? columns.filter((c) => c.key)
            : source.s === "rows"
              ? columns.filter((c) => c.via === "position")
              : columns;
        return key.map((c) => this.columnNode(c));
      });
    return { from: first.source, joins, scope, unique };
  }
  joinCondition(before, columns, ctx) {
    const { random } = this;
    const pairs = before.flatMap((a) =>
      columns
        .filter((b) => b.type === a.type && ["integer", "text", "enumeration"].includes(a.type))
        .map((b) => [a, b]),
    );
    if (pairs.length === 0 || random.chance(0.15)) return this.gen("boolean", 1, ctx);
    const [a, b] = random.pick(pairs).map((c) => this.columnNode(c));
    const equal = this.node("eq", "boolean", a, b);
    return random.chance(0.3) ? this.node("and", "boolean", equal, this.condition(1, ctx)) : equal;
  }

  // ---- one query ----
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
      const first =
        this.aggregate(types[0], row) ??
        this.node("max", types[0], this.ownColumn(row, [types[0]]) ?? this.literal(types[0]));
      if (first.args.length > 0 && !hasColumn(first))
        return this.select({ types, d, outer, shape: { ...shape, kind: "rows" } });
      query.items[0].e = first;
    }
    if (wasGrouped && random.chance(0.35)) query.having.push(this.gen("boolean", d, { ...ctx, clause: "having" }));
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
    query.limit = random.chance(0.5) ? { value: random.between(0, 4) } : bound(random.pick([0, 1, 2, 3, 10, -1]));
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
  /** A query whose columns have names, for FROM and WITH; it sees nothing around it. */
  namedQuery(d) {
    return this.random.chance(0.2) ? this.compound({ d, shape: {} }) : this.select({ d, shape: {} });
  }
  compound({ types, d, outer = [], shape = {}, budget = 5, nested = false }) {
    const { random } = this;
    const kind = random.pick(["union_all", "union_distinct", "intersect", "except"]);
    types ??= Array.from({ length: random.between(1, 3) }, () => random.pick(SELECTED.filter((t) => t !== "json")));
    const terms = [];
    const wanted = random.weighted([
      [6, 2],
      [2, 3],
    ]);
    for (let i = 0; i < wanted; ++i) {
      const left = budget - (wanted - i - 1);
      const nest =
        !nested &&
        left > 2 &&
        this.features.nested_compounds !== 0 &&
        random.chance(this.features.nested_compounds ?? 0.15);
      const termTypes = i === wanted - 1 ? types : types.map((t) => this.mixed(t));
      const term = nest
        ? this.compound({
            types: termTypes,
            d: Math.min(d, 1),
            outer,
            shape: { in_expression: true },
            budget: Math.min(left, 3),
            nested: true,
          })
        : this.term(termTypes, Math.min(d, 1), outer);
      budget = left - termCount(term);
      if (nested && budget < 0) break;
      terms.push(term);
      budget += wanted - i - 1;
    }
    const query = { q: "compound", kind, terms, order: [], limit: null, offset: null };
    query.terms.forEach((term) => nameTerm(term));
    if (!nested && random.chance(0.4)) {
      query.order = random.shuffled(types.map((_, i) => i + 1)).map((n) => (random.chance(0.4) ? -n : n));
      if (random.chance(0.5) && !shape.in_expression) this.limitOf(query);
    }
    return query;
  }
  /** A term: now and then with an order and a limit of its own. */
  term(types, d, outer) {
    if (!this.random.chance(this.features.ordered_terms ?? 0))
      return this.select({ types, d, outer, shape: { in_expression: true, plain: true } });
    return this.select({ types, d, outer, shape: { plain: true, kind: "rows", limited: true } });
  }
  with(body, d) {
    const ctes = [];
    for (let i = this.random.between(1, 2); i > 0; --i) {
      const name = `q${++this.aliases}`;
      const cte = { name, query: this.namedQuery(d) };
      ctes.push(cte);
      this.ctes.push(cte);
    }
    return { q: "with", ctes, body: body() };
  }
}
const termCount = (query) => (query.q === "compound" ? query.terms.reduce((n, t) => n + termCount(t), 0) : 1);
function nameTerm(term) {
  if (term.q === "compound") term.terms.forEach(nameTerm);
  else term.items.forEach((item, i) => (item.name ??= `c${i}`));
}
