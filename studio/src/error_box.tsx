// What was refused and why; of SQL, where.
import type { Refusal } from "./api";

export function ErrorBox({ error, sql }: { error: Refusal; sql?: string }) {
  const place = sql !== undefined && error.offset !== undefined ? lineAt(sql, error.offset) : null;
  return (
    <div class="error" role="alert">
      <strong>{error.kind.replaceAll("_", " ")}</strong> {error.message}
      {place && (
        <pre>
          {place.number}: {place.line}
          {"\n"}
          {" ".repeat(`${place.number}: `.length + place.column)}^
        </pre>
      )}
    </div>
  );
}

/** SQLite counts bytes. */
function lineAt(sql: string, offset: number) {
  const before = new TextDecoder().decode(new TextEncoder().encode(sql).subarray(0, offset));
  const lines = before.split("\n");
  const number = lines.length;
  return { number, line: sql.split("\n")[number - 1] ?? "", column: lines.at(-1)!.length };
}
