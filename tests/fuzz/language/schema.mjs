// The tables that statements are generated over, once for both sides: as C++ declarations and as rows.
//
// Values are JavaScript's: null, BigInt for INTEGER, number for REAL, string for TEXT.

export const COLORS = ["red", "green", "blue"];

const column = (name, type, { nullable = false, key = false, fallback, member = name, domain = type } = {}) => ({
  name,
  member,
  type,
  nullable,
  key,
  fallback,
  domain,
});
const nullable = { nullable: true };

export const TABLES = {
  items: {
    columns: [
      column("id", "integer", { key: true }),
      column("n", "integer", { fallback: { sql: "7", value: 7n } }),
      column("m", "integer", nullable),
      column("z", "bigint", nullable),
      column("r", "real"),
      column("q", "real", nullable),
      column("s", "text"),
      column("u", "text", nullable),
      column("b", "boolean", { fallback: { sql: "1", value: 1n } }),
      column("f", "boolean", nullable),
      column("e", "enumeration"),
      column("g", "enumeration", nullable),
      column("day", "date"),
      column("at", "timestamp", nullable),
      column("doc", "json", nullable),
    ],
    unique: [],
    size: [5, 8],
  },
  parts: {
    columns: [
      column("id", "text", { key: true }),
      column("item_id", "integer", nullable),
      column("k", "integer"),
      column("w", "real", nullable),
      column("s", "text"),
      column("e", "enumeration", { fallback: { sql: "'red'", value: "red" } }),
      column("doc", "json", { fallback: { sql: "'{}'", value: "{}" } }),
      // A default that is no ISO timestamp: the column holds two forms.
      column("made", "stamp", { fallback: { sql: "'2026-01-01 08:00:00'", value: "2026-01-01 08:00:00" } }),
    ],
    unique: [["k", "s"]],
    size: [4, 7],
  },
  // Always empty: aggregates over no rows, joins that find nothing.
  nobody: {
    columns: [
      column("id", "integer", { key: true }),
      column("n", "integer"),
      column("u", "text", nullable),
      column("w", "real", nullable),
    ],
    unique: [],
    size: [0, 0],
  },
  // Names that SQLite takes for something else when they stand bare.
  group: {
    variable: "odd",
    columns: [
      column("order", "integer", { key: true, member: "order" }),
      column("my col", "text", { nullable: true, member: "my_col" }),
      column("current_date", "integer", { member: "current_date" }),
      column("select", "real", { nullable: true, member: "select_" }),
    ],
    unique: [],
    size: [3, 5],
  },
  // What other applications store: types with a codec, bytes, and keys that only an index of some rows or of an expression has.
  logs: {
    columns: [
      column("id", "integer", { key: true }),
      column("seen", "seconds"),
      column("ms", "millis", nullable),
      column("cost", "money"),
      column("tag", "label", nullable),
      column("data", "blob"),
      column("more", "blob", nullable),
      column("place", "integer"),
      column("state", "enumeration"),
      column("code", "text"),
    ],
    unique: [
      {
        names: ["place"],
        id: "place where red",
        applies: (row) => row.state === "red",
        values: (row) => [row.place],
        target: "logs.place",
        where: "logs.state == literal<Color::red>",
      },
      {
        names: ["code"],
        id: "lower(code)",
        values: (row) => [row.code?.replace(/[A-Z]/g, (c) => c.toLowerCase())],
        target: "lower(logs.code)",
      },
    ],
    constraints: [
      'unique_index<"logs_place">(logs.place).where(logs.state == literal<Color::red>)',
      'unique_index<"logs_code">(lower(logs.code))',
    ],
    after: [
      "CREATE UNIQUE INDEX logs_place ON logs (place) WHERE state = 'red'",
      "CREATE UNIQUE INDEX logs_code ON logs (lower(code))",
    ],
    size: [4, 6],
  },
  // Its texts are in a full-text index.
  notes: {
    columns: [
      column("id", "integer", { key: true }),
      column("title", "text", { domain: "words" }),
      column("body", "text", { nullable: true, domain: "words" }),
      column("n", "integer", nullable),
    ],
    unique: [],
    size: [5, 8],
  },
};
/** The unique keys of a table, the primary one first: { id, names, values(row), applies(row), target, where }. */
export const keysOf = ({ columns, unique, variable }) =>
  [[columns.find((c) => c.key).name], ...unique].map((key) => {
    if (!Array.isArray(key)) return { applies: () => true, ...key };
    const member = (name) => columns.find((c) => c.name === name).member;
    return {
      id: [...key].sort().join(),
      names: key,
      values: (row) => key.map((name) => row[name]),
      applies: () => true,
      target: key.map((name) => `${variable}.${member(name)}`).join(", "),
    };
  });
