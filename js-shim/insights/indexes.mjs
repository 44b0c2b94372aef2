// Recommended indexes: whether one that is declared serves the same, and the migration of those that are missing.

const name = String.raw`(?:"(?:[^"]|"")*"|\[[^\]]*\]|${"`[^`]*`"}|\w+)`;
const create = new RegExp(
  String.raw`\bCREATE\s+(UNIQUE\s+)?INDEX\s+(?:IF\s+NOT\s+EXISTS\s+)?(${name})\s+ON\s+(${name})\s*\(([^;]*?)\)\s*(WHERE\b[^;]*)?;?\s*$`,
  "is",
);
const bare = (text) => text.trim().replace(/^["[`]|["\]`]$/g, "");

/** { name, table, columns, unique, where } of a CREATE INDEX, or undefined. A column is its name with " DESC" where it is so. */
export function readIndex(sql) {
  const found = create.exec(sql);
  if (found === null) return undefined;
  const columns = found[4].split(",").map((text) => {
    const descending = /\s+DESC\s*$/i.test(text);
    return bare(text.replace(/\s+(ASC|DESC)\s*$/i, "")) + (descending ? " DESC" : "");
  });
  return { name: bare(found[2]), table: bare(found[3]), columns, unique: Boolean(found[1]), where: found[5] };
}

/** Every CREATE INDEX that stands in a document, wherever it is. */
export function recommendedIn(json) {
  const found = new Map();
  const visit = (value) => {
    if (typeof value === "string") {
      const index = readIndex(value);
      if (index) found.set(value, index);
    } else if (value !== null && typeof value === "object") Object.values(value).forEach(visit);
  };
  visit(json);
  return [...found.values()];
}

/** The index of the schema that serves what the recommended one would: it begins with the same columns. */
export function declaredFor(recommended, existing) {
  return existing.find(
    (index) =>
      index.table === recommended.table &&
      (!recommended.unique || index.unique) &&
      (index.where === undefined || index.where === recommended.where) &&
      recommended.columns.every((column, i) => index.columns[i] === column),
  );
}

const quoted = (text) => (/^[A-Za-z_]\w*$/.test(text) ? text : `[${text}]`);
const columnsOf = (index) =>
  index.columns
    .map((column) => quoted(column.replace(/ DESC$/, "")) + (column.endsWith(" DESC") ? " DESC" : ""))
    .join(", ");
export const nameOf = (index) =>
  `idx_${index.table}_${index.columns.map((column) => column.replace(/ DESC$/, "")).join("_")}`;

/** The migration of these indexes. SQLite plans with new statistics after PRAGMA optimize. */
export const migrationOf = (indexes) =>
  indexes
    .map(
      (index) =>
        `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${quoted(nameOf(index))} ON ${quoted(index.table)} (${columnsOf(index)})` +
        `${index.where ? ` ${index.where.trim()}` : ""};\n`,
    )
    .join("") + "PRAGMA optimize;\n";

/** The line of constraints_of<table> that declares it. */
export const declarationOf = (index) => {
  const columns = index.columns.map(
    (column) => `${index.table}.${column.replace(/ DESC$/, "")}${column.endsWith(" DESC") ? ".desc()" : ""}`,
  );
  return `index<"${nameOf(index)}">(${columns.join(", ")})`;
};
