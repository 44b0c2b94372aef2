// Reads of an SQL text what it writes: verb, table, columns and, where they stand there plainly, values. It is no parser of
// SQL: what it does not understand is "computed" and not compared.

export const computed: unique symbol = Symbol("computed");
export type Cell = unknown;
/** One row that is inserted, or one statement of another kind. */
export interface Write {
  verb: "insert" | "update" | "delete" | "other";
  table: string;
  /** Absent where the text names no columns. */
  columns?: Map<string, Cell>;
  /** column = value, of the condition. */
  where: Map<string, Cell>;
  /** Of an insert: what it changes instead where the row is there already. */
  update?: Map<string, Cell>;
  /** Of an insert: it may do nothing. */
  isConditional?: boolean;
  /** Of a query or a list, so of any number of rows. */
  isMany?: boolean;
  /** Rows that it changed, where the binding says. */
  changes?: number | undefined;
  /** Of a write that was not sent: whether its condition finds a row, where that was asked. */
  finds?: boolean | undefined;
  /** The database refused it. */
  hasFailed?: boolean;
}

interface Token {
  text: string;
  /** In capitals, of a bare word. */
  word: string;
  /** Of a name, however it was quoted. */
  name: string;
  depth: number;
  /** Where it begins in the SQL. */
  at: number;
}

const tokenPattern =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\?\d*|[:@$]\w+|->>|[\w$.]+|\S/g;

function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const { 0: text, index: at } of sql.matchAll(tokenPattern)) {
    if (text.startsWith("--") || text.startsWith("/*")) continue;
    if (text === ")") depth -= 1;
    const isWord = /^[A-Za-z_]/.test(text);
    const name = /^["`[]/.test(text) ? text.slice(1, -1) : isWord ? text.slice(text.lastIndexOf(".") + 1) : "";
    tokens.push({ text, word: isWord ? text.toUpperCase() : "", name: name.toLowerCase(), depth, at });
    if (text === "(") depth += 1;
  }
  return tokens;
}
/** Each statement of a text. A trigger has statements within. */
function statementsOf(tokens: Token[]): Token[][] {
  const all: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === ";" && token.depth === 0 && all.at(-1)![0]?.word !== "CREATE") all.push([]);
    else all.at(-1)!.push(token);
  }
  return all.filter((statement) => statement.some((token) => token.text !== ";"));
}

/** Stretches between commas of the depth that they begin with, up to one of these words. */
function listFrom(tokens: Token[], start: number, stops: readonly string[]): { items: Token[][]; end: number } {
  const depth = tokens[start]?.depth ?? 0;
  const items: Token[][] = [[]];
  let i = start;
  for (; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.depth < depth || (token.depth === depth && stops.includes(token.word))) break;
    if (token.depth === depth && token.text === ",") items.push([]);
    else items.at(-1)!.push(token);
  }
  return { items, end: i };
}

/**
 * Where a write checks requirements of its guard (include/squall/sql/guarded_write.hpp): CASE WHEN … THEN json_extract('{}', …) ELSE
 * value END.
 */
function guardIn(tokens: Token[]): { begin: number; otherwise: number; end: number } | undefined {
  const cases: { begin: number; isGuard: boolean; otherwise: number }[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const { word } = tokens[i]!;
    const inner = cases.at(-1);
    if (word === "CASE") cases.push({ begin: i, isGuard: false, otherwise: 0 });
    else if (inner === undefined) continue;
    else if (word === "THEN" && tokens[i + 1]?.word === "JSON_EXTRACT" && tokens[i + 3]?.text === "'{}'")
      inner.isGuard = true;
    else if (word === "ELSE") inner.otherwise = i;
    else if (word === "END" && cases.pop()!.isGuard) return { ...inner, end: i };
  }
  return undefined;
}
/** The statement without its guard. */
function unguarded(tokens: Token[]): Token[] {
  const guard = guardIn(tokens);
  return guard === undefined
    ? tokens
    : tokens.filter((_, i) => i < guard.begin || (i > guard.otherwise && i !== guard.end));
}

