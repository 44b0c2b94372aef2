// What is sent to a database for a statement: its SQL with the active fragments, and its values in the order of their numbers.

/** @param printed what the library printed; @param statement the tree's { params, conditions } */
export function sentOf(printed, { params, conditions }) {
  const sql = printed.fragments
    .filter(({ condition }) => condition === undefined || conditions[condition])
    .map(({ text }) => text)
    .join("");
  let highest = 0;
  for (const [part, number] of sql.matchAll(/'(?:[^']|'')*'|\?(\d+)/g))
    if (part[0] === "?") highest = Math.max(highest, Number(number));
  const values = printed.parameters.slice(0, highest).map(({ name }) => {
    const given = params[name];
    if (given === undefined) throw new Error(`the statement has a parameter of another name: ${name}`);
    return given.list ? listText(given) : given.value;
  });
  return { sql, values };
}
/** As the library writes it: every digit of an integer, and a blob as its hex digits. */
const listText = ({ value }) =>
  JSON.stringify(value, (_, v) => (typeof v === "bigint" ? `\u0001${v}` : (v?.blob ?? v))).replaceAll(
    /"\\u0001(-?\d+)"/g,
    "$1",
  );
/** { sent }, { unsendable } where a plan would not take the values, or { fault } where the library's parameters are not the statement's. */
export function boundOrFault(printed, statement) {
  try {
    const sent = sentOf(printed, statement);
    // A plan refuses NULL for such a parameter, so the statement is never sent.
    if (printed.parameters.some((p, i) => p.not_null && i < sent.values.length && sent.values[i] === null))
      return { unsendable: true };
    return { sent };
  } catch (error) {
    return { fault: { kind: "parameters", message: error.message } };
  }
}
