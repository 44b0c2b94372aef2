// The tables that a statement names: those that it reads and those that it writes. For the SQL that squall writes, and for views.

/** Names, numbers, texts and signs; comments are left out. */
function tokensOf(sql) {
  const tokens = [];
  const pattern =
    /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"((?:[^"]|"")*)"|\[([^\]]*)\]|`((?:[^`]|``)*)`|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|([(),.;])|\S/g;
  for (const [text, double, bracket, back, bare, sign] of sql.matchAll(pattern)) {
    const quoted = double ?? bracket ?? back;
    if (quoted !== undefined) tokens.push({ name: quoted });
    else if (bare !== undefined) tokens.push({ name: bare, word: bare.toUpperCase() });
    else if (sign !== undefined) tokens.push({ sign });
    else if (!text.startsWith("--") && !text.startsWith("/*")) tokens.push({});
  }
  return tokens;
}

const endOfFrom = new Set([
  "WHERE",
  "GROUP",
  "ORDER",
  "LIMIT",
  "HAVING",
  "WINDOW",
  "UNION",
  "EXCEPT",
  "INTERSECT",
  "SET",
  "RETURNING",
  "ON",
  "USING",
  "VALUES",
  "SELECT",
]);

/** { reads, writes }: sets of names. A name of WITH and a function such as json_each are no tables. */
export function tablesOf(sql) {
  const tokens = tokensOf(sql);
  const named = new Set();
  tokens.forEach((token, i) => {
    if (token.name === undefined || i === 0) return;
    let next = i + 1;
    if (tokens[next]?.sign === "(") {
      // name (columns) AS (…)
      while (next < tokens.length && tokens[next].sign !== ")") next++;
      next++;
    }
    const isNamed =
      tokens[next]?.word === "AS" &&
      (tokens[next + 1]?.sign === "(" || tokens[next + 1]?.word === "MATERIALIZED" || tokens[next + 1]?.word === "NOT");
    const before = tokens[i - 1];
    if (isNamed && (before.word === "WITH" || before.word === "RECURSIVE" || before.sign === ","))
      named.add(token.name);
  });
  const reads = new Set();
  const writes = new Set();
  /** Of each open parenthesis, whether a comma within continues a FROM. */
  const inFrom = [false];
  tokens.forEach((token, i) => {
    if (token.sign === "(") inFrom.push(inFrom.at(-1) && tokens[i - 1]?.word !== "AS" ? inFrom.at(-1) : false);
    else if (token.sign === ")") inFrom.pop();
    else if (token.word === "FROM" || token.word === "JOIN") inFrom[inFrom.length - 1] = true;
    else if (endOfFrom.has(token.word)) inFrom[inFrom.length - 1] = false;
    if (token.name === undefined) return;
    const before = tokens[i - 1];
    const isFunction = tokens[i + 1]?.sign === "(";
    const isWritten =
      before?.word === "INTO" ||
      (before?.word === "UPDATE" && tokens[i - 2]?.word !== "DO") ||
      (before?.word === "FROM" && tokens[i - 2]?.word === "DELETE") ||
      (/^(REPLACE|IGNORE|ABORT|FAIL|ROLLBACK)$/.test(before?.word ?? "") && tokens[i - 3]?.word === "UPDATE");
    if (isWritten && token.word !== "SET") writes.add(token.name);
    else if (
      !isFunction &&
      token.word !== "SELECT" &&
      (before?.word === "FROM" ||
        before?.word === "JOIN" ||
        ((before?.sign === "," || before?.sign === "(") && inFrom.at(-1) && isTableList(tokens, i)))
    )
      reads.add(token.name);
  });
  for (const name of named) reads.delete(name);
  return { reads, writes };
}
/** After a comma or a parenthesis of a FROM: a table, unless it is an argument of a function such as json_each. */
function isTableList(tokens, at) {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (tokens[i].sign === ")") depth++;
    else if (tokens[i].sign === "(") {
      if (depth === 0) return tokens[i - 1]?.name === undefined || /^(FROM|JOIN)$/.test(tokens[i - 1].word ?? "");
      depth--;
    } else if (depth === 0 && /^(FROM|JOIN)$/.test(tokens[i].word ?? "")) return true;
  }
  return false;
}
