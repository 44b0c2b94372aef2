// Random statements: queries, and writes with what they return.
import { DOMAINS, TABLES } from "../schema.mjs";
import { SELECTED } from "./expressions.mjs";
import { Queries } from "./queries.mjs";
import { AGGREGATES, some } from "./tree.mjs";

/** What the generator may write and how often; see README.md. */
export const FEATURES = {
  odd_names: 0.7,
  mixed_numbers: 0.1,
  null_parameters: 0.05,
  optional_parameters: 0.1,
  shadowing_names: 0.12,
  names_in_order: 0.3,
  nested_compounds: 0.15,
  ordered_terms: 0.15,
  several_conflicts: true,
};

class Statements extends Queries {
  top(d) {
    const { random } = this;
    const query = random.chance(0.12) ? this.compound({ d }) : this.select({ d });
    if (query.q !== "select") return query;
    if (random.chance(0.06)) return this.whole();
    if (random.chance(0.12)) this.addNested(query);
    if (random.chance(0.5)) this.addUnordered(query);
    if (query.items.length === 1 && random.chance(0.2)) {
      query.value = true;
      query.items[0].name = "value";
      // What sorts by the name must name what is selected.
      if (query.order.some((o) => o.e.op === "as")) query.value = false;
    } else if (random.chance(0.3)) query.into = query.items.every((i) => i.e.type !== "rows");
    return query;
  }
  /** Adds rows inside rows to a query of rows. */
  addNested(query) {
    const aggregates = query.items.some((i) => some(i.e, (n) => AGGREGATES.has(n.op)));
    if (query.group.length > 0 || query.distinct || aggregates) return;
    const outer = query.from.s === "table" ? this.columnsOfTable(query.from.table, query.from.alias) : [];
    const inner = this.select({ d: 1, outer, shape: { plain: true, kind: "rows", limited: true } });
    Object.assign(inner, { into: true, distinct: false });
    if (this.random.chance(0.6)) Object.assign(inner, { limit: null, offset: null });
    query.items.push({
      name: "nested",
      e: { op: this.random.pick(["nested_rows", "nested_row"]), type: "rows", query: inner, args: [] },
    });
  }
  /** Adds an aggregate whose elements come in no given order; the comparison sorts them. */
  addUnordered(query) {
    const { random } = this;
    const aggregates =
      query.items.every((i) => !some(i.e, (n) => n.op === "over")) &&
      (query.group.length > 0 || query.items.some((i) => some(i.e, (n) => AGGREGATES.has(n.op))));
    if (!aggregates || query.distinct || query.from.s !== "table") return;
    const ctx = { scope: this.columnsOfTable(query.from.table, query.from.alias), outer: [], subqueries: false };
    const e = random.chance(0.5)
      ? this.node(
          "group_concat",
          "text",
          this.ownColumn(ctx, ["text"]) ?? this.node("cast", "text", this.ownColumn(ctx, ["integer"])),
          { op: "lit", type: "text", value: "|", args: [] },
        )
      : this.node(
          "json_group_array",
          "json",
          this.ownColumn(ctx, ["integer", "text", "boolean", "json", "enumeration"]),
        );
    query.items.push({ name: "gathered", e });
  }
  whole() {
    const { source, columns } = this.tableSource();
    const row = {
      scope: columns,
      outer: [],
      unique: () => columns.filter((c) => c.key).map((c) => this.columnNode(c)),
    };
    const query = {
      q: "select",
      whole: true,
      items: undefined,
      from: source,
      joins: [],
      where: [],
      group: [],
      having: [],
      order: [],
      limit: null,
      offset: null,
      distinct: false,
    };
    query.where.push(this.condition(2, { ...row, clause: "where" }));
    if (this.random.chance(0.5)) {
      this.orderTotally(query, row, row.unique, false);
      this.limitOf(query);
    }
    return query;
  }

