// Random writes, and what they return.
import { DOMAINS, keysOf, TABLES } from "../schema.mjs";
import { Compounds } from "./compounds.mjs";
import { SELECTED } from "./leaves.mjs";
import { some } from "./tree.mjs";

export class Writes extends Compounds {
  assignment(table, column, ctx, d) {
    const { variable } = TABLES[table];
    const target = { col: column.name, member: column.member, variable };
    const { random } = this;
    if (ctx.selected) {
      const e = column.nullable ? this.gen(column.type, d, ctx) : this.notNull(column.type, d, ctx);
      return { ...target, e: e.op === "null" || e.op === "lit" ? this.node("coalesce", column.type, e, e) : e };
    }
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
    if (random.chance(0.06)) return this.insertList();
    const table = random.pick(["items", "parts", "nobody", "logs", "logs", "notes"]);
    this.used.add(table);
    const { columns: all } = TABLES[table];
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
      ctx = { ...ctx, scope: columns, selected: random.chance(0.35) };
      const from = this.columnNode(columns.find((c) => c.key) ?? columns.find((c) => c.via === "position"));
      const number = from.type === "integer" ? from : this.node("length", "integer", from);
      const shift = { op: "lit", type: "integer", value: BigInt(random.pick([0, 3, 100])), args: [] };
      if (key.type === "integer")
        id =
          from.type === "integer"
            ? this.node("add", "integer", number, shift)
            : this.parameter("integer", { typed: ctx.selected ?? false, not_null: true });
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
    if (ctx.selected) {
      // The same as a whole query.
      const items = query.set.map(({ col, e }) => ({ name: col, e }));
      query.each = { q: "select", ...this.emptyQuery(), items, from: query.from, where: query.where };
      Object.assign(query, { set: [], from: null, where: [] });
    }
    if (random.chance(0.6)) {
      const keys = random.shuffled(keysOf(TABLES[table])).slice(0, this.features.several_conflicts ? 2 : 1);
      for (const one of random.chance(0.15) ? [null] : keys)
        query.conflicts.push(this.conflict(table, columns, one, d));
    }
    query.returning = this.returning(table, columns);
    return query;
  }
  /** INSERT of a bound list, whose fields are columns. */
  insertList() {
    const { random } = this;
    const table = "nobody";
    this.used.add(table);
    const fields = TABLES[table].columns.filter((c) => !c.nullable || random.chance(0.4));
    const { source, columns } = this.rowsSource(fields.map(({ name, type }) => ({ name, type })));
    // Each with another key.
    this.params[source.alias].value.forEach((item, i) => (item[0] = BigInt(i + 1)));
    const set = fields.map((c) => ({
      col: c.name,
      e: this.columnNode(columns.find((f) => f.name === c.name)),
    }));
    const query = { q: "insert", table, set, from: source, where: [], conflicts: [], each_list: true };
    query.returning = this.returning(table, this.columnsOfTable(table, table));
    return query;
  }
  conflict(table, columns, key, d) {
    const { random } = this;
    if (key === null || random.chance(0.3)) return { key: key?.id ?? null, update: null, where: null };
    const keys = new Set(keysOf(TABLES[table]).flatMap(({ names }) => names));
    // Whether the key holds for the row is not decided by what is being updated.
    if (table === "logs") keys.add("state");
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
    return { key: key.id, update, where };
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
    const table = random.pick(["items", "parts", "nobody", "group", "logs", "notes"]);
    this.used.add(table);
    const columns = this.columnsOfTable(table, table);
    const query = { q: "update", table, set: [], from: null, joins: [], where: [], order: [], returning: null };
    let scope = columns;
    if (random.chance(0.25)) {
      const other = this.tableSource(random.pick(Object.keys(TABLES).filter((t) => t !== table)), false);
      query.from = other.source;
      scope = [...columns, ...other.columns, ...this.joinedTo(query, other.columns)];
      const pairs = columns.flatMap((a) => other.columns.filter((b) => b.type === a.type && b.key).map((b) => [a, b]));
      if (pairs.length > 0)
        query.where.push(this.node("eq", "boolean", ...random.pick(pairs).map((c) => this.columnNode(c))));
    }
    // A query that reads the table being written may see some of its rows before and some after.
    const ctx = { scope, outer: [], subqueries: false, clause: "set" };
    const keys = new Set(keysOf(TABLES[table]).flatMap(({ names }) => names));
    if (table === "logs") keys.add("state");
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
    if (!query.from) this.firstRows(query, columns);
    query.returning = this.returning(table, columns);
    return query;
  }
  /** Joins another source to the FROM of an update, whose columns alone its condition sees. */
  joinedTo(query, before) {
    const { random } = this;
    if (!random.chance(0.5)) return [];
    const { source, columns } = this.tableSource(undefined, false);
    const kind = random.pick(["join", "left_join", "cross_join"]);
    const ctx = { scope: [...before, ...columns], outer: [], subqueries: false, clause: "join" };
    const on = kind === "cross_join" ? undefined : this.joinCondition(before, columns, ctx);
    query.joins.push({ kind, source, on });
    return kind === "left_join" ? columns.map((c) => ({ ...c, nullable: true })) : columns;
  }
  /** Only the first rows of an order, now and then. */
  firstRows(query, columns) {
    const { random } = this;
    if (!random.chance(0.3)) return;
    const ctx = { scope: columns, outer: [], subqueries: false, clause: "order" };
    if (random.chance(0.6)) query.order.push({ e: this.ownColumn(ctx), desc: random.chance(0.4) });
    if (random.chance(0.3)) {
      const e = this.gen("integer", 1, ctx);
      if (some(e, (n) => n.op === "col"))
        query.order.push({ e, desc: false, nulls: random.pick([undefined, "first", "last"]) });
    }
    query.order.push({ e: this.columnNode(columns.find((c) => c.key)), desc: random.chance(0.4) });
    this.limitOf(query);
    query.offset = null;
  }
  delete(d) {
    const { random } = this;
    const table = random.pick(["items", "parts", "nobody", "group", "logs", "notes"]);
    this.used.add(table);
    const columns = this.columnsOfTable(table, table);
    const query = { q: "delete", table, where: [], order: [], returning: null };
    for (
      let i = random.weighted([
        [5, 1],
        [1, 2],
      ]);
      i > 0;
      --i
    )
      query.where.push(this.condition(d, { scope: columns, outer: [], clause: "where" }, { always: true }));
    this.firstRows(query, columns);
    query.returning = this.returning(table, columns);
    return query;
  }
}
