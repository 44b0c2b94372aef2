// What is aimed at beyond the bounds, and why it is not reached where it is not.

const at = (part, name) => part?.cases.find((one) => one.name === name);
const row = (one, contender) => one?.rows.find((r) => r.contender === contender);
const times = (n) => `${n.toFixed(2)} ×`;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

const perCall =
  "Each call costs 0.5 to 0.9 µs that hand-written code does not spend: its arguments are checked and written into the module, and the " +
  "statement's number, its parameters and its result are read from it. Where D1 answers with little, this is the ratio.";
const batchCost =
  "The same cost for each of the five plans, and one batch object; the rows are read as fast as by hand.";
const bodyCost =
  "JSON.stringify of the rows' objects takes no longer than of raw()'s lists. Writing the text without objects was built and measured: it takes " +
  "1.5 times as long in workerd (bench/notes.md).";
const rowCost =
  "Half of the difference is the names of the columns, which raw() does not return: one literal per row. The rest parses the JSON column " +
  "and turns 0 and 1 into booleans.";
const smallSize =
  "16 KB are the module: the check of arguments, plans, cursors, D1's error texts, SQL. 10 KB are JS: errors with what may have happened, " +
  "retries, sessions, pages. The parts that no function uses are left out already (js-shim/unused_parts.mjs).";
const wholeSize =
  "Two thirds of the module are SQL text and declarations of arguments, which gzip has compressed already.";

const buildTime = "All 288 functions are compiled with Emscripten, and the client's generator beside them.";
const headerTime =
  "20 of the 46 repositories use its tables and are compiled again, with the client's generator; then the module is linked and optimized. " +
  "In a new project it takes 6.5 s from saving the header to the new response, under ./dev watch.";

/** { what, target, measured, reached, reason } for each target that the results have a figure for. */
export function targetsOf(results) {
  const { call, coalesce, bulk, size, build } = results;
  const targets = [];
  const add = (what, target, measured, reached, reason) => targets.push({ what, target, measured, reached, reason });
  const toHand = (name, most, reason) => {
    const found = row(at(call, name), "squall");
    if (found) add(name, `≤ ${most} × hand-written`, times(found.to_hand.median), found.to_hand.median <= most, reason);
  };
  toHand("get by id", 0.9, perCall);
  toHand("get with joined active version", 1.15, perCall);
  for (const name of ["insert", "update with a patch", "upsert", "delete", "page with three filters", "count"])
    toHand(name, 1.15, perCall);
  toHand("update of a row that must exist", 1.3, perCall);
  toHand("batch of 5 plans", 1.2, batchCost);
  for (const name of ["list 100 x 10", "list 100 x 10 as a JSON body"]) {
    const limit = row(at(call, name), "raw() alone");
    if (!limit) continue;
    const ratio = 1 / limit.to_squall.median;
    const reason = name.endsWith("body") ? `${rowCost} ${bodyCost}` : rowCost;
    add(name, "≤ 1.1 × raw() alone", times(ratio), ratio <= 1.1, reason);
  }
  if (size) {
    const [sizes, , cold] = size.cases;
    const { few, application, contenders, bytes_a_further_function: further } = sizes;
    add(
      `module and JS of ${few.functions} functions, gz`,
      "≤ 18 KB",
      `${kilobytes(few.together)} (Drizzle ${kilobytes(contenders.Drizzle)}${contenders["Drizzle 1.0 RC"] ? `, 1.0 RC ${kilobytes(contenders["Drizzle 1.0 RC"])}` : ""})`,
      few.together <= 18 * 1024,
      smallSize,
    );
    add(
      `module and JS of all ${application.functions} functions, gz`,
      "≤ 66 KB",
      kilobytes(application.together),
      application.together <= 66 * 1024,
      wholeSize,
    );
    add("a further function, gz", "≤ 150 bytes", `${further} bytes`, further <= 150, wholeSize);
    const first = row(cold, "squall");
    add(
      "first answer of a cold isolate",
      "≤ 1.1 × hand-written",
      times(first.median / row(cold, "hand-written").median),
      first.median <= 1.1 * row(cold, "hand-written").median,
      "workerd compiles the module before the first request.",
    );
  }
  const six = row(at(coalesce, "six reads under Promise.all, 5 ms a round trip"), "coalesced");
  if (six) add("six reads under Promise.all", "1 round trip", `${six.round_trips}`, six.round_trips === 1, "");
  const inserted = at(bulk, "1000 rows in");
  if (inserted) {
    const ratio = row(inserted, "squall").to_hand.median;
    const byHand = ratio / row(inserted, "hand-written, chunked").to_hand.median;
    const reason = "What is left is SQLite's own: json_each and the insert of each row with its indexes.";
    add("1,000 rows in", "≤ 0.33 × Drizzle", times(ratio), ratio <= 0.33, reason);
    add("1,000 rows in", "≤ 0.6 × by hand", times(byHand), byHand <= 0.6, reason);
  }
  const whole = at(build, "whole builds")?.rows[0];
  if (whole) {
    add(
      "dist/ from nothing, 2 cores",
      "≤ 4 min",
      `${(whole.nothing_s / 60).toFixed(1)} min`,
      whole.nothing_s <= 240,
      buildTime,
    );
    add(
      `a change of ${whole.header} until dist/ is ready`,
      "≤ 12 s",
      `${whole.header_s} s`,
      whole.header_s <= 12,
      headerTime,
    );
  }
  const statements = at(build, "statements")?.rows[0];
  if (statements)
    add(
      "compiling a statement, g++ -O0",
      "≤ 25 ms",
      `${statements.statement_ms} ms`,
      statements.statement_ms <= 25,
      "",
    );
  return targets;
}
