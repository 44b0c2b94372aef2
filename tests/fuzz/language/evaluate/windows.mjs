// The values of window functions: for each row, over its partition, in its order. The frame is SQLite's default: from the
// first row of the partition to the current row and its peers; the whole partition where there is no order.
import { AGGREGATES } from "../grammar/tree.mjs";
import { aggregate } from "./aggregates.mjs";
import { compareValues, keyOfRow } from "./values.mjs";

export function compareByTerms(a, b, terms) {
  for (let i = 0; i < terms.length; ++i) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return terms[i].desc ? -order : order;
  }
  return 0;
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
      const at = (j) => (rows[j] ? evaluate(node.args[0], rows[j].env) : null);
      let value;
      if (AGGREGATES.has(node.fn))
        value = aggregate({ ...node, op: node.fn }, { ...env, group: rows.slice(0, end).map((r) => r.env) }, evaluate);
      else if (node.fn === "row_number") value = BigInt(i + 1);
      else if (node.fn === "rank") value = BigInt(rank);
      else if (node.fn === "dense_rank") value = BigInt(dense);
      else if (node.fn === "lag") value = at(i - 1);
      else if (node.fn === "lead") value = at(i + 1);
      else if (node.fn === "first_value") value = at(0);
      else throw new Error(`the evaluator has no window function ${node.fn}()`);
      env.windows.set(node, value);
    });
  }
}
