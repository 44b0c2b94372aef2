// What differs between two answers, by the names of fields.

export interface Difference {
  /** agents.status, items[].score; of a write table.column, of its condition table[column]; "outcome" of a refusal. */
  field: string;
  kind: "differs" | "type" | "length" | "only_legacy" | "only_squall";
  /** What the two gave: only where values were asked for, and of an outcome. */
  legacy?: unknown;
  squall?: unknown;
}

/** By the field's whole name or by its last part. */
export function isIgnored(field: string, ignore: readonly string[]): boolean {
  const last = field
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .pop();
  return ignore.includes(field) || (last !== undefined && ignore.includes(last));
}

/** As JSON would see it. */
function plain(value: unknown): unknown {
  const convertible = value as { toJSON?: unknown } | null | undefined;
  return typeof convertible?.toJSON === "function" ? convertible.toJSON() : value;
}
const typeName = (value: unknown): string => (Array.isArray(value) ? "list" : typeof value);

/** Each field once, however many rows differ in it. */
export function compareAnswers(legacy: unknown, squall: unknown, ignore: readonly string[]): Difference[] {
  const found = new Map<string, Difference>();
  const walk = (field: string, givenA: unknown, givenB: unknown): void => {
    const a = plain(givenA);
    const b = plain(givenB);
    if (Object.is(a, b) || isIgnored(field, ignore)) return;
    const add = (kind: Difference["kind"], at = field): void => {
      if (!found.has(at)) found.set(at, { field: at || "answer", kind, legacy: a, squall: b });
    };
    if (b === undefined) return add("only_legacy");
    if (a === undefined) return add("only_squall");
    if (a === null || b === null) return add("differs");
    if (typeName(a) !== typeName(b)) return add("type");
    if (Array.isArray(a) && Array.isArray(b)) {
      if (a.length !== b.length) add("length", `${field}[]`);
      for (let i = 0; i < Math.min(a.length, b.length); i++) walk(`${field}[]`, a[i], b[i]);
    } else if (typeof a === "object") {
      const left = a as Record<string, unknown>;
      const right = b as Record<string, unknown>;
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)]))
        walk(field === "" ? key : `${field}.${key}`, left[key], right[key]);
    } else {
      add("differs");
    }
  };
  walk("", legacy, squall);
  return [...found.values()];
}
