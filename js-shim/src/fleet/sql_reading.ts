// What a statement reads and writes, and how the rows of several databases are merged: read off its SQL. Statements are constants, so
// each text is read once. Names of tables are found in the places where SQLite takes a name for a table; tests compare this with
// SQLite's authorizer for every statement.

export interface SortTerm {
  /** The place of the result column. */
  column: number;
  descending: boolean;
  nullsFirst: boolean;
}
/** How the rows of a result are one result again, where each shard returns some. */
export type Merge =
  | { kind: "rows"; order: SortTerm[]; limit: string | undefined }
  | { kind: "aggregates"; columns: ("sum" | "min" | "max")[] }
  | { kind: "none"; why: string };

export interface Reading {
  reads: ReadonlySet<string>;
  writes: ReadonlySet<string>;
  isWrite: boolean;
  merge: Merge;
}

interface Token {
  text: string;
  /** In capitals, of a bare word. */
  word: string;
  /** Of a name, however it is quoted; the part after the last dot. */
  name: string;
  depth: number;
}

const tokenPattern =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[xX]?'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\?\d*|[:@$]\w+|->>|->|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|<=|>=|<>|!=|==|\|\||\S/gu;

function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const { 0: text } of sql.matchAll(tokenPattern)) {
    if (text.startsWith("--") || text.startsWith("/*")) continue;
    if (text === ")") depth -= 1;
    const isWord = /^[\p{L}_]/u.test(text) && !/^[xX]'/.test(text);
    const name = /^["`[]/.test(text) ? text.slice(1, -1) : isWord ? text : "";
    tokens.push({ text, word: isWord ? text.toUpperCase() : "", name: name.toLowerCase(), depth });
    if (text === "(") depth += 1;
  }
  return tokens;
}

/** The name at `at`, past a schema's name, and the place after it; nothing where there is no name. */
function nameAt(tokens: Token[], at: number): { name: string; next: number } | undefined {
  const first = tokens[at];
  if (first === undefined || first.name === "") return undefined;
  if (tokens[at + 1]?.text === "." && tokens[at + 2]?.name) return { name: tokens[at + 2]!.name, next: at + 3 };
  return { name: first.name, next: at + 1 };
}

/** Words that end the list of a FROM clause at its own depth. */
const afterFrom = new Set(
  "WHERE GROUP HAVING WINDOW ORDER LIMIT UNION INTERSECT EXCEPT SELECT SET RETURNING VALUES ON DO".split(" "),
);

