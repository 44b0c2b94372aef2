// Full-text search over the notes: what is looked for, and queries that search.
import { Sources } from "./sources.mjs";

const WORDS = ["cat", "dog", "bird", "fish", "cats", "a", "horse"];

/** The query in FTS5's language. */
function textOf(query) {
  const column = query.column ? `${query.column} : ` : "";
  if (query.phrase) return `${column}"${query.phrase.join(" ")}"`;
  if (query.word) return `${column}${query.word}${query.prefix ? "*" : ""}`;
  const [op, parts] = Object.entries(query)[0];
  return parts.map(textOf).join(` ${op.toUpperCase()} `);
}

export class FullText extends Sources {
  searchFor() {
    const { random } = this;
    const leaf = () => {
      const column = random.chance(0.25) ? { column: random.pick(["title", "body"]) } : {};
      if (random.chance(0.25)) return { phrase: [random.pick(WORDS), random.pick(WORDS)], ...column };
      if (random.chance(0.2)) return { word: random.pick(["ca", "d", "cats"]), prefix: true, ...column };
      return { word: random.pick(WORDS), ...column };
    };
    const kind = random.weighted([
      [4, "leaf"],
      [1, "and"],
      [2, "or"],
      [1, "not"],
    ]);
    const query = kind === "leaf" ? leaf() : { [kind]: [leaf(), leaf()] };
    const search = `s${++this.names}`;
    this.params[search] = { type: "text", value: textOf(query), query };
    return search;
  }
  searchSource() {
    this.used.add("notes_search");
    return { s: "search", alias: "notes_search" };
  }
  rowid() {
    const column = { alias: "notes_search", name: "rowid", member: "rowid", type: "integer", nullable: false };
    return this.columnNode({ ...column, via: "column" });
  }
  matchOf(search) {
    return { op: "matches", type: "boolean", search, args: [] };
  }
  emptyQuery() {
    return {
      items: [],
      joins: [],
      where: [],
      group: [],
      having: [],
      order: [],
      limit: null,
      offset: null,
      distinct: false,
    };
  }
  /** notes.id IN the rows that a search finds. */
  foundBySearch(ctx) {
    const { random } = this;
    const keys = ctx.scope.filter((c) => c.type === "integer" && c.via === "column");
    if (ctx.group !== undefined || keys.length === 0 || this.used.has("notes_search")) return undefined;
    const query = { q: "select", from: this.searchSource(), ...this.emptyQuery() };
    query.items.push({ e: this.rowid() });
    query.where.push(this.matchOf(this.searchFor()));
    this.used.delete("notes_search");
    const args = [this.columnNode(random.pick(keys))];
    return { op: "in_query", type: "boolean", negated: random.chance(0.3), query, args };
  }
  /** A search as a statement: the notes that are found, their rank, and what is marked in them. */
  search() {
    const { random } = this;
    if (this.used.has("notes_search")) return undefined;
    const query = { q: "select", from: this.searchSource(), ...this.emptyQuery() };
    const search = this.searchFor();
    const { source, columns } = this.tableSource("notes");
    const key = this.columnNode(columns.find((c) => c.key));
    const joined = random.chance(0.75);
    const inner = { scope: joined ? columns : [], outer: [], subqueries: false };
    const on = this.node("eq", "boolean", key, this.rowid());
    const matched = this.matchOf(search);
    const in_join = joined && random.chance(0.2);
    if (joined && !in_join) query.joins.push({ kind: "join", source, on });
    if (in_join) {
      query.from = source;
      query.joins.push({
        kind: "join",
        source: { s: "search", alias: "notes_search" },
        on: this.node("and", "boolean", on, matched),
      });
    } else query.where.push(matched);
    if (joined && random.chance(0.4)) {
      const condition = this.condition(1, { ...inner, clause: "where" });
      if (in_join || random.chance(0.5)) query.where.push(condition);
      else query.where = [this.node("and", "boolean", matched, condition)];
    }
    const rank = () => ({ op: "rank", type: "real", search, args: [] });
    query.items.push({ name: "id", e: joined ? key : this.rowid() });
    if (!joined) query.items[0].name = "rowid";
    if (random.chance(0.6)) query.items.push({ name: "rank", e: rank() });
    if (joined && random.chance(0.5))
      query.items.push({ name: "c", e: this.gen("text", 1, { ...inner, clause: "select" }) });
    if (joined && random.chance(0.6)) {
      const column = random.pick(["title", "title", "body"]);
      query.items.push({
        name: "marked",
        e: { op: random.pick(["snippet", "highlight"]), type: "text", column, search, args: [] },
      });
    }
    if (random.chance(0.5)) {
      if (random.chance(0.6)) query.order.push({ e: rank(), desc: random.chance(0.3) });
      query.order.push({ e: this.rowid(), desc: random.chance(0.4) });
      if (random.chance(0.6)) this.limitOf(query);
    }
    if (query.items.some(({ name }) => name === "rank")) query.into = random.chance(0.3);
    return query;
  }
}
