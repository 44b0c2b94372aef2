/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
/** The range that holds the middle half. */
export function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 4)], sorted[Math.ceil((3 * sorted.length) / 4) - 1]];
}
export const percentile = (numbers, part) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];

/** Median and spread of what was measured, rounded to four digits. */
export function summary(numbers) {
  const round = (n) => Number(n.toPrecision(4));
  return { median: round(median(numbers)), spread: spread(numbers).map(round) };
}

/**
 * Measures every contender once a round, in turn, so that what slows the machine down slows all of them; the first rounds
 * do not count. Gives for each its figures, and their ratios to the first one's and to squall's of the same round.
 */
export async function interleaved(names, measure, { rounds = 15, warmup = 3 } = {}) {
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmup; round < rounds; round++)
    for (const name of names) {
      const value = await measure(name);
      if (round >= 0) samples[name].push(value);
    }
  const over = (name, other) => summary(samples[name].map((n, i) => n / samples[other][i]));
  return names.map((contender) => ({
    contender,
    ...summary(samples[contender]),
    to_hand: over(contender, names[0]),
    ...("squall" in samples && { to_squall: over(contender, "squall") }),
  }));
}

/** A table of what interleaved() gave. */
export function show(title, unit, rows) {
  const digits = (n) => (n >= 100 ? n.toFixed(0) : n.toFixed(2));
  console.log(`\n${title}`);
  for (const r of rows)
    console.log(
      `  ${r.contender.padEnd(22)} ${digits(r.median).padStart(9)} ${unit}   ${r.to_hand.median.toFixed(2).padStart(6)} x ${rows[0].contender} (${r.to_hand.spread.map((n) => n.toFixed(2)).join(" to ")})` +
        (r.to_squall ? `   ${r.to_squall.median.toFixed(2).padStart(6)} x squall` : ""),
    );
}
