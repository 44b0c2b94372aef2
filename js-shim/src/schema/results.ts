// Whether a value is a function's result, as the client's types declare it.
import type { ColumnDescription, ResultDescription, Rows, ValueDescription } from "./description.js";
import type { Issue } from "./standard.js";

type Path = readonly PropertyKey[];

/** The issues of a result; none where it is as declared. */
export function checkResult(rows: Rows, result: ResultDescription, value: unknown): Issue[] {
  const issues: Issue[] = [];
  const refuse = (path: Path, rule: string) => {
    issues.push({ message: `${path.length === 0 ? "the result" : path.join(".")} ${rule}`, path });
  };

  const check = (result: ResultDescription, value: unknown, path: Path): void => {
    switch (result.kind) {
      case "nothing":
        if (value !== undefined) refuse(path, "must be undefined");
        return;
      case "optional":
        return value === null ? undefined : check(result.of, value, path);
      case "row":
        return row(result.row, value, path);
      case "list":
        return list(result.row, value, path);
      case "page":
        return fields(["items", "next_cursor"], value, path, (page) => {
          list(result.row, page.items, [...path, "items"]);
          if (page.next_cursor !== null && typeof page.next_cursor !== "string")
            refuse([...path, "next_cursor"], "must be text or null");
        });
      case "object":
        return fields(Object.keys(result.fields), value, path, (parts) => {
          for (const name in result.fields) check(result.fields[name]!, parts[name], [...path, name]);
        });
      default:
        return scalar(result, value, path);
    }
  };
  const list = (name: string, value: unknown, path: Path): void => {
    if (!Array.isArray(value)) return refuse(path, "must be a list");
    value.forEach((one, i) => row(name, one, [...path, i]));
  };
  const row = (name: string, value: unknown, path: Path): void => {
    const columns = rows[name]!;
    const names = columns.map((column) => column.name);
    fields(names, value, path, (cells) => {
      for (const column of columns) cell(column, cells[column.name], [...path, column.name]);
    });
  };
  const cell = (column: ColumnDescription, value: unknown, path: Path): void => {
    if (value === null && column.nullable) return;
    if (column.kind === "row") row(column.row, value, path);
    else if (column.kind === "rows") list(column.row, value, path);
    else scalar(column as ValueDescription, value, path);
  };
  const scalar = (type: ValueDescription, value: unknown, path: Path): void => {
    const rule = ruleOf(type);
    if (!rule.holds(value)) refuse(path, rule.text);
  };
  const fields = (
    names: string[],
    value: unknown,
    path: Path,
    then: (value: Record<string, unknown>) => void,
  ): void => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(path, "must be an object");
    for (const name of Object.keys(value)) if (!names.includes(name)) refuse([...path, name], "is not a known field");
    then(value as Record<string, unknown>);
  };

  check(result, value, []);
  return issues;
}

interface Rule {
  text: string;
  holds: (value: unknown) => boolean;
}
const ofType = (type: string, text: string): Rule => ({ text, holds: (value) => typeof value === type });
const isText = ofType("string", "must be text");
const rules: Record<Exclude<ValueDescription["kind"], "enum">, Rule> = {
  text: isText,
  timestamp: isText, // a stored time may have any form
  date: isText,
  integer: { text: "must be an integer", holds: Number.isSafeInteger },
  real: ofType("number", "must be a number"),
  boolean: ofType("boolean", "must be true or false"),
  json: { text: "must be a value that JSON can say", holds: (value) => value !== undefined },
  bigint: ofType("bigint", "must be a bigint"),
  blob: { text: "must be a Uint8Array", holds: (value) => value instanceof Uint8Array },
};
const ruleOf = ({ kind, values }: ValueDescription): Rule =>
  kind === "enum"
    ? {
        text: `must be one of ${values!.join(", ")}`,
        holds: (value) => values!.includes(value as string),
      }
    : rules[kind];
