// JSON as a tree that opens and closes; the first levels are open.
export function JsonTree({ value, name, depth = 0 }: { value: unknown; name?: string; depth?: number }) {
  const label = name !== undefined && <span class="json-name">{name}: </span>;
  if (value === null || typeof value !== "object")
    return (
      <div class="json-leaf">
        {label}
        <span class={`json-${value === null ? "null" : typeof value}`}>{JSON.stringify(value)}</span>
      </div>
    );
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const size = isList ? `[${entries.length}]` : `{${entries.length}}`;
  if (entries.length === 0)
    return (
      <div class="json-leaf">
        {label}
        {isList ? "[]" : "{}"}
      </div>
    );
  return (
    <details class="json" open={depth < 2 && entries.length <= 40}>
      <summary>
        {label}
        <span class="json-size">{size}</span>
      </summary>
      {entries.slice(0, 500).map(([key, inner]) => (
        <JsonTree key={key} name={key} value={inner} depth={depth + 1} />
      ))}
      {entries.length > 500 && <div class="json-leaf">… {entries.length - 500} more</div>}
    </details>
  );
}
