// Random sources: tables, views, derived tables, bound lists, and how they are joined.
import { DOMAINS, TABLES, VIEWS } from "../schema.mjs";
import { Conditions } from "./conditions.mjs";
import { RAW_TABLES } from "./raw_sources.mjs";

/** Joins that give rows without one of the joined source, and without those before it. */
export const LEAVES_OUT_JOINED = new Set(["left_join", "full_join"]);
export const LEAVES_OUT_EARLIER = new Set(["right_join", "full_join"]);

export class Sources extends Conditions {
  constructor(random, features) {
    super(random, features);
    this.used = new Set(); // tables that stand in the statement under their own name
    this.ctes = [];
    this.aliases = 0;
  }

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
    if (query.q === "values") return query.names.map((name, i) => ({ name, type: query.rows[0][i].type }));
    if (query.q === "recursive") return this.resultColumns(query.first);
    return query.items.map(({ name, e }) => ({ name, type: e.type }));
  }
  table() {
    return this.random.weighted([
      [5, "items"],
      [4, "parts"],
      [1.5, "nobody"],
      [this.features.odd_names ?? 1, "group"],
      [2, "logs"],
      [1.5, "notes"],
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
      [0.4, "raw"],
      [0.4, "json"],
    ]);
    if (kind === "raw") return this.rawTable();
    if (kind === "json") return this.jsonSource();
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
  /** A constant query as SQL. */
  rawTable() {
    const raw = this.random.pick(Object.keys(RAW_TABLES));
    const alias = `r${++this.aliases}`;
    const { params, columns } = RAW_TABLES[raw];
    for (const name of params)
      this.params[`${alias}_${name}`] = { type: "integer", value: this.random.pick(DOMAINS.integer) };
    return {
      source: { s: "raw", raw, alias },
      columns: Object.entries(columns).map(([name, type]) => ({ alias, name, type, nullable: true, via: "raw" })),
    };
  }
  /** The elements of a document: of a column of the sources before it, or of a bound one. */
  jsonSource(scope = []) {
    const { random } = this;
    const alias = `j${++this.aliases}`;
    const fn = random.pick(["json_each", "json_tree"]);
    const column = (name, type, member, nullable = true) => ({ alias, name, type, member, nullable, via: "json" });
    const columns = [
      column("type", "text", "type()", false),
      column("fullkey", "text", "full_key()", false),
      column("path", "text", "path()", false),
    ];
    const documents = scope.filter((c) => c.type === "json" && c.via === "column");
    if (documents.length > 0) {
      columns.push(column("document", "json", "value<json<>>()"));
      const path = random.chance(0.3) ? random.pick(["$.a", "$.c", "$"]) : undefined;
      return { source: { s: "json", fn, path, alias, e: this.columnNode(random.pick(documents)) }, columns };
    }
    const [value, ...more] = random.pick([
      ["[1,2,null,7]", column("key", "integer", "position()"), column("value", "integer", "value<std::int64_t>()")],
      ['{"a":"x","b":"","c":null}', column("key", "text", "key()"), column("atom", "text", "atom<std::string>()")],
      ["[]", column("key", "integer", "position()")],
    ]);
    columns.push(...more);
    const e = this.parameter("json", { typed: true, not_null: true, value });
    return { source: { s: "json", fn, alias, e }, columns };
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
      const document = this.random.chance(0.15) && joins.every((j) => !LEAVES_OUT_EARLIER.has(j.kind));
      const { source, columns } = (document && this.jsonSource(scope)) || this.source(d - 1);
      // The document is read of each row before it: no row may come without those.
      const lateral = source.s === "json";
      const before_is_fixed = joins.some((j) => j.source.s === "json") || lateral;
      const kind = random.weighted([
        [5, "join"],
        [4, "left_join"],
        [before_is_fixed ? 0 : 1.2, "right_join"],
        [before_is_fixed ? 0 : 1.2, "full_join"],
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
}
