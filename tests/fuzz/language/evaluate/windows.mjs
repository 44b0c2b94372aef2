// The values of window functions: for each row, over its partition, in its order. The frame is SQLite's default: from the
// first row of the partition to the current row and its peers; the whole partition where there is no order.
import { AGGREGATES } from "../grammar/tree.mjs";
import { aggregate } from "./aggregates.mjs";
import { compareValues, keyOfRow } from "./values.mjs";

export function compareByTerms(a, b, terms) {
  for (let i = 0; i < terms.length; ++i) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0 && terms[i].nulls && (a[i] === null || b[i] === null))
      return (a[i] === null) === (terms[i].nulls === "first") ? -1 : 1;
    if (order !== 0) return terms[i].desc ? -order : order;
  }
  return 0;
}
/** The rows of a frame, from the first to before the last: [begin, end). */
function rowsOfFrame({ unit, from, to }, i, count, isPeer) {
  // The first row of each group of rows that sort alike; for ROWS each row is one.
  const firsts = [];
  for (let j = 0; j < count; ++j) if (unit === "rows" || j === 0 || !isPeer(j, j - 1)) firsts.push(j);
  const own = firsts.findLastIndex((first) => first <= i);
  const begin = own + from < 0 ? 0 : (firsts[own + from] ?? count);
  const end = own + to + 1 < 0 ? 0 : (firsts[own + to + 1] ?? count);
  return [begin, Math.max(begin, end)];
}
/** The number of the group that row i of `count` is in, where they are dealt into `groups`: the first ones are larger by one. */
function dealt(i, count, groups) {
  const size = Math.floor(count / groups);
  const larger = count % groups;
  const inLarger = larger * (size + 1);
  return i < inLarger ? Math.floor(i / (size + 1)) + 1 : larger + Math.floor((i - inLarger) / size) + 1;
}
/** Puts the value of an over() node into env.windows of each row. */
export function computeWindow(node, envs, evaluate) {
  const partitions = new Map();
  for (const env of envs) {
    const key = keyOfRow(node.partition.map((e) => evaluate(e, env)));
    if (!partitions.has(key)) partitions.set(key, []);
    partitions.get(key).push({ env, keys: node.order.map(({ e }) => evaluate(e, env)) });
  }
  for (const rows of partitions.values()) {
    rows.sort((a, b) => compareByTerms(a.keys, b.keys, node.order));
    const isPeer = (i, j) => compareByTerms(rows[i].keys, rows[j].keys, node.order) === 0;
    let rank = 0;
    let dense = 0;
    rows.forEach(({ env }, i) => {
      if (i === 0 || !isPeer(i, i - 1)) {
        rank = i + 1;
        ++dense;
      }
      let end = i + 1;
      while (end < rows.length && isPeer(i, end)) ++end;
      const frame = node.frame ? rowsOfFrame(node.frame, i, rows.length, isPeer) : [0, end];
      const at = (j) => (rows[j] ? evaluate(node.args[0], rows[j].env) : null);
      const inFrame = (j) => (j >= frame[0] && j < frame[1] ? at(j) : null);
      let value;
      if (AGGREGATES.has(node.fn))
        value = aggregate(
          { ...node, op: node.fn },
          { ...env, group: rows.slice(...frame).map((r) => r.env) },
          evaluate,
        );
      else if (node.fn === "row_number") value = BigInt(i + 1);
      else if (node.fn === "rank") value = BigInt(rank);
      else if (node.fn === "dense_rank") value = BigInt(dense);
      else if (node.fn === "lag" || node.fn === "lead") {
        // With a distance and what stands for a row that is not there.
        const distance = node.args.length > 1 ? Number(evaluate(node.args[1], env)) : 1;
        const j = node.fn === "lag" ? i - distance : i + distance;
        value = rows[j] || node.args.length === 1 ? at(j) : evaluate(node.args[2], env);
      } else if (node.fn === "first_value") value = inFrame(frame[0]);
      else if (node.fn === "last_value") value = inFrame(frame[1] - 1);
      else if (node.fn === "nth_value") value = inFrame(frame[0] + 1);
      else if (node.fn === "percent_rank") value = rows.length === 1 ? 0 : (rank - 1) / (rows.length - 1);
      else if (node.fn === "cume_dist") value = end / rows.length;
      else if (node.fn === "ntile") value = BigInt(dealt(i, rows.length, 3));
      else throw new Error(`the evaluator has no window function ${node.fn}()`);
      env.windows.set(node, value);
    });
  }
}
