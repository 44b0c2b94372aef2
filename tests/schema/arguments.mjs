// Arguments that a declaration accepts, made of the declaration alone.

const valueOf = (spec) => {
  const { least, most } = spec;
  switch (spec.kind) {
    case "integer":
      return Math.min(Math.max(1, spec.list ? 1 : (least ?? 1)), spec.list ? 1 : (most ?? 1));
    case "real":
      return Math.min(Math.max(0.5, spec.list ? 0.5 : (least ?? 0.5)), spec.list ? 0.5 : (most ?? 0.5));
    case "boolean":
      return true;
    case "timestamp":
      return "2026-01-02T03:04:05.678Z";
    case "date":
      return "2026-01-02";
    case "enum":
      return spec.values[0];
    case "json":
      return spec.opening === "[" ? ["a"] : { a: "b" };
    case "blob":
      return Uint8Array.of(1, 2);
    case "bigint":
      return 7n;
    case "object":
      return validArguments(spec.fields, true);
    default:
      return "a text";
  }
};

/** The required arguments, or all but a cursor, which only the database can make. */
export function validArguments(list, optional) {
  const chosen = list.filter((spec) => (spec.required || optional) && spec.name !== "cursor");
  return Object.fromEntries(
    chosen.map((spec) => {
      const value = spec.list && spec.kind === "json" ? '{"a":"b"}' : valueOf(spec);
      return [spec.name, spec.list ? Array.from({ length: Math.max(1, spec.least ?? 1) }, () => value) : value];
    }),
  );
}
