// Full-text search as FTS5 documents it (https://www.sqlite.org/fts5.html): which rows a query finds, their rank by bm25, and
// what highlight() and snippet() mark. A query is one of
//     { word, prefix }   { phrase: [word…] }   { and | or | not: [query, query] }   each with an optional `column`.
import { Unspecified } from "./values.mjs";

const COLUMNS = ["title", "body"];

/** The words of a text: { word, begin, end }. */
function words(text) {
  return [...(text ?? "").matchAll(/[\p{L}\p{N}]+/gu)].map((m) => ({
    word: m[0].toLowerCase(),
    begin: m.index,
    end: m.index + m[0].length,
  }));
}
const isLeaf = (query) => query.word !== undefined || query.phrase !== undefined;
const wordsOf = (leaf) => leaf.phrase ?? [leaf.word];
/** Where a word or phrase stands in a column: { column, at, size }. */
function instances(leaf, row) {
  const wanted = wordsOf(leaf);
  return COLUMNS.filter((c) => leaf.column === undefined || leaf.column === c).flatMap((column) => {
    const found = words(row[column]);
    const fits = (word, i, at) => (leaf.prefix ? found[at].word.startsWith(word) : found[at].word === word);
    return found
      .map((_, at) => at)
      .filter((at) => at + wanted.length <= found.length && wanted.every((word, i) => fits(word, i, at + i)))
      .map((at) => ({ column, at, size: wanted.length }));
  });
}
export function matches(query, row) {
  if (isLeaf(query)) return instances(query, row).length > 0;
  if (query.and) return query.and.every((inner) => matches(inner, row));
  if (query.or) return query.or.some((inner) => matches(inner, row));
  return matches(query.not[0], row) && !matches(query.not[1], row);
}
const leaves = (query) => (isLeaf(query) ? [query] : (query.and ?? query.or ?? query.not).flatMap(leaves));
const wordCount = (row) => COLUMNS.reduce((n, c) => n + words(row[c]).length, 0);

/** bm25 with k1 = 1.2 and b = 0.75: the smaller, the better. */
export function rank(query, row, rows) {
  const average = rows.reduce((n, r) => n + wordCount(r), 0) / rows.length;
  let score = 0;
  for (const leaf of leaves(query)) {
    const hits = rows.filter((r) => instances(leaf, r).length > 0).length;
    const idf = Math.log((rows.length - hits + 0.5) / (hits + 0.5));
    const frequency = instances(leaf, row).length;
    score += Math.max(idf, 1e-6) * ((frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * wordCount(row)) / average)));
  }
  return -score;
}
/** The column's text with what was found between two marks. */
export function highlight(query, row, column, open, close) {
  const text = row[column];
  if (text === null) throw new Unspecified("the marks in a text that is NULL");
  const found = words(text);
  const spans = leaves(query)
    .flatMap((leaf) => instances(leaf, row))
    .filter((i) => i.column === column)
    .map(({ at, size }) => [at, at + size - 1])
    .sort((a, b) => a[0] - b[0]);
  const merged = [];
  for (const [begin, end] of spans) {
    const last = merged.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([begin, end]);
  }
  let marked = "";
  let at = 0;
  for (const [begin, end] of merged) {
    marked += text.slice(at, found[begin].begin) + open + text.slice(found[begin].begin, found[end].end) + close;
    at = found[end].end;
  }
  return marked + text.slice(at);
}
export const searchRows = ({ notes }) => notes.map((row) => ({ rowid: row.id, " row": row }));