export function readSql(sql: string): Reading {
  const tokens = tokensOf(sql);
  const reads = new Set<string>();
  const writes = new Set<string>();
  const local = new Set<string>();
  // Names of common table expressions: WITH a AS (…), b (x) AS (…).
  tokens.forEach((token, i) => {
    if (token.name === "") return;
    const before = tokens[i - 1];
    if (before === undefined || !(before.word === "WITH" || before.word === "RECURSIVE" || before.text === ",")) return;
    let next = i + 1;
    if (tokens[next]?.text === "(") {
      const depth = tokens[next]!.depth;
      while (next < tokens.length && !(tokens[next]!.text === ")" && tokens[next]!.depth === depth)) next++;
      next++;
    }
    if (tokens[next]?.word !== "AS") return;
    next++;
    if (tokens[next]?.word === "NOT") next++;
    if (tokens[next]?.word === "MATERIALIZED") next++;
    if (tokens[next]?.text === "(" && tokens[next + 1]?.word.match(/^(SELECT|VALUES|WITH|INSERT|UPDATE|DELETE)$/))
      local.add(token.name);
  });
  const inFrom: boolean[] = [];
  const take = (at: number, into: Set<string>): void => {
    const found = nameAt(tokens, at);
    if (found === undefined) return;
    if (into === reads && (tokens[found.next]?.text === "(" || local.has(found.name))) return;
    into.add(found.name);
  };
  tokens.forEach((token, i) => {
    const { word, depth } = token;
    const before = tokens[i - 1];
    inFrom.length = Math.max(inFrom.length, depth + 1);
    if (token.text === "(") inFrom[depth + 1] = false;
    if (before?.text === "." || tokens[i + 1]?.text === ".") return; // a name, however it reads
    if (word === "FROM" && before?.word === "DISTINCT" && /^(IS|NOT)$/.test(tokens[i - 2]?.word ?? "")) return;
    if (word === "FROM") {
      inFrom[depth] = true;
      take(i + 1, before?.word === "DELETE" ? writes : reads);
    } else if (word === "JOIN") take(i + 1, reads);
    else if (word === "INTO") take(i + 1, writes);
    else if (word === "UPDATE" && before?.word !== "DO") take(tokens[i + 1]?.word === "OR" ? i + 3 : i + 1, writes);
    else if (word === "IN" && tokens[i + 1]?.name) take(i + 1, reads);
    else if (token.text === "," && inFrom[depth]) take(i + 1, reads);
    else if (afterFrom.has(word) && before?.text !== ",") {
      // ON belongs to a join: a comma after its condition is still one of the list.
      if (word !== "ON") inFrom[depth] = false;
    }
  });
  const first = tokens.find(
    (t) => t.depth === 0 && /^(SELECT|VALUES|INSERT|UPDATE|DELETE|REPLACE)$/.test(t.word),
  )?.word;
  // What SQLite calls a write also reads its own table; only other tables are of interest as reads.
  const isWrite = first !== "SELECT" && first !== "VALUES";
  return { reads, writes, isWrite, merge: isWrite ? { kind: "none", why: "it writes" } : mergeOf(tokens) };
}

const textOf = (tokens: Token[]): string => tokens.map((t) => t.text.toLowerCase()).join(" ");

/** The clauses of the outermost query, by the word that each begins with. */
function mergeOf(tokens: Token[]): Merge {
  const clauses: { word: string; tokens: Token[] }[] = [];
  for (const token of tokens) {
    const opens =
      token.depth === 0 &&
      /^(WITH|SELECT|FROM|WHERE|GROUP|HAVING|WINDOW|ORDER|LIMIT|OFFSET|UNION|INTERSECT|EXCEPT|VALUES)$/.test(
        token.word,
      );
    if (opens) clauses.push({ word: token.word, tokens: [] });
    else clauses.at(-1)?.tokens.push(token);
  }
  const clause = (word: string) => clauses.find((c) => c.word === word)?.tokens;
  const none = (why: string): Merge => ({ kind: "none", why });
  if (clauses.some(({ word }) => /^(UNION|INTERSECT|EXCEPT)$/.test(word)) && !isUnionOfAll(clauses))
    return none("it is a compound query");
  if (clauses.some(({ word }) => word === "OFFSET")) return none("it has an OFFSET");
  let selected = clause("SELECT") ?? [];
  if (selected[0]?.word === "DISTINCT") return none("it selects distinct rows");
  const items = splitAtCommas(selected).map(itemOf);
  if (clause("GROUP") !== undefined) return none("it groups rows: a group may have rows on several shards");
  const aggregates = items.map(({ expression }) => aggregateOf(expression));
  if (aggregates.some((a) => a !== undefined)) {
    const other = aggregates.indexOf(undefined);
    if (other >= 0) return none(`its column ${items[other]!.name} cannot be added up over shards`);
    if (aggregates.includes("unknown"))
      return none(`its column ${items[aggregates.indexOf("unknown")]!.name} cannot be added up over shards`);
    return { kind: "aggregates", columns: aggregates as ("sum" | "min" | "max")[] };
  }
  const order: SortTerm[] = [];
  const ordered = clause("ORDER");
  for (const term of ordered === undefined ? [] : splitAtCommas(ordered.slice(1))) {
    let end = term.length;
    let nulls: string | undefined;
    if (term[end - 2]?.word === "NULLS") ((nulls = term[end - 1]!.word), (end -= 2));
    const direction = term[end - 1]?.word;
    if (direction === "ASC" || direction === "DESC") end--;
    const expression = textOf(term.slice(0, end));
    const plain = term[end - 1]?.name ?? "";
    let column = items.findIndex((item) => item.expression === expression || item.name === expression);
    if (column < 0 && items.length === 1 && items[0]!.expression === "*") return none("it selects *");
    if (column < 0 && !expression.includes("("))
      column = items.findIndex((item) => item.name === plain && item.isPlain);
    if (column < 0) return none(`it is ordered by ${expression}, which it does not return`);
    const descending = direction === "DESC";
    order.push({ column, descending, nullsFirst: nulls === undefined ? !descending : nulls === "FIRST" });
  }
  const limit = clause("LIMIT");
  return { kind: "rows", order, limit: limit === undefined ? undefined : textOf(limit) };
}
const isUnionOfAll = (clauses: { word: string; tokens: Token[] }[]): boolean =>
  clauses.every(
    ({ word, tokens }) => !/^(UNION|INTERSECT|EXCEPT)$/.test(word) || (word === "UNION" && tokens[0]?.word === "ALL"),
  );

