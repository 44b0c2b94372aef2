// Writes a statement's tree as C++ of the language. Parentheses are written around every operator: the tree decides what
// belongs together, and the library decides which parentheses its SQL needs.
import { ARITHMETIC, BITS, COMPARISONS } from "./grammar/tree.mjs";
import { RAW_QUERIES, RAW_TABLES, RAW_WRITES } from "./grammar/raw_sources.mjs";
import { cppType, keysOf, TABLES } from "./schema.mjs";

const quoted = (text) => `"${text.replace(/[\\"]/g, "\\$&")}"`;

class Writer {
  constructor(number) {
    this.number = number;
    this.structs = [];
    this.lines = [];
    this.declared = new Set();
  }
  declare(name, value) {
    if (this.declared.has(name)) return;
    this.declared.add(name);
    this.lines.push(`constexpr auto ${name} = ${value};`);
  }

  // ---- sources ----
  source(source) {
    if (source.s === "table") {
      const { variable } = TABLES[source.table];
      if (source.alias === source.table) return variable;
      this.declare(source.alias, `alias<"${source.alias}">(${variable})`);
      return source.alias;
    }
    if (source.s === "view" && source.alias !== source.view)
      this.declare(source.alias, `alias<"${source.alias}">(${source.view})`);
    if (source.s === "derived") this.declare(source.alias, `derived<"${source.alias}">(${this.query(source.query)})`);
    if (source.s === "cte" && source.alias !== source.name)
      this.declare(source.alias, `alias<"${source.alias}">(${source.name})`);
    if (source.s === "json")
      this.declare(
        source.alias,
        `${source.fn}<${[source.alias, source.path].filter(Boolean).map(quoted).join(", ")}>(${this.e(source.e)})`,
      );
    if (source.s === "raw") {
      const { sql, params } = RAW_TABLES[source.raw];
      const bound = params.map((name) => `param<"${source.alias}_${name}", std::int64_t>`);
      this.declare(source.alias, `raw_table<"${source.alias}", ${quoted(sql)}>(${bound.join(", ")})`);
    }
    if (source.s === "rows")
      this.declare(
        source.alias,
        `rows<${[quoted(source.alias), ...source.fields.map((f) => `typed_field<"${f.name}", ${cppType(f.type)}>`)].join(", ")}>`,
      );
    return source.alias;
  }
  variable(alias) {
    return TABLES[alias]?.variable ?? alias;
  }