/** Whether two rows have the same key. NULL is like nothing. */
export const collide = (a, b, key) => {
  if (!key.applies(a) || !key.applies(b)) return false;
  const others = key.values(b);
  return key.values(a).every((v, i) => v !== null && v !== undefined && v === others[i]);
};
for (const [name, table] of Object.entries(TABLES)) {
  table.name = name;
  table.variable ??= name;
}

/** Views, and a view on views; `rows` is what each means. */
export const VIEWS = {
  dear_items: {
    columns: [
      column("id", "integer"),
      column("total", "integer", nullable),
      column("s", "text"),
      column("at", "timestamp", nullable),
    ],
    query:
      'select(items.id, as<"total">(items.n + items.m), items.s, items.at).from(items).where(items.b == literal<true>)',
    rows: ({ items }) =>
      items.filter(({ b }) => b === 1n).map(({ id, n, m, s, at }) => ({ id, total: m === null ? null : n + m, s, at })),
  },
  part_counts: {
    columns: [column("item_id", "integer", nullable), column("count", "integer"), column("last", "stamp")],
    query:
      'select(parts.item_id, as<"count">(count()), as<"last">(parts.made)).from(parts).group_by(parts.item_id, parts.made)',
    rows: ({ parts }) => {
      const groups = new Map();
      for (const { item_id, made } of parts) {
        const key = `${item_id} ${made}`;
        groups.set(key, { item_id, count: (groups.get(key)?.count ?? 0n) + 1n, last: made });
      }
      return [...groups.values()];
    },
  },
  counted_items: {
    columns: [
      column("id", "integer"),
      column("s", "text"),
      column("count", "integer", nullable),
      column("last", "stamp", nullable),
    ],
    query:
      "select(dear_items.id, dear_items.s, part_counts.count, part_counts.last).from(dear_items)" +
      ".left_join(part_counts, part_counts.item_id == dear_items.id)",
    rows: (database) =>
      VIEWS.dear_items.rows(database).flatMap(({ id, s }) => {
        const found = VIEWS.part_counts.rows(database).filter(({ item_id }) => item_id === id);
        if (found.length === 0) return [{ id, s, count: null, last: null }];
        return found.map(({ count, last }) => ({ id, s, count, last }));
      }),
  },
};

const CPP_TYPES = {
  integer: "std::int64_t",
  bigint: "bigint",
  real: "double",
  text: "std::string",
  boolean: "bool",
  enumeration: "Color",
  date: "date",
  timestamp: "timestamp",
  stamp: "timestamp", // of two stored forms
  json: "json<>",
  seconds: "std::chrono::sys_seconds",
  millis: "std::chrono::sys_time<std::chrono::milliseconds>",
  money: "Money",
  label: "Label",
  blob: "blob",
};
export const cppType = (type) => CPP_TYPES[type];

/** Types of an application, stored as a number and as a text. */
const CODECS = [
  "struct Money { std::int64_t cents; };",
  "template <> struct squall::codec<Money> {",
  "    using stored = std::int64_t;",
  "    static constexpr std::int64_t to_stored(const Money& m) { return m.cents; }",
  "    static constexpr Money from_stored(std::int64_t n) { return {n}; }",
  "};",
  "struct Label { std::string text; };",
  "template <> struct squall::codec<Label> {",
  "    using stored = std::string;",
  "    static std::string_view to_stored(const Label& l) { return l.text; }",
  "    static Label from_stored(std::string s) { return {std::move(s)}; }",
  "};",
];
/** The header that every generated program includes, precompiled. */
export function header() {
  const lines = [
    "#pragma once",
    '#include "print_statement.hpp"',
    "using namespace squall;",
    `enum class Color { ${COLORS.join(", ")} };`,
    ...CODECS,
  ];
  for (const { name, variable, columns, unique, constraints } of Object.values(TABLES)) {
    lines.push("template <template <fixed_string, class, auto...> class column>", `struct ${variable}_table {`);
    for (const c of columns) {
      const type = c.nullable ? `std::optional<${cppType(c.type)}>` : cppType(c.type);
      const marks = (c.key ? ", primary_key" : "") + (c.fallback ? `, default_sql<"${c.fallback.sql}">` : "");
      lines.push(`    column<"${c.name}", ${type}${marks}> ${c.member}{};`);
    }
    lines.push("};", `inline constexpr table<${variable}_table, "${name}"> ${variable};`);
    if (unique.length > 0) {
      const keys =
        constraints ?? unique.map((names) => `unique_key(${names.map((n) => `${variable}.${n}`).join(", ")})`);
      lines.push(
        "template <>",
        `inline constexpr auto squall::constraints_of<${variable}> = constraints(${keys.join(", ")});`,
      );
    }
  }
  lines.push('inline constexpr full_text<notes, "notes_search", "", "title", "body"> notes_search;');
  for (const [name, { columns, query }] of Object.entries(VIEWS)) {
    lines.push("template <template <fixed_string, class, auto...> class column>", `struct ${name}_view {`);
    for (const c of columns) {
      const type = c.nullable ? `std::optional<${cppType(c.type)}>` : cppType(c.type);
      lines.push(`    column<"${c.name}", ${type}> ${c.member}{};`);
    }
    lines.push("};", `inline constexpr auto ${name} = view<${name}_view, "${name}">(${query});`);
  }
  lines.push("inline void print_tables() {");
  for (const { variable, after = [] } of Object.values(TABLES)) {
    lines.push(`    print_table(create_table<${variable}>);`);
    for (const sql of after) lines.push(`    print_table(${JSON.stringify(sql)});`);
  }
  lines.push("    for (const auto sql : decltype(notes_search)::ddl::statements) print_table(sql);");
  for (const name of Object.keys(VIEWS)) lines.push(`    print_table(create_view<${name}>);`);
  lines.push("}");
  return `${lines.join("\n")}\n`;
}

