// Everything that the database has: tables of all kinds, views, indexes, triggers, generated columns and what tools keep in it,
// each with its SQL, and whether C++ declares it or the migrations keep it.
import type { Schema, Table } from "./api";
import { plural } from "./cells";
import { linkTo, replace, toSql, toTable } from "./route";
import { SqlText } from "./sql_text";
import { useStudio } from "./state";
import { nameInSql } from "./cells";

interface DatabaseObject {
  kind: string;
  name: string;
  link: string | null;
  /** The table that it belongs to. */
  table: string | null;
  note: string;
  state: "declared" | "kept" | "";
  sql: string;
}

function objectsOf(schema: Schema): DatabaseObject[] {
  const kindNames: Record<Table["kind"], string> = {
    table: "table",
    virtual: "virtual table",
    shadow: "shadow table",
    view: "view",
  };
  const all: DatabaseObject[] = [];
  for (const t of [...schema.tables, ...schema.views]) {
    const state = (declared: boolean) => (declared ? "declared" : "kept") as DatabaseObject["state"];
    all.push({
      kind: kindNames[t.kind],
      name: t.name,
      link: linkTo(toTable(t.name)),
      table: null,
      note:
        t.fault ||
        (t.kind === "virtual" ? (/USING\s+(\w+)/i.exec(t.sql)?.[1] ?? "") : plural(t.columns.length, "column")),
      state: t.kind === "shadow" ? "" : state(t.declared),
      sql: t.sql,
    });
    for (const c of t.columns.filter((c) => c.generated))
      all.push({
        kind: "generated column",
        name: `${t.name}.${c.name}`,
        link: linkTo(toTable(t.name, { view: "columns" })),
        table: t.name,
        note: c.stored ? "stored" : "virtual",
        state: "",
        sql: `${c.name} AS (${c.generated_as})`,
      });
    for (const i of t.indexes)
      all.push({
        kind: i.unique ? "unique index" : "index",
        name: i.name,
        link: null,
        table: t.name,
        note: `${i.columns.join(", ")}${i.where ? ` where ${i.where}` : ""}`,
        state: state(i.declared),
        sql: i.sql,
      });
    for (const g of t.triggers)
      all.push({
        kind: "trigger",
        name: g.name,
        link: null,
        table: t.name,
        note: "",
        state: state(g.declared),
        sql: g.sql,
      });
  }
  for (const t of schema.internal)
    all.push({
      kind: "internal table",
      name: t.name,
      link: linkTo(toSql(`SELECT * FROM ${nameInSql(t.name)} LIMIT 100`)),
      table: null,
      note: "of SQLite, D1 or a migration tool",
      state: "",
      sql: t.sql,
    });
  return all;
}

export function ObjectsPage({ find }: { find: string }) {
  const { schema } = useStudio();
  const all = objectsOf(schema);
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = all.filter((o) =>
    words.every((w) => `${o.kind} ${o.name} ${o.table ?? ""} ${o.state}`.toLowerCase().includes(w)),
  );
  const counts = new Map<string, number>();
  for (const o of all) counts.set(o.kind, (counts.get(o.kind) ?? 0) + 1);
  return (
    <>
      <div class="heading">
        <h1>Objects</h1>
        <input
          type="search"
          placeholder="Find: trigger, kept, a name"
          aria-label="Find an object"
          value={find}
          onInput={(event) => replace({ page: "objects", find: event.currentTarget.value })}
        />
        <span class="facts">{[...counts].map(([kind, n]) => plural(n, kind, manyOf(kind))).join(" · ")}</span>
      </div>
      <p class="hint">
        Declared: in C++. Kept: not declared; migrations leave it as it is, and generate drops it only by name.
      </p>
      <div class="scroll">
        <table class="grid wrap">
          <thead>
            <tr>
              <th scope="col">Object</th>
              <th scope="col">Kind</th>
              <th scope="col">Of the table</th>
              <th scope="col">Has</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((o) => (
              <tr key={`${o.kind} ${o.name}`}>
                <th scope="row">
                  {o.link ? <a href={o.link}>{o.name}</a> : o.name}
                  <SqlText sql={o.sql} />
                </th>
                <td>{o.kind}</td>
                <td>{o.table && <a href={linkTo(toTable(o.table, { view: "columns" }))}>{o.table}</a>}</td>
                <td>{o.note}</td>
                <td>{o.state === "kept" ? <em class="tag">kept</em> : o.state}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p class="empty">No object fits “{find}”.</p>}
      </div>
    </>
  );
}
const manyOf = (kind: string) => (kind.endsWith("index") ? `${kind}es` : `${kind}s`);
