// The rows of json_each() and json_tree() (https://www.sqlite.org/json1.html#jeach).
import * as json from "./json.mjs";

export const JSON_COLUMNS = ["key", "value", "atom", "type", "fullkey", "path", "document"];

function rowOf(key, document, fullkey, path) {
  const value = json.sqlValue(document);
  const isContainer = document?.list !== undefined || document?.entries !== undefined;
  return {
    key,
    value,
    atom: isContainer ? null : value,
    type: json.typeOf(document),
    fullkey,
    path,
    // The element as JSON, which is NULL for null.
    document: document === null ? null : json.write(document),
  };
}
const elements = (document, path) =>
  document?.list
    ? document.list.map((d, i) => [BigInt(i), d, `${path}[${i}]`])
    : (document?.entries ?? []).map(([key, d]) => [key, d, `${path}.${key}`]);
function* tree(key, document, fullkey, path) {
  yield rowOf(key, document, fullkey, path);
  for (const [innerKey, inner, at] of elements(document, fullkey)) yield* tree(innerKey, inner, at, fullkey);
}
/** Of a value that is neither an array nor an object, the value itself. Of NULL nothing. */
export function jsonRows({ fn, path = "$" }, text) {
  if (text === null) return [];
  const document = json.at(json.parse(text), path);
  if (document === undefined) return [];
  if (fn === "json_tree") return [...tree(null, document, path, path)];
  if (!document?.list && !document?.entries) return [rowOf(null, document, path, path)];
  return elements(document, path).map(([key, inner, at]) => rowOf(key, inner, at, path));
}