function splitAtCommas(tokens: Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens)
    if (token.text === "," && token.depth === 0) parts.push([]);
    else parts.at(-1)!.push(token);
  return parts;
}
interface Item {
  name: string;
  expression: string;
  /** A column by itself. */
  isPlain: boolean;
}
function itemOf(tokens: Token[]): Item {
  const at = tokens.findLastIndex((t) => t.word === "AS" && t.depth === 0);
  const expression = at < 0 ? tokens : tokens.slice(0, at);
  return {
    name: tokens.at(-1)?.name ?? "",
    expression: textOf(expression),
    isPlain: expression.every((t) => t.name !== "" || t.text === "."),
  };
}
/** count(…) and sum(…) are added, min and max compared; coalesce(sum(…), 0) is a sum. Another aggregate is unknown. */
function aggregateOf(expression: string): "sum" | "min" | "max" | "unknown" | undefined {
  const call =
    /^(?:coalesce \( )?(count|sum|total|min|max|avg|group_concat|json_group_array|json_group_object) \( (.*)$/.exec(
      expression,
    );
  if (call === null)
    return /\b(count|sum|total|avg|group_concat|json_group_array) \( (?!select)/.test(outermost(expression))
      ? "unknown"
      : undefined;
  const [, name, rest] = call;
  if (/\bover \(/.test(rest!)) return "unknown";
  // The call is all of it: nothing follows its closing bracket but what coalesce puts there.
  let depth = 1;
  const words = rest!.split(" ");
  let end = 0;
  for (; end < words.length && depth > 0; end++) depth += words[end] === "(" ? 1 : words[end] === ")" ? -1 : 0;
  const after = words.slice(end).join(" ");
  const isCoalesced = expression.startsWith("coalesce");
  if (!(after === "" && !isCoalesced) && !(isCoalesced && /^, (0|0\.0) \)$/.test(after))) return "unknown";
  if (/^distinct /.test(rest!)) return "unknown";
  if ((name === "min" || name === "max") && splitTop(words.slice(0, end - 1)) > 1) return undefined;
  return name === "count" || name === "sum" || name === "total"
    ? "sum"
    : name === "min" || name === "max"
      ? name
      : "unknown";
}
function splitTop(words: string[]): number {
  let depth = 0;
  let parts = 1;
  for (const word of words) {
    if (word === "(") depth++;
    else if (word === ")") depth--;
    else if (word === "," && depth === 0) parts++;
  }
  return parts;
}
/** The expression without what stands in subqueries: an aggregate there is the subquery's own. */
function outermost(expression: string): string {
  const words = expression.split(" ");
  const kept: string[] = [];
  for (let i = 0; i < words.length; i++) {
    if (words[i] !== "(" || words[i + 1] !== "select") {
      kept.push(words[i]!);
      continue;
    }
    let depth = 0;
    for (; i < words.length; i++) {
      depth += words[i] === "(" ? 1 : words[i] === ")" ? -1 : 0;
      if (depth === 0) break;
    }
    kept.push("?");
  }
  return kept.join(" ");
}