  // ---- expressions ----
  list(nodes) {
    return nodes.map((node) => this.e(node)).join(", ");
  }
  terms(order) {
    return order
      .map(({ e, desc, nulls }) => `${this.e(e)}.${desc ? "desc" : "asc"}()${nulls ? `.nulls_${nulls}()` : ""}`)
      .join(", ");
  }
  edge(offset) {
    if (offset === 0) return "current_row";
    if (!Number.isFinite(offset)) return offset < 0 ? "unbounded_preceding" : "unbounded_following";
    return offset < 0 ? `preceding<${-offset}>` : `following<${offset}>`;
  }
  literal(value, type) {
    if (type === "boolean") return value ? "true" : "false";
    if (type === "enumeration") return `Color::${value}`;
    if (type === "text") return quoted(value);
    if (type === "real") return quoted(String(value));
    return String(value);
  }
  e(node) {
    const a = (i) => this.e(node.args[i]);
    const { op, type } = node;
    if (node.filter && op !== "over")
      return `filter(${this.e({ ...node, filter: undefined })}, ${this.e(node.filter)})`;
    if (COMPARISONS[op]) return `(${a(0)} ${COMPARISONS[op]} ${a(1)})`;
    if (ARITHMETIC[op]) return `(${a(0)} ${ARITHMETIC[op]} ${a(1)})`;
    if (BITS[op]) return `(${a(0)} ${BITS[op]} ${a(1)})`;
    switch (op) {
      case "col": {
        const variable = this.variable(node.alias);
        if (node.via === "raw") return `${variable}.get<"${node.name}", std::optional<${cppType(type)}>>()`;
        if (node.via === "get") return `${variable}.get<"${node.name}", ${cppType(type)}>()`;
        if (node.via === "field") return `${variable}.field<"${node.name}">()`;
        if (node.via === "value") return `${variable}.value<${cppType(type)}>()`;
        if (node.via === "position") return `${variable}.position()`;
        return `${variable}.${node.member}`;
      }
      case "param":
        if (!node.typed) return `param<"${node.name}">`;
        return `param<"${node.name}", ${node.optional ? `std::optional<${cppType(type)}>` : cppType(type)}>`;
      case "lit":
        if (type === "real") return `real<${this.literal(node.value, type)}>`;
        return `literal<${this.literal(node.value, type)}>`;
      case "null":
        return `null<${cppType(type)}>`;
      case "and":
        return `(${a(0)} && ${a(1)})`;
      case "or":
        return `(${a(0)} || ${a(1)})`;
      case "not":
        return `(!${a(0)})`;
      case "is":
      case "is_not":
      case "like":
      case "not_like":
      case "glob":
        return `${a(0)}.${op}(${a(1)})`;
      case "like_escaped":
        return `${a(0)}.like<"!">(${a(1)})`;
      case "neg":
        return `(-${a(0)})`;
      case "is_null":
      case "is_not_null":
        return `${a(0)}.${op}()`;
      case "between":
        return `${a(0)}.between(${a(1)}, ${a(2)})`;
      case "in_constants":
        return `${a(0)}.${node.negated ? "not_in" : "in"}<${node.values.map((v) => this.literal(v, node.args[0].type)).join(", ")}>()`;
      case "in_list":
        return `${a(0)}.${node.negated ? "not_in" : "in"}(list<"${node.name}">)`;
      case "in_query":
        return `${a(0)}.${node.negated ? "not_in" : "in"}(${this.query(node.query)})`;
      case "exists":
      case "scalar":
        return `${op}(${this.query(node.query)})`;
      case "row_compare": {
        const half = node.args.length / 2;
        return `(row(${this.list(node.args.slice(0, half))}) ${COMPARISONS[node.compare]} row(${this.list(node.args.slice(half))}))`;
      }
      case "row_in":
        return `row(${this.list(node.args)}).in(${this.query(node.query)})`;
      case "case": {
        const n = node.has_else ? node.args.length - 1 : node.args.length;
        let text = `case_when(${a(0)}, ${a(1)})`;
        for (let i = 2; i < n; i += 2) text += `.when(${a(i)}, ${a(i + 1)})`;
        return node.has_else ? `${text}.otherwise(${a(n)})` : text;
      }
      case "case_of": {
        const n = node.has_else ? node.args.length - 1 : node.args.length;
        let text = `case_of(${a(0)})`;
        for (let i = 1; i < n; i += 2) text += `.when(${a(i)}, ${a(i + 1)})`;
        return node.has_else ? `${text}.otherwise(${a(n)})` : text;
      }
      case "raw":
        return `raw<${quoted(node.sql)}, std::optional<${cppType(type)}>>(${this.list(node.args)})`;
      case "fn":
        return `fn<"${node.name}">(${this.list(node.args)})`;
      case "matches":
        return `matches(notes_search, param<"${node.search}">)`;
      case "rank":
        return "notes_search.rank";
      case "highlight":
      case "snippet":
        return `${op}<"${node.column}", "[", "]">(notes_search)`;
      case "count_all":
        return "count()";
      case "cast":
        return `cast<${cppType(type)}>(${a(0)})`;
      case "over": {
        const names = { count_all: "count", ntile: "ntile<3>", nth_value: "nth_value<2>" };
        const fn = `${names[node.fn] ?? node.fn}(${this.list(node.args)})`;
        const parts = [node.filter ? `filter(${fn}, ${this.e(node.filter)})` : fn];
        if (node.named) {
          // The window has a name of its own; a frame is the function's.
          const window = [];
          if (node.partition.length > 0) window.push(`partition_by(${this.list(node.partition)})`);
          if (node.order.length > 0) window.push(`order_by(${this.terms(node.order)})`);
          parts.push(`window(${window.join(", ")})`);
        } else if (node.partition.length > 0) parts.push(`partition_by(${this.list(node.partition)})`);
        if (node.order.length > 0 && !node.named) parts.push(`order_by(${this.terms(node.order)})`);
        if (node.frame)
          parts.push(`${node.frame.unit}_between(${this.edge(node.frame.from)}, ${this.edge(node.frame.to)})`);
        return `over(${parts.join(", ")})`;
      }
      case "as":
        return `as<"${node.name}">(${a(0)})`;
      case "json_extract":
      case "json_extract_if_valid":
        return `${op}<"${node.path}", ${cppType(type)}>(${a(0)})`;
      case "json_set":
        return `json_set(${a(0)}, ${node.paths.map((path, i) => `at<"${path}">(${a(i + 1)})`).join(", ")})`;
      case "json_object":
        return `json_object(${node.keys.map((key, i) => `entry<"${key}">(${a(i)})`).join(", ")})`;
      case "when":
        return `when<"${node.name}">(${a(0)})`;
      case "after_time":
        return `after(${this.list(node.args)})`;
      case "after":
      case "after_null":
        return `${op}(${node.args.map((e, i) => this.e(e) + (i < 2 && node.directions[i] ? ".desc()" : i < 2 ? ".asc()" : "")).join(", ")})`;
      case "nested_rows":
      case "nested_row":
        return `${op}(${this.query(node.query)})`;
      case "excluded":
        return `excluded(${this.variable(node.alias)}.${node.member})`;
      default:
        return `${op}(${this.list(node.args)})`;
    }
  }

