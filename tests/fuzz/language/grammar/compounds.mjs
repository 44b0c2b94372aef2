// Queries of several: compounds, and WITH.
import { SELECTED } from "./leaves.mjs";
import { Queries } from "./queries.mjs";

const REPEATED = ["integer", "text", "real", "boolean", "seconds", "blob"];

export class Compounds extends Queries {
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
  /**
   * WITH RECURSIVE: the first column counts the steps, which are few; the others are of any type, and never NULL where those of
   * the first query are not.
   */
  recursive(name) {
    const { random } = this;
    const types = ["integer", ...Array.from({ length: random.between(0, 2) }, () => random.pick(REPEATED))];
    const { from, scope } = this.sources(0, [], { max_joins: 0 });
    const row = { scope, outer: [], subqueries: false, clause: "select" };
    const number = { op: "lit", type: "integer", value: BigInt(random.pick([0, 1, 2])), args: [] };
    const clauses = {
      joins: [],
      where: [],
      group: [],
      having: [],
      order: [],
      limit: null,
      offset: null,
      distinct: false,
    };
    const first = {
      q: "select",
      items: [number, ...types.slice(1).map((type) => this.gen(type, 1, row))].map((e, i) => ({ name: `c${i}`, e })),
      from,
      ...structuredClone(clauses),
    };
    if (random.chance(0.6)) first.where.push(this.condition(1, { ...row, clause: "where" }));
    const alias = `${name}_found`;
    const found = types.map((type, i) => ({ alias, name: `c${i}`, type, nullable: true, via: "get" }));
    const step = { q: "select", items: [], from: { s: "so_far", name, alias }, ...structuredClone(clauses) };
    const seen = [...found];
    if (random.chance(0.4)) {
      const { source, columns } = this.tableSource();
      const ctx = { scope: [...found, ...columns], outer: [], subqueries: false, clause: "join" };
      step.joins.push({ kind: "join", source, on: this.joinCondition(found, columns, ctx) });
      seen.push(...columns);
    }
    const inner = { scope: seen, outer: [], subqueries: false, clause: "select" };
    const one = { op: "lit", type: "integer", value: 1n, args: [] };
    step.items = types.map((type, i) => ({
      name: `c${i}`,
      e: i === 0 ? this.node("add", "integer", this.columnNode(found[0]), one) : this.notNull(type, 1, inner),
    }));
    const few = { op: "lit", type: "integer", value: BigInt(random.pick([2, 3])), args: [] };
    step.where.push(this.node("lt", "boolean", this.columnNode(found[0]), few));
    if (random.chance(0.3)) step.where.push(this.gen("boolean", 1, { ...inner, clause: "where" }));
    return { q: "recursive", name, distinct: random.chance(0.4), first, step };
  }
  with(body, d) {
    const ctes = [];
    for (let i = this.random.between(1, 2); i > 0; --i) {
      const name = `q${++this.aliases}`;
      const cte = { name, query: this.random.chance(0.3) ? this.recursive(name) : this.namedQuery(d) };
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