class Values {
  readonly #places = new Map<Token, number>();
  constructor(
    tokens: Token[],
    readonly bound: readonly unknown[],
  ) {
    let next = 0;
    for (const token of tokens)
      if (token.text.startsWith("?")) {
        const place = token.text === "?" ? next : Number(token.text.slice(1)) - 1;
        this.#places.set(token, place);
        next = Math.max(next, place + 1);
      }
  }
  /** `item` is a row of the inserted list. */
  cellOf(expression: Token[], item?: unknown): Cell {
    const isCast = expression[0]?.word === "CAST" && expression[3]?.word === "AS";
    if (expression.length === 3 && expression[1]!.text === "->>" && expression[0]!.name === "value")
      return partOf(item, this.cellOf([expression[2]!]));
    if (expression.length === 2 && expression[0]!.text === "-") {
      const number = this.cellOf([expression[1]!]);
      return typeof number === "number" ? -number : computed;
    }
    const token = isCast ? expression[2] : expression[0];
    if (token === undefined || (!isCast && expression.length !== 1)) return computed;
    const place = this.#places.get(token);
    if (place !== undefined) return this.bound[place];
    if (token.name === "value" && item !== undefined) return typeof item === "object" ? computed : item;
    if (token.word === "NULL") return null;
    if (token.word === "TRUE" || token.word === "FALSE") return Number(token.word === "TRUE");
    if (/^'/.test(token.text)) return token.text.slice(1, -1).replaceAll("''", "'");
    if (/^\d+(\.\d+)?$/.test(token.text)) return Number(token.text);
    return computed;
  }
}
/** What the operator ->> yields: of a list by number, of an object by name. */
function partOf(item: unknown, key: Cell): Cell {
  if (typeof item !== "object" || item === null || (typeof key !== "number" && typeof key !== "string"))
    return computed;
  if (typeof key === "string" && key.startsWith("$")) return computed;
  const part = (item as Record<string, unknown>)[key] ?? null;
  return typeof part === "object" && part !== null ? JSON.stringify(part) : part;
}

/** The value of a column's default, as the schema has it. */
export function defaultCell(sql: string | null): Cell {
  if (sql === null) return null;
  return new Values([], []).cellOf(tokensOf(sql.replace(/^\(([^()]*)\)$/, "$1")));
}

const verbs = ["SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE"];
const clauses = ["FROM", "WHERE", "RETURNING", "ON", "ORDER", "LIMIT", "GROUP", "UNION"];

/** What all statements of a text write; none where it only reads. Values are bound to the last. */
export function readWrites(sql: string, bound: readonly unknown[]): Write[] {
  const all = statementsOf(tokensOf(sql));
  return all.flatMap((tokens, i) => readStatement(tokens, i === all.length - 1 ? bound : []));
}
function readStatement(tokens: Token[], bound: readonly unknown[]): Write[] {
  const begins = tokens[0]!.word;
  const start = begins === "WITH" ? tokens.findIndex((token) => token.depth === 0 && verbs.includes(token.word)) : 0;
  const verb = tokens[start]?.word;
  if (verb === "SELECT" || verb === "VALUES" || verb === "EXPLAIN") return [];
  if (verb === "PRAGMA" && !tokens.some((token) => token.text === "=")) return [];
  const values = new Values(tokens, bound);
  tokens = unguarded(tokens);
  if (verb === "INSERT" || verb === "REPLACE") return readInsert(tokens, start, values);
  if (verb === "UPDATE") return [readUpdate(tokens, start, values)];
  if (verb === "DELETE")
    return [
      {
        verb: "delete",
        table: tokens[start + 2]?.name ?? "",
        where: whereOf(tokens, start, values),
        isMany: isOfList(tokens),
      },
    ];
  return [{ verb: "other", table: begins.toLowerCase(), where: new Map() }];
}

/**
 * A query that finds out whether an UPDATE or a DELETE has rows to change: by its own condition and its own values, of which there
 * are `count`. It fails as the guard in the statement would; of an INSERT it asks that guard alone. Undefined for every other
 * statement, and where the condition cannot be taken out.
 */
export function finderOf(sql: string, count: number): string | undefined {
  const tokens = tokensOf(sql);
  const verb = tokens[0]?.word;
  const isPlain = !tokens.some(({ text }) => text === ";" || text === "?" || /^[:@$]/.test(text));
  const clause = (word: string): Token | undefined => tokens.find((token) => token.depth === 0 && token.word === word);
  const isOfOneTable =
    verb === "DELETE" || (verb === "UPDATE" && tokens[1]?.word !== "OR" && clause("FROM") === undefined);
  const before = verb === "DELETE" ? clause("FROM") : tokens[0];
  const where = clause("WHERE");
  const behind = verb === "DELETE" ? where : clause("SET");
  const guard = guardIn(tokens);
  const branches = guard && sql.slice(tokens[guard.begin]!.at + "CASE".length, tokens[guard.otherwise]!.at);
  // D1 refuses more values than the statement has parameters, so the last one is named.
  const last = count > 0 ? `, ?${count} AS last` : "";
  if (isPlain && verb === "INSERT" && branches !== undefined) return `SELECT CASE${branches}ELSE 1 END AS guard${last}`;
  if (!isPlain || !isOfOneTable || before === undefined || where === undefined || behind === undefined)
    return undefined;
  const table = sql.slice(before.at + before.text.length, behind.at);
  const condition = sql.slice(where.at, clause("RETURNING")?.at);
  const rows = `FROM${table}${condition}`;
  // The guard reads columns of the row that the write finds.
  const found =
    branches === undefined ? `EXISTS (SELECT 1 ${rows})` : `ifnull((SELECT CASE${branches}ELSE 1 END ${rows}), 0)`;
  return `SELECT ${found} AS found${last}`;
}

function readInsert(tokens: Token[], start: number, values: Values): Write[] {
  const into = tokens.findIndex((token, i) => i >= start && token.word === "INTO");
  const write: Write = { verb: "insert", table: tokens[into + 1]?.name ?? "", where: new Map() };
  if (tokens[start + 1]?.word === "OR" && tokens[start + 2]?.word === "IGNORE") write.isConditional = true;
  const open = tokens[into + 2]?.word === "AS" ? into + 4 : into + 2;
  if (tokens[open]?.text !== "(") return [write];
  const names = listFrom(tokens, open + 1, []);
  const columns = names.items.map((name) => name[0]?.name ?? "");
  const source = names.end + 1;
  const rowOf = (cells: Token[][], more: Partial<Write>, item?: unknown): Write => ({
    ...write,
    ...more,
    columns: new Map(columns.map((name, i) => [name, values.cellOf(cells[i] ?? [], item)])),
  });
  let rows: Write[] = [];
  if (tokens[source]?.word === "VALUES") {
    for (let at = source + 1; tokens[at]?.text === "(";) {
      const row = listFrom(tokens, at + 1, []);
      rows.push(rowOf(row.items, {}));
      at = row.end + (tokens[row.end + 1]?.text === "," ? 2 : 1);
    }
  } else if (tokens[source]?.word === "SELECT") {
    const cells = listFrom(tokens, source + 1, clauses);
    const rest = tokens.slice(cells.end).filter((token) => token.depth === 0);
    // "WHERE 1" before ON CONFLICT is syntax, no condition.
    const where = rest.findIndex((token) => token.word === "WHERE");
    const isConditional = write.isConditional || (where >= 0 && rest[where + 1]?.text !== "1");
    const items = listOf(tokens, cells.end, values);
    if (items !== undefined) rows = items.map((item) => rowOf(cells.items, { isConditional }, item));
    else rows = [rowOf(cells.items, { isConditional, isMany: tokens[cells.end]?.word === "FROM" })];
  } else {
    rows = [rowOf([], {})];
  }
  const update = upsertOf(tokens, source);
  for (const row of rows) {
    if (update === "nothing") row.isConditional = true;
    else if (update !== undefined)
      row.update = new Map(
        update.map((item) => {
          const isExcluded = item.length === 3 && /^excluded\./i.test(item[2]!.text);
          return [item[0]!.name, isExcluded ? (row.columns!.get(item[2]!.name) ?? null) : values.cellOf(item.slice(2))];
        }),
      );
  }
  return rows;
}
/** The rows of `FROM json_each(?1)`, where that is all it reads from. */
function listOf(tokens: Token[], from: number, values: Values): unknown[] | undefined {
  if (tokens[from]?.word !== "FROM" || tokens[from + 1]?.word !== "JSON_EACH" || tokens[from + 4]?.text !== ")")
    return undefined;
  if (tokens.slice(from).some(({ depth, word, text }) => depth === 0 && (word === "JOIN" || text === ",")))
    return undefined;
  const list = values.cellOf([tokens[from + 3]!]);
  const items: unknown = typeof list === "string" ? JSON.parse(list) : undefined;
  return Array.isArray(items) ? items : undefined;
}
/** The assignments of ON CONFLICT … DO UPDATE SET. */
function upsertOf(tokens: Token[], start: number): Token[][] | "nothing" | undefined {
  const on = tokens.findIndex(
    (token, i) => i > start && token.depth === 0 && token.word === "ON" && tokens[i + 1]?.word === "CONFLICT",
  );
  if (on < 0) return undefined;
  const set = tokens.findIndex((token, i) => i > on && token.depth === 0 && token.word === "SET");
  return set < 0 ? "nothing" : listFrom(tokens, set + 1, clauses).items.filter((item) => item[1]?.text === "=");
}

function readUpdate(tokens: Token[], start: number, values: Values): Write {
  const set = tokens.findIndex((token, i) => i > start && token.word === "SET" && token.depth === 0);
  const table = tokens[start + 1]?.word === "OR" ? start + 3 : start + 1;
  const assignments = listFrom(tokens, set + 1, clauses).items.filter((item) => item[1]?.text === "=");
  return {
    verb: "update",
    table: tokens[table]?.name ?? "",
    columns: new Map(assignments.map((item) => [item[0]!.name, values.cellOf(item.slice(2))])),
    where: whereOf(tokens, start, values),
    isMany: isOfList(tokens),
  };
}
const isOfList = (tokens: Token[]): boolean => tokens.some((token) => token.word === "JSON_EACH");

function whereOf(tokens: Token[], start: number, values: Values): Map<string, Cell> {
  const found = new Map<string, Cell>();
  const where = tokens.findIndex((token, i) => i > start && token.word === "WHERE" && token.depth === 0);
  for (let i = where; where >= 0 && i < tokens.length - 2; i++) {
    if (tokens[i]!.word === "RETURNING") break;
    if (tokens[i]!.name === "" || tokens[i + 1]!.text !== "=" || tokens[i]!.depth > 1) continue;
    const cell = values.cellOf([tokens[i + 2]!]);
    if (cell !== computed) found.set(tokens[i]!.name, cell);
  }
  return found;
}
