// Reads of an SQL text what it writes: verb, table, columns and, where they stand there plainly, values. It is no parser of
// SQL: what it does not understand is "computed" and not compared.

export const computed: unique symbol = Symbol("computed");
export type Cell = unknown;
export interface Write {
  verb: "insert" | "update" | "delete" | "other";
  table: string;
  /** Absent where the text names no columns. */
  columns?: Map<string, Cell>;
  /** column = value, of the condition. */
  where: Map<string, Cell>;
}

interface Token {
  text: string;
  /** In capitals, of a bare word. */
  word: string;
  /** Of a name, however it was quoted. */
  name: string;
  depth: number;
}

const tokenPattern =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\?\d*|[:@$]\w+|[\w$.]+|\S/g;

function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const [text] of sql.matchAll(tokenPattern)) {
    if (text.startsWith("--") || text.startsWith("/*")) continue;
    if (text === ")") depth -= 1;
    const isWord = /^[A-Za-z_]/.test(text);
    const name = /^["`[]/.test(text) ? text.slice(1, -1) : isWord ? text.slice(text.lastIndexOf(".") + 1) : "";
    tokens.push({ text, word: isWord ? text.toUpperCase() : "", name: name.toLowerCase(), depth });
    if (text === "(") depth += 1;
  }
  return tokens;
}

/** Stretches between commas of the depth that they begin with, up to one of these words. */
function listFrom(tokens: Token[], start: number, stops: readonly string[]): { items: Token[][]; end: number } {
  const depth = tokens[start]?.depth ?? 0;
  const items: Token[][] = [[]];
  let i = start;
  for (; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.depth < depth || (token.depth === depth && (stops.includes(token.word) || token.text === ";"))) break;
    if (token.depth === depth && token.text === ",") items.push([]);
    else items.at(-1)!.push(token);
  }
  return { items, end: i };
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
  cellOf(expression: Token[]): Cell {
    const isCast = expression[0]?.word === "CAST" && expression[3]?.word === "AS";
    const token = isCast ? expression[2] : expression[0];
    if (token === undefined || (!isCast && expression.length !== 1)) return computed;
    const place = this.#places.get(token);
    if (place !== undefined) return this.bound[place];
    if (token.word === "NULL") return null;
    if (/^'/.test(token.text)) return token.text.slice(1, -1).replaceAll("''", "'");
    if (/^\d+(\.\d+)?$/.test(token.text)) return Number(token.text);
    return computed;
  }
}

const verbs = ["SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE"];
const clauses = ["FROM", "WHERE", "RETURNING", "ON", "ORDER", "LIMIT", "GROUP", "UNION"];

/** What the statement writes; undefined where it only reads. */
export function readWrite(sql: string, bound: readonly unknown[]): Write | undefined {
  const tokens = tokensOf(sql).filter((token) => token.text !== ";");
  if (tokens.length === 0) return undefined;
  const begins = tokens[0]!.word;
  const start = begins === "WITH" ? tokens.findIndex((token) => token.depth === 0 && verbs.includes(token.word)) : 0;
  const verb = tokens[start]?.word;
  if (verb === "SELECT" || verb === "VALUES" || verb === "EXPLAIN") return undefined;
  const values = new Values(tokens, bound);
  if (verb === "INSERT" || verb === "REPLACE") return readInsert(tokens, start, values);
  if (verb === "UPDATE") return readUpdate(tokens, start, values);
  if (verb === "DELETE")
    return { verb: "delete", table: tokens[start + 2]?.name ?? "", where: whereOf(tokens, start, values) };
  return { verb: "other", table: begins.toLowerCase(), where: new Map() };
}

function readInsert(tokens: Token[], start: number, values: Values): Write {
  const into = tokens.findIndex((token, i) => i >= start && token.word === "INTO");
  const write: Write = { verb: "insert", table: tokens[into + 1]?.name ?? "", where: new Map() };
  const open = tokens[into + 2]?.word === "AS" ? into + 4 : into + 2;
  if (tokens[open]?.text !== "(") return write;
  const names = listFrom(tokens, open + 1, []);
  const source = tokens[names.end + 1];
  let row: Token[][] = [];
  if (source?.word === "VALUES") {
    const first = listFrom(tokens, names.end + 3, []);
    if (tokens[first.end + 1]?.text !== ",") row = first.items; // of many rows none is compared
  } else if (source?.word === "SELECT") {
    row = listFrom(tokens, names.end + 2, clauses).items;
  }
  write.columns = new Map(names.items.map((name, i) => [name[0]!.name, values.cellOf(row[i] ?? [])]));
  return write;
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
  };
}

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