// Small domains, so that ties, matches and NULLs are frequent. REAL values are multiples of 1/4: sums are exact.
export const DOMAINS = {
  integer: [-2n, -1n, 0n, 1n, 2n, 3n, 7n, 10n],
  // Of the large ones a double has only the neighbours. Sums of some stay within 64 bits.
  bigint: [-1n, 0n, 2n, 7n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 53n + 3n, -(2n ** 53n) - 1n],
  real: [-1.5, 0, 0.25, 0.5, 1, 2.5, 3, 10],
  text: ["", "a", "b", "A", "B", "ab", "aB", "10", "9", "x y", "it's", "é", "a_b", "%", " a "],
  boolean: [0n, 1n],
  enumeration: COLORS,
  date: ["2026-01-01", "2026-01-02", "2026-02-28", "2025-12-31"],
  timestamp: [
    "2026-01-01T00:00:00.000Z",
    "2026-01-01T23:59:59.999Z",
    "2026-01-02T12:30:00.500Z",
    "2025-12-31T23:00:00.000Z",
  ],
  stamp: [
    "2026-01-01T00:00:00.000Z",
    "2026-01-01 08:00:00",
    "2026-01-01T12:30:00.500Z",
    "2026-01-01 23:00:00",
    "2026-01-02 00:00:00",
    "2025-12-31T23:59:59.999Z",
  ],
  json: [
    '{"a":1,"b":"x","c":[1,2]}',
    '{"a":2,"x":0.5}',
    '{"b":"it\'s","d":null}',
    "{}",
    "[]",
    "[1,2,3]",
    '["a",{"a":1}]',
    "5",
  ],
  seconds: [0n, 1n, 1767225600n, 1767225601n, -1n],
  millis: [0n, 999n, 1767225600000n, 1767225600001n],
  money: [-5n, 0n, 100n, 250n],
  label: ["", "x", "X", "urgent", "10"],
  blob: ["", "00", "61", "6162", "ff00", "e9"].map((hex) => ({ blob: hex })),
  // What is searched: words, with signs between them.
  words: ["", "cat", "dog bird", "cat dog cat", "Dog, cat!", "bird", "fish cat bird dog", "cats", "a dog (bird)"],
};

/** What a database holds: rows by table, each an object by column. */
export function randomRows(random) {
  const database = {};
  for (const { name, columns, size } of Object.values(TABLES)) {
    const rows = [];
    const wanted = random.between(...size);
    for (let i = 0; rows.length < wanted; ++i) {
      const row = {};
      for (const c of columns) {
        if (c.key) row[c.name] = c.type === "text" ? `p${i + 1}` : BigInt(i + 1);
        else if (c.nullable && random.chance(0.3)) row[c.name] = null;
        else row[c.name] = random.pick(DOMAINS[c.domain]);
      }
      if (row.item_id !== undefined && row.item_id !== null) row.item_id = BigInt(random.between(1, 6));
      const taken = keysOf(TABLES[name]).some((key) => rows.some((other) => collide(row, other, key)));
      if (!taken) rows.push(row);
    }
    database[name] = rows;
  }
  return database;
}
