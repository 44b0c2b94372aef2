// What the declaration says of a table: columns, keys, indexes, relations both ways.
import type { Column, Table } from "./api";
import { linkTo, toTable } from "./route";
import { SqlText } from "./sql_text";
import { keysInto, useStudio } from "./state";

function typeOf(c: Column) {
  if (c.kind === "enum") return c.values.join(" | ");
  return c.kind === "json" && c.typescript ? c.typescript : "";
}

export function ColumnsView({ table }: { table: Table }) {
  const { schema } = useStudio();
  const into = keysInto(schema, table.name);
  return (
    <div class="scroll">
      <table class="grid wrap">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Kind</th>
            <th scope="col">In SQL</th>
            <th scope="col">NULL</th>
            <th scope="col">Default or expression</th>
            <th scope="col">Refers to</th>
            <th scope="col">Values or shape</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((c) => {
            const key = table.foreign_keys.find((k) => k.columns.includes(c.name));
            return (
              <tr key={c.name}>
                <th scope="row">
                  {table.key.includes(c.name) && <span class="key">key </span>}
                  {c.name}
                </th>
                <td>{c.kind}</td>
                <td>
                  <code>{c.type}</code>
                </td>
                <td>{c.nullable ? "may be" : "no"}</td>
                <td>
                  {c.default && <code>{c.default}</code>}
                  {c.generated && (
                    <code>
                      {c.stored ? "stored" : "virtual"} AS ({c.generated_as})
                    </code>
                  )}
                </td>
                <td>
                  {key && (
                    <>
                      <a href={linkTo(toTable(key.table, { view: "columns" }))}>
                        {key.table}.{key.to[key.columns.indexOf(c.name)]}
                      </a>
                      {key.on_delete && <small> on delete {key.on_delete.toLowerCase()}</small>}
                    </>
                  )}
                </td>
                <td>
                  <code class="shape">{typeOf(c)}</code>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {into.length > 0 && (
        <>
          <h2>Is referred to by</h2>
          <ul class="plain">
            {into.map(({ from, key }) => (
              <li key={`${from.name}.${key.columns}`}>
                <a href={linkTo(toTable(from.name, { view: "columns" }))}>{from.name}</a>.{key.columns.join(", ")}
                {key.on_delete && <small> on delete {key.on_delete.toLowerCase()}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
      {table.unique.length > 0 && (
        <>
          <h2>Unique</h2>
          <ul class="plain">
            {table.unique.map((columns) => (
              <li key={columns.join()}>{columns.join(", ")}</li>
            ))}
          </ul>
        </>
      )}
      {table.indexes.length > 0 && (
        <>
          <h2>Indexes</h2>
          <ul class="plain">
            {table.indexes.map((i) => (
              <li key={i.name}>
                <code>{i.name}</code> ({i.columns.join(", ")}){i.unique && " unique"}
                {i.where && <code> where {i.where}</code>} {!i.declared && <em class="tag">kept</em>}
                <SqlText sql={i.sql} />
              </li>
            ))}
          </ul>
        </>
      )}
      {table.triggers.length > 0 && (
        <>
          <h2>Triggers</h2>
          <ul class="plain">
            {table.triggers.map((t) => (
              <li key={t.name}>
                <code>{t.name}</code> {!t.declared && <em class="tag">kept</em>}
                <SqlText sql={t.sql} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>As it was created</h2>
      <pre class="sql-text">{table.sql}</pre>
    </div>
  );
}