  // ---- writes ----
  assignment(table, column, ctx, d) {
    const { variable } = TABLES[table];
    const target = { col: column.name, member: column.member, variable };
    const { random } = this;
    if (random.chance(0.12) && !this.params[column.name]) {
      const value = column.nullable && random.chance(0.3) ? null : random.pick(DOMAINS[column.type]);
      this.params[column.name] = { type: column.type, value };
      return { ...target, bare: true, e: { op: "null", type: column.type, args: [] } };
    }
    const e = column.nullable
      ? random.chance(0.2)
        ? this.parameter(column.type, { typed: false })
        : this.gen(column.type, d, ctx)
      : this.notNull(column.type, d, ctx);
    return { ...target, e };
  }
  returning(table, columns) {
    const { random } = this;
    if (random.chance(0.35)) return null;
    if (random.chance(0.4)) return { whole: true };
    const ctx = { scope: columns, outer: [], subqueries: false, clause: "returning" };
    if (random.chance(0.5)) return { e: this.gen(random.pick(SELECTED), 2, ctx) };
    return {
      items: Array.from({ length: random.between(1, 3) }, (_, i) => ({
        name: `c${i}`,
        e: this.gen(random.pick(SELECTED), 2, ctx),
      })),
    };
  }
  insert(d) {
    const { random } = this;
    const table = random.pick(["items", "parts", "nobody"]);
    this.used.add(table);
    const { columns: all, unique } = TABLES[table];
    const key = all.find((c) => c.key);
    const query = { q: "insert", table, set: [], from: null, where: [], conflicts: [], returning: null };
    const kind = random.weighted([
      [6, "values"],
      [3, "from"],
      [1, "condition"],
    ]);
    let ctx = { scope: [], outer: [], subqueries: d > 0 ? undefined : false, clause: "set" };
    let id;
    if (kind === "from") {
      const { source, columns } = random.chance(0.7)
        ? this.tableSource(random.pick(Object.keys(TABLES).filter((t) => t !== table || random.chance(0.3))))
        : this.rowsSource();
      query.from = source;
      ctx = { ...ctx, scope: columns };
      const from = this.columnNode(columns.find((c) => c.key) ?? columns.find((c) => c.via === "position"));
      const number = from.type === "integer" ? from : this.node("length", "integer", from);
      const shift = { op: "lit", type: "integer", value: BigInt(random.pick([0, 3, 100])), args: [] };
      if (key.type === "integer")
        id =
          from.type === "integer"
            ? this.node("add", "integer", number, shift)
            : this.parameter("integer", { typed: false });
      else
        id =
          from.type === "text"
            ? this.node("concat", "text", from, this.literal("text"))
            : this.node(
                "concat",
                "text",
                { op: "lit", type: "text", value: random.pick(["p", "x"]), args: [] },
                this.node("cast", "text", from),
              );
    } else {
      const value = key.type === "text" ? random.pick(["p1", "p2", "fresh"]) : BigInt(random.pick([1, 2, 50, 51]));
      id = random.chance(0.5)
        ? this.parameter(key.type, { typed: false, value })
        : { op: "lit", type: key.type, value, args: [] };
    }
    query.set.push({ col: key.name, member: key.member, variable: table, e: id });
    for (const column of all) {
      if (column.key) continue;
      const may_leave_out = column.nullable || column.fallback;
      if (may_leave_out && random.chance(0.5)) continue;
      query.set.push(this.assignment(table, column, ctx, d));
    }
    query.set = random.shuffled(query.set);
    if (kind !== "values" && random.chance(0.7)) query.where.push(this.condition(d, { ...ctx, clause: "where" }));
    const columns = this.columnsOfTable(table, table);
    if (random.chance(0.6)) {
      const keys = random.shuffled([[key.name], ...unique]).slice(0, this.features.several_conflicts ? 2 : 1);
      for (const names of random.chance(0.15) ? [[]] : keys)
        query.conflicts.push(this.conflict(table, columns, names, d));
    }
    query.returning = this.returning(table, columns);
    return query;
  }
  conflict(table, columns, names, d) {
    const { random } = this;
    if (names.length === 0 || random.chance(0.3)) return { columns: names, update: null, where: null };
    const keys = new Set(["id", ...TABLES[table].unique.flat()]);
    const scope = [...columns];
    const ctx = { scope, outer: [], subqueries: false, clause: "set" };
    const update = random
      .some(
        TABLES[table].columns.filter((c) => !keys.has(c.name)),
        random.between(1, 2),
      )
      .map((column) => {
        const target = { col: column.name, member: column.member, variable: table };
        if (random.chance(0.5)) return { ...target, e: this.excluded(column, table) };
        return { ...target, e: column.nullable ? this.gen(column.type, 1, ctx) : this.notNull(column.type, 1, ctx) };
      });
    const where = random.chance(0.3) ? this.gen("boolean", 1, ctx) : null;
    return { columns: names, update, where };
  }
  excluded(column, alias) {
    return {
      op: "excluded",
      type: column.type,
      alias,
      name: column.name,
      member: column.member,
      nullable: column.nullable,
      args: [],
    };
  }
  update(d) {
    const { random } = this;
    const table = random.pick(["items", "parts", "nobody", "group"]);
    this.used.add(table);
    const columns = this.columnsOfTable(table, table);
    const query = { q: "update", table, set: [], from: null, where: [], returning: null };
    let scope = columns;
    if (random.chance(0.25)) {
      const other = this.tableSource(random.pick(Object.keys(TABLES).filter((t) => t !== table)), false);
      query.from = other.source;
      scope = [...columns, ...other.columns];
      const pairs = columns.flatMap((a) => other.columns.filter((b) => b.type === a.type && b.key).map((b) => [a, b]));
      if (pairs.length > 0)
        query.where.push(this.node("eq", "boolean", ...random.pick(pairs).map((c) => this.columnNode(c))));
    }
    // A query that reads the table being written may see some of its rows before and some after.
    const ctx = { scope, outer: [], subqueries: false, clause: "set" };
    const keys = new Set(TABLES[table].unique.flat());
    for (const column of random.some(
      TABLES[table].columns.filter((c) => !c.key && !keys.has(c.name)),
      random.between(1, 3),
    )) {
      const assignment = this.assignment(table, column, ctx, d);
      if (random.chance(0.2) && !(assignment.bare && this.features.bare_fragments === 0)) {
        assignment.when = `w${++this.names}`;
        this.conditions[assignment.when] = random.chance(0.5);
      }
      query.set.push(assignment);
    }
    for (
      let i =
        random.weighted([
          [5, 1],
          [1, 2],
        ]) - query.where.length;
      i > 0;
      --i
    )
      query.where.push(this.condition(d, { ...ctx, clause: "where" }, { always: true }));
    query.returning = this.returning(table, columns);
    return query;
  }
  delete(d) {
    const { random } = this;
    const table = random.pick(["items", "parts", "nobody", "group"]);
    this.used.add(table);
    const columns = this.columnsOfTable(table, table);
    const query = { q: "delete", table, where: [], returning: null };
    for (
      let i = random.weighted([
        [5, 1],
        [1, 2],
      ]);
      i > 0;
      --i
    )
      query.where.push(this.condition(d, { scope: columns, outer: [], clause: "where" }, { always: true }));
    query.returning = this.returning(table, columns);
    return query;
  }
}

/** A statement: its tree, what it binds by name, and which optional fragments are active. */
export function randomStatement(random, features = FEATURES) {
  const made = new Statements(random, features);
  const d = random.weighted([
    [6, 1],
    [4, 2],
    [0.5, 3],
  ]);
  const kind = random.weighted([
    [60, "top"],
    [8, "with"],
    [9, "insert"],
    [8, "update"],
    [6, "delete"],
    [2, "with_write"],
  ]);
  let tree;
  if (kind === "with") tree = made.with(() => made.top(d), Math.min(d, 2));
  else if (kind === "with_write") tree = made.with(() => made[random.pick(["insert", "delete"])](d), 1);
  else tree = made[kind](d);
  return { tree, params: made.params, conditions: made.conditions };
}
