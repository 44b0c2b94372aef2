// All tables: how many rows, what they refer to, what refers to them.
import { useState } from "preact/hooks";
import type { Schema, Table } from "./api";
import { linkTo, toTable } from "./route";
import { keysInto, useStudio } from "./state";

const TableLinks = ({ names }: { names: string[] }) => (
  <>
    {[...new Set(names)].map((name, i) => (
      <span key={name}>
        {i > 0 && ", "}
        <a href={linkTo(toTable(name))}>{name}</a>
      </span>
    ))}
  </>
);

type Order = "name" | "rows" | "columns";
const orders: Record<Order, (a: Table, b: Table) => number> = {
  name: (a, b) => a.name.localeCompare(b.name),
  rows: (a, b) => (b.rows ?? Infinity) - (a.rows ?? Infinity),
  columns: (a, b) => b.columns.length - a.columns.length,
};

export function TablesPage() {
  const { schema } = useStudio();
  const [order, setOrder] = useState<Order>("name");
  const heading = (which: Order, title: string, right = false) => (
    <th
      scope="col"
      class={right ? "right" : ""}
      aria-sort={order === which ? (which === "name" ? "ascending" : "descending") : "none"}
    >
      <button type="button" onClick={() => setOrder(which)}>
        {title}
      </button>
    </th>
  );
  return (
    <>
      <h1>Tables</h1>
      <div class="scroll">
        <table class="grid wrap">
          <thead>
            <tr>
              {heading("name", "Table")}
              {heading("rows", "Rows", true)}
              {heading("columns", "Columns", true)}
              <th scope="col">Refers to</th>
              <th scope="col">Is referred to by</th>
            </tr>
          </thead>
          <tbody>
            {[...schema.tables].sort(orders[order]).map((t) => (
              <tr key={t.name}>
                <th scope="row">
                  <a href={linkTo(toTable(t.name))}>{t.name}</a>
                  {!t.declared && t.kind === "table" && <em class="tag">not declared</em>}
                  {t.kind !== "table" && <em class="tag">{t.kind}</em>}
                  {t.fault && <p class="fault">{t.fault}</p>}
                </th>
                <td class="right">{t.rows?.toLocaleString("en") ?? (t.fault ? "?" : "many")}</td>
                <td class="right">
                  <a href={linkTo(toTable(t.name, { view: "columns" }))}>{t.columns.length}</a>
                </td>
                <td>
                  <TableLinks names={t.foreign_keys.map((k) => k.table)} />
                </td>
                <td>
                  <TableLinks names={keysInto(schema, t.name).map((k) => k.from.name)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {schema.views.length > 0 && <Views schema={schema} />}
      </div>
    </>
  );
}

const Views = ({ schema }: { schema: Schema }) => (
  <>
    <h2>Views</h2>
    <ul class="plain">
      {schema.views.map((v) => (
        <li key={v.name}>
          <a href={linkTo(toTable(v.name))}>{v.name}</a>
          <details>
            <summary>Query</summary>
            <pre>{v.query}</pre>
          </details>
        </li>
      ))}
    </ul>
  </>
);
