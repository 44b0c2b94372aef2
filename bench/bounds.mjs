// What was to be reached, and what the results say of it.

const at = (part, name) => part?.cases.find((c) => c.name === name);
const row = (one, contender) => one?.rows.find((r) => r.contender === contender);
const ratio = (n) => `${n.toFixed(2)} ×`;

export function boundsOf(results) {
  const { call, trips, bulk, size, scale, build } = results;
  const bounds = [];
  const add = (what, bound, measured, reached) => bounds.push({ what, bound, measured, reached });
  const toHand = (name, most) => {
    const squall = row(at(call, name), "squall");
    if (squall) add(name, `≤ ${most} × hand-written`, ratio(squall.to_hand.median), squall.to_hand.median <= most);
  };
  const under = (name, contender, least) => {
    const other = row(at(call, name), contender);
    if (other)
      add(name, `≥ ${least} × under ${contender}`, ratio(other.to_squall.median), other.to_squall.median >= least);
  };
  toHand("get by id", 1.5);
  under("get by id", "Drizzle", 10);
  const prepared = row(at(call, "get by id"), "Drizzle, prepared");
  if (prepared)
    add(
      "get by id",
      "≤ 1.5 × Drizzle prepared",
      ratio(1 / prepared.to_squall.median),
      1 / prepared.to_squall.median <= 1.5,
    );
  for (const name of ["insert", "update with a patch", "upsert"]) under(name, "Drizzle", 8);
  toHand("list 100 x 10", 0.6);
  const list = row(at(call, "list 100 x 10"), "Drizzle");
  if (list)
    add("list 100 x 10", "≤ 0.55 × Drizzle", ratio(1 / list.to_squall.median), 1 / list.to_squall.median <= 0.55);
  toHand("list 100 x 10 as a JSON body", 0.75);

  const bulkInsert = at(bulk, "1000 rows in");
  if (bulkInsert) {
    const squall = row(bulkInsert, "squall").to_hand.median;
    const byHand = squall / row(bulkInsert, "hand-written, chunked").to_hand.median;
    add(
      "1,000 rows in, wall, local D1",
      "≤ 0.55 × chunked by Drizzle",
      `${ratio(squall)} (and ${ratio(byHand)} chunked by hand)`,
      squall <= 0.55,
    );
  }
  if (trips) {
    const counts = trips.cases[0].rows.map((r) => r.squall);
    add(
      "round trips of the five sequences",
      "1 each",
      counts.join(", "),
      counts.every((n) => n === 1),
    );
  }
  if (size) {
    const [sizes, instance, , memory] = size.cases;
    add(
      "module and JS, gz",
      `≤ 100 KB with all ${sizes.application.functions} functions`,
      `${(sizes.application.together / 1024).toFixed(1)} KB`,
      sizes.application.together <= 100 * 1024,
    );
    add(
      "module and JS, gz",
      `≤ 60 KB with the foundation's ${sizes.foundation.functions} functions`,
      `${(sizes.foundation.together / 1024).toFixed(1)} KB`,
      sizes.foundation.together <= 60 * 1024,
    );
    add(
      "a further function, gz",
      "≤ 170 bytes",
      `${sizes.bytes_a_further_function} bytes`,
      sizes.bytes_a_further_function <= 170,
    );
    add("a ready instance", "≤ 5 ms", `${instance.instance_ms.median} ms`, instance.instance_ms.median <= 5);
    const [first, ...later] = memory.rows.slice(1).map((r) => r.megabytes);
    add(
      "memory from 100,000 to 1,000,000 calls",
      "flat",
      `${first} MB to ${later.at(-1)} MB`,
      later.at(-1) <= first * 1.1,
    );
  }
  const statements = at(build, "statements")?.rows[0];
  if (statements)
    add("compiling a statement, g++ -O0", "≤ 25 ms", `${statements.statement_ms} ms`, statements.statement_ms <= 25);
  if (scale) {
    const slowest = Math.max(...scale.cases[1].rows.map((r) => r.to_one.median));
    add("CPU a call with up to 1,000 in flight, on average", "≤ 3 × one alone", ratio(slowest), slowest <= 3);
    const { to_share } = scale.cases[3].rows.at(-1);
    add("the slowest of 1,000 calls in flight", "≤ 3 × its share", ratio(to_share.median), to_share.median <= 3);
  }
  return bounds;
}
