// Answers and rows in a form in which only meaning counts: times in one form, new ids and the time of the run by name, documents
// as documents, rows in an order of their own.
const time = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?$/;
const newId = /^(\w+_)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|^(tsk|task|tsr|ext)_[0-9a-f]{16}$/;

export function plainForm({ answer, rows }, began) {
  const { why, ...plain } = Array.isArray(answer) ? { pages: answer.map(({ why, ...page }) => page) } : answer;
  const tables =
    rows &&
    Object.fromEntries(
      Object.entries(rows).map(([table, all]) => [table, sorted(all.map((row) => walk(row, began, true)))]),
    );
  return { answer: walk(plain, began, false), rows: tables };
}
const sorted = (all) => all.map((row) => [JSON.stringify(row), row]).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row); // prettier-ignore

function walk(value, began, readsJson) {
  if (typeof value === "string") {
    if (time.test(value)) {
      const at = Date.parse(value.includes("T") ? value : `${value.replace(" ", "T")}Z`);
      return at >= began - 1000 ? "<now>" : new Date(at).toISOString();
    }
    if (newId.test(value)) return "<new id>";
    if (readsJson && /^[[{]/.test(value)) {
      try {
        return walk(JSON.parse(value), began, false);
      } catch {
        return value;
      }
    }
    return value;
  }
  if (Array.isArray(value)) return value.map((one) => walk(one, began, readsJson));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter((key) => value[key] !== undefined)
      .map((key) => [key, walk(value[key], began, readsJson)]),
  );
}
