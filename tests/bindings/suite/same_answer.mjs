// Whether two bindings answered a call alike: the result with all of its fields; of an error everything but its cause. What
// a column's default took from the database's own clock during the run is a moment, whichever.
const begun = new Date(Date.now() - 1000).toISOString().slice(0, 19).replace("T", " ");

/** Nothing, or where they differ. */
export function sameAnswer(got, expected) {
  const a = comparable(got);
  const b = comparable(expected);
  return a === b ? undefined : `${a.slice(0, 500)} is not ${b.slice(0, 500)}`;
}

/** Fields in one order; what is undefined is not there. */
const comparable = (answer) =>
  JSON.stringify(answer, (_, value) => (isObject(value) ? sorted(value) : isOfThisRun(value) ? "now" : value));
const isOfThisRun = (value) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) && value >= begun;
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const sorted = (value) => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
