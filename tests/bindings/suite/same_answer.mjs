// Whether two bindings answered a call alike: the result with all of its fields; of an error everything but its cause.

/** Nothing, or where they differ. */
export function sameAnswer(got, expected) {
  const a = comparable(got);
  const b = comparable(expected);
  return a === b ? undefined : `${a.slice(0, 500)} is not ${b.slice(0, 500)}`;
}

/** Fields in one order; what is undefined is not there. */
const comparable = (answer) => JSON.stringify(answer, (_, value) => (isObject(value) ? sorted(value) : value));
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const sorted = (value) => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
