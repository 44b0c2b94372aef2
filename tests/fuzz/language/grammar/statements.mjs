// Random statements: what stands at the top of one.
import { DOMAINS } from "../schema.mjs";
import { SELECTED } from "./leaves.mjs";
import { RAW_QUERIES, RAW_WRITES } from "./raw_sources.mjs";
import { AGGREGATES, copy, some } from "./tree.mjs";
import { Writes } from "./writes.mjs";

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

class Statements extends Writes {
  top(d) {
    const { random } = this;
    if (random.chance(0.04)) return this.search();
    if (random.chance(0.02)) return this.values();
    const query = random.chance(0.12) ? this.compound({ d }) : this.select({ d });
    if (query.q !== "select") return query;
    if (this.chooseOrder(query)) return query;
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
  /** Replaces the order by one of several that a name chooses, and that a second name may turn round. */
  chooseOrder(query) {
    const { random } = this;
    const terms = query.order.filter((term) => term.e.op !== "as");
    if (!random.chance(0.25) || query.distinct || query.group.length > 0 || terms.length === 0) return false;
    const direction = random.chance(0.5) ? "direction" : undefined;
    const desc = random.chance(0.5);
    const others = Array.from({ length: random.between(1, 2) }, () => [copy(random.pick(terms))]);
    const branches = [terms, ...others].map((order, i) => ({ name: ["newest", "by name", "z"][i], order }));
    const chosen = branches[0].name;
    query.order = direction && desc ? terms.map(turned) : terms;
    query.choice = { name: "sort", branches: random.shuffled(branches), chosen, direction, desc };
    query.order_split = false;
    return true;
  }
  /** Adds rows inside rows to a query of rows. */
  addNested(query) {
    const aggregates = query.items.some((i) => some(i.e, (n) => AGGREGATES.has(n.op)));
    if (query.group.length > 0 || query.distinct || aggregates) return;
    const outer = query.from.s === "table" ? this.columnsOfTable(query.from.table, query.from.alias) : [];
    const { random } = this;
    const types = Array.from({ length: random.between(1, 3) }, () => random.pick(SELECTED.filter((t) => t !== "blob")));
    const inner = this.select({ types, d: 1, outer, shape: { plain: true, kind: "rows", limited: true } });
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
  /** Constant SQL as a whole statement. */
  rawStatement() {
    const { random } = this;
    const param = `p${++this.names}`;
    this.params[param] = { type: "integer", value: random.pick(DOMAINS.integer) };
    if (random.chance(0.6)) return { q: "raw_query", raw: random.pick(Object.keys(RAW_QUERIES)), param };
    const raw = random.pick(Object.keys(RAW_WRITES));
    return { q: "raw_write", raw, param, table: RAW_WRITES[raw].table };
  }
  /** One of several statements, which a name chooses. */
  chosen() {
    const { random } = this;
    const one = () => (random.chance(0.6) ? this.select({ d: 1 }) : { ...this.delete(1), returning: null });
    const tree = one();
    const others = [{ name: "other", tree: one() }];
    return { ...tree, statements: { name: "this one", others, at: random.below(2) } };
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
}

/** A term of an order the other way round: NULLs too. */
const turned = ({ e, desc, nulls }) => ({
  e,
  desc: !desc,
  nulls: nulls && (nulls === "first" ? "last" : "first"),
});

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
    [2, "raw"],
    [2, "chosen"],
  ]);
  let tree;
  if (kind === "with") tree = made.with(() => made.top(d), Math.min(d, 2));
  else if (kind === "with_write") tree = made.with(() => made[random.pick(["insert", "delete"])](d), 1);
  else if (kind === "raw") tree = made.rawStatement();
  else if (kind === "chosen") tree = made.chosen();
  else tree = made[kind](d);
  return { tree, params: made.params, conditions: made.conditions };
}