  // ---- queries ----
  item({ name, e }) {
    return name === undefined || (e.op === "col" && e.name === name && e.via !== "field")
      ? this.e(e)
      : `as<"${name}">(${this.e(e)})`;
  }
  /** Declares a struct whose fields are these columns, each optional. */
  struct(items) {
    const name = `row_${this.number}_${this.structs.length}`;
    const fields = items
      .map((item, i) => `field<"${item.name}", std::optional<${cppType(item.e.type)}>> f${i}{};`)
      .join(" ");
    this.structs.push(
      `template <template <fixed_string, class, auto...> class field> struct ${name}_fields { ${fields} };`,
    );
    this.structs.push(`using ${name} = fields_of<${name}_fields>;`);
    return name;
  }
  select(query) {
    let text;
    if (query.whole) text = `select(${this.source(query.from)})`;
    else if (query.value)
      text = `select_value<std::optional<${cppType(query.items[0].e.type)}>>(${this.e(query.items[0].e)})`;
    else if (query.into)
      text = `select_into<${this.struct(query.items)}>(${query.items.map((i) => this.item(i)).join(", ")})`;
    else text = `select(${query.items.map((i) => this.item(i)).join(", ")})`;
    // Sources are declared before the expressions that name them.
    if (query.from) text += `.from(${this.source(query.from)})`;
    for (const { kind, source, on } of query.joins)
      text += `.${kind}(${this.source(source)}${on ? `, ${this.e(on)}` : ""})`;
    for (const condition of query.where) text += `.where(${this.e(condition)})`;
    if (query.group.length > 0)
      for (const part of query.group_split ? query.group.map((g) => [g]) : [query.group])
        text += `.group_by(${this.list(part)})`;
    for (const condition of query.having) text += `.having(${this.e(condition)})`;
    if (query.choice) text += `.order_by(${this.choice(query.choice)})`;
    else if (query.order.length > 0)
      for (const part of query.order_split ? query.order.map((o) => [o]) : [query.order])
        text += `.order_by(${this.terms(part)})`;
    return text + this.limits(query) + (query.distinct ? ".distinct()" : "");
  }
  /** Orders by name, of which the statement has the chosen one; and which way round. */
  choice({ name, branches, direction }) {
    const by = branches.map((branch) => {
      const terms = this.terms(branch.order);
      return `by<"${branch.name}">(${direction ? `directed<"${direction}">(${terms})` : terms})`;
    });
    return `choice<"${name}">(${by.join(", ")})`;
  }
  limits({ limit, offset }) {
    let text = "";
    if (limit) text += limit.name ? `.limit(param<"${limit.name}">)` : `.limit<${limit.value}>()`;
    if (offset) text += `.offset(param<"${offset.name}">)`;
    return text;
  }
  assignments(set) {
    return set
      .map(({ member, variable, e, bare, when }) => {
        const assigned = bare ? `${variable}.${member}` : `${variable}.${member} = ${this.e(e)}`;
        return when ? `when<"${when}">(${assigned})` : assigned;
      })
      .join(", ");
  }
  returning(returning, table) {
    if (!returning) return "";
    if (returning.whole) return `.returning(${TABLES[table].variable})`;
    if (returning.items)
      return `.returning_into<${this.struct(returning.items)}>(${returning.items.map((i) => this.item(i)).join(", ")})`;
    return `.returning_value<std::optional<${cppType(returning.e.type)}>>(${this.e(returning.e)})`;
  }
  /** The rows of WHERE that an update or a delete takes. */
  firstRows(query) {
    return (query.order?.length > 0 ? `.order_by(${this.terms(query.order)})` : "") + this.limits(query);
  }
  query(query) {
    switch (query.q) {
      case "values":
        return `values(${query.rows
          .map((row, i) => {
            const cells = row.map((e, k) => (i === 0 ? `as<"${query.names[k]}">(${this.e(e)})` : this.e(e)));
            return row.length === 1 ? cells[0] : `row(${cells.join(", ")})`;
          })
          .join(", ")})`;
      case "raw_query": {
        const { sql, columns } = RAW_QUERIES[query.raw];
        const items = Object.entries(columns).map(([name, type]) => ({ name, e: { type } }));
        return `raw_query<${quoted(sql)}, ${this.struct(items)}>(param<"${query.param}", std::int64_t>)`;
      }
      case "raw_write":
        return `raw_write<${quoted(RAW_WRITES[query.raw].sql)}>(param<"${query.param}", std::int64_t>)`;
      case "select":
        return this.select(query);
      case "compound": {
        let text = `${query.kind}(${query.terms.map((term) => this.query(term)).join(", ")})`;
        if (query.order.length > 0) text += `.order_by_columns<${query.order.join(", ")}>()`;
        return text + this.limits(query);
      }
      case "with": {
        for (const { name, query: inner } of query.ctes) {
          if (inner.q === "recursive") {
            const found = `${name}_found`;
            this.declare(found, `so_far<"${name}">(${this.query(inner.first)})`);
            this.declare(name, `recursive${inner.distinct ? "_distinct" : ""}(${found}, ${this.query(inner.step)})`);
          } else this.declare(name, `named<"${name}">(${this.query(inner)})`);
        }
        return `with(${query.ctes.map((cte) => cte.name).join(", ")})(${this.query(query.body)})`;
      }
      case "insert": {
        let text = `insert_into(${TABLES[query.table].variable})`;
        if (query.each) text += `.set_each(${this.query(query.each)})`;
        else if (query.each_list) text += `.set_each(${this.source(query.from)})`;
        else text += `.set(${this.assignments(query.set)})`;
        if (query.from && !query.each_list) text += `.from(${this.source(query.from)})`;
        for (const condition of query.where) text += `.where(${this.e(condition)})`;
        for (const { key: id, update, where } of query.conflicts) {
          const key = keysOf(TABLES[query.table]).find((k) => k.id === id);
          text += `.on_conflict(${key?.target ?? ""})${key?.where ? `.where(${key.where})` : ""}`;
          if (!update) text += ".do_nothing()";
          else if (where) text += `.do_update_where(${this.e(where)}, ${this.assignments(update)})`;
          else text += `.do_update(${this.assignments(update)})`;
        }
        return text + this.returning(query.returning, query.table);
      }
      case "update": {
        let text = `update(${TABLES[query.table].variable}).set(${this.assignments(query.set)})`;
        if (query.from) text += `.from(${this.source(query.from)})`;
        for (const { kind, source, on } of query.joins ?? [])
          text += `.${kind}(${this.source(source)}${on ? `, ${this.e(on)}` : ""})`;
        for (const condition of query.where) text += `.where(${this.e(condition)})`;
        return text + this.firstRows(query) + this.returning(query.returning, query.table);
      }
      case "delete": {
        let text = `delete_from(${TABLES[query.table].variable})`;
        for (const condition of query.where) text += `.where(${this.e(condition)})`;
        return text + this.firstRows(query) + this.returning(query.returning, query.table);
      }
    }
    throw new Error(`no such query: ${query.q}`);
  }
}

/** A statement in C++: `structs` stand before the function, `lines` inside it. */
export function cppOf(statement, number) {
  const writer = new Writer(number);
  let text = writer.query(statement.tree);
  // A choice is several statements; what is run is the one of the name.
  const bodyOf = (tree) => (tree.q === "with" ? bodyOf(tree.body) : tree);
  const { choice } = bodyOf(statement.tree);
  const { statements } = statement.tree;
  if (choice) {
    text = `(${text}).chosen<"${choice.chosen}">()`;
    if (choice.direction) text = `(${text}).chosen<"${choice.desc ? "desc" : "asc"}">()`;
  }
  if (statements) {
    const by = statements.others.map(({ name, tree }) => `by<"${name}">(${writer.query(tree)})`);
    by.splice(statements.at, 0, `by<"${statements.name}">(${text})`);
    text = `choice<"which">(${by.join(", ")}).chosen<"${statements.name}">()`;
  }
  return {
    structs: writer.structs,
    lines: [...writer.lines, `constexpr auto statement = ${text};`, `print_statement(${number}, statement);`],
  };
}
