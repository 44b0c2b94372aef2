// One table: its rows, page by page, or its columns; and the row that is open.
import { useEffect, useState } from "preact/hooks";
import { api, type Cell, type Page, type Schema, type Sort, type Table } from "./api";
import { CellText, targetOf } from "./cell_view";
import { milliseconds, plural, sameCell, textOf } from "./cells";
import { ColumnsView } from "./columns_view";
import { ErrorBox } from "./error_box";
import { Filters } from "./filters";
import { go, linkTo, type TablePlace, toTable } from "./route";
import { NewRow, RowPanel } from "./row_panel";
import { tableNamed, useLoaded, useStudio } from "./state";

export function TablePage({ place }: { place: TablePlace }) {
  const { schema, about } = useStudio();
  const [adding, setAdding] = useState(false);
  const table = tableNamed(schema, place.table);
  if (!table)
    return (
      <>
        <h1>{place.table}</h1>
        <p class="empty">There is no such table in this database.</p>
      </>
    );
  const view = (title: string, to: TablePlace) => (
    <a href={linkTo(to)} aria-current={to.view === place.view ? "page" : undefined}>
      {title}
    </a>
  );
  return (
    <>
      <div class="heading">
        <h1>{table.name}</h1>
        <nav aria-label="Views of the table" class="tabs">
          {view("Rows", { ...place, view: "rows" })}
          {view("Columns and keys", { ...place, view: "columns", row: null })}
          <a href={linkTo({ page: "picture", table: table.name })}>In the picture</a>
        </nav>
        {!about.read_only && place.view === "rows" && table.kind !== "shadow" && table.key.length > 0 && (
          <button type="button" onClick={() => (go({ ...place, row: null }), setAdding(true))}>
            Add a row
          </button>
        )}
      </div>
      {table.fault && <p class="fault">The rows of this table cannot be read: {table.fault}</p>}
      {place.view === "columns" ? (
        <ColumnsView table={table} />
      ) : (
        <div class="split">
          <Rows table={table} place={place} />
          {adding && !place.row ? (
            <NewRow table={table} close={() => setAdding(false)} />
          ) : (
            place.row && <RowPanel key={JSON.stringify(place.row)} table={table} place={place} row={place.row} />
          )}
        </div>
      )}
    </>
  );
}

const sizes = [25, 50, 100, 250];

function Rows({ table, place }: { table: Table; place: TablePlace }) {
  const { schema, revision } = useStudio();
  const [size, setSize] = useState(50);
  const [starts, setStarts] = useState<(Cell[] | null)[]>([null]); // where each page up to this one begins
  const asked = JSON.stringify([place.filter, place.sort, size]);
  useEffect(() => setStarts([null]), [asked]);
  const after = starts.at(-1) ?? null;
  const { value: page, error } = useLoaded(
    () =>
      api
        .rows({ table: table.name, filter: place.filter, sort: place.sort, limit: size, after })
        .then((page) => ({ ...page, first: (starts.length - 1) * size + 1 })),
    [table.name, asked, JSON.stringify(after), revision],
  );
  return (
    <section class="rows" aria-label="Rows">
      <Filters table={table} filters={place.filter} change={(filter) => go({ ...place, filter, row: null })} />
      {error && <ErrorBox error={error} />}
      {page && (
        <>
          <div class="scroll">
            <Grid table={table} place={place} page={page} schema={schema} />
          </div>
          <div class="pager">
            <button type="button" disabled={starts.length === 1} onClick={() => setStarts(starts.slice(0, -1))}>
              ← Previous
            </button>
            <button type="button" disabled={!page.next} onClick={() => setStarts([...starts, page.next])}>
              Next →
            </button>
            <span>
              {page.rows.length === 0
                ? "No rows"
                : `${page.first.toLocaleString("en")}–${(page.first + page.rows.length - 1).toLocaleString("en")} of ${plural(page.total, "row")}`}
              {" · "}
              {milliseconds(page.ms)}
            </span>
            <label>
              Rows a page{" "}
              <select value={size} onChange={(e) => setSize(Number(e.currentTarget.value))}>
                {sizes.map((n) => (
                  <option key={n}>{n}</option>
                ))}
              </select>
            </label>
          </div>
        </>
      )}
    </section>
  );
}

/** Up and down from row to row, while a row's link has the focus. */
function moveBetweenRows(event: KeyboardEvent) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const row = (event.target as HTMLElement).closest("tr");
  if (!step || !row || !(event.target as HTMLElement).matches(".open-row")) return;
  const other = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  const link = other?.querySelector<HTMLElement>(".open-row");
  if (!link) return;
  event.preventDefault();
  link.focus();
}

function Grid({ table, place, page, schema }: { table: Table; place: TablePlace; page: Page; schema: Schema }) {
  const sorted = place.sort;
  const turned = (column: string): Sort | null =>
    sorted?.column !== column ? { column, descends: false } : sorted.descends ? null : { column, descends: true };
  const isOpen = (key: Cell[]) =>
    place.row !== null && key.length > 0 && key.every((k, i) => sameCell(k, place.row![i] ?? null));
  return (
    <table class="grid" onKeyDown={moveBetweenRows}>
      <thead>
        <tr>
          <th scope="col">
            <span class="hidden">Open</span>
          </th>
          {table.columns.map((c) => (
            <th
              scope="col"
              key={c.name}
              aria-sort={sorted?.column === c.name ? (sorted.descends ? "descending" : "ascending") : "none"}
            >
              <button
                type="button"
                onClick={() => go({ ...place, sort: turned(c.name) })}
                title={`${c.kind}${c.nullable ? ", may be NULL" : ""}`}
              >
                {table.key.includes(c.name) && <span class="key">key </span>}
                {c.name}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {page.rows.map((row, at) => (
          <tr key={row.key.length ? JSON.stringify(row.key) : at} class={isOpen(row.key) ? "open" : ""}>
            <td>
              {row.key.length > 0 && (
                <a
                  class="open-row"
                  href={linkTo({ ...place, row: row.key })}
                  aria-label={`Open the row ${row.key.map(textOf).join(", ")}`}
                  aria-current={isOpen(row.key) ? "true" : undefined}
                >
                  ›
                </a>
              )}
            </td>
            {table.columns.map((c, i) => {
              const cell = row.cells[i] ?? null;
              const link = targetOf(schema, table, row.cells, c.name);
              const isNumber = c.kind === "integer" || c.kind === "real";
              return (
                <td key={c.name} class={isNumber ? "right" : ""}>
                  {link ? (
                    <a href={link}>
                      <CellText cell={cell} column={c} />
                    </a>
                  ) : (
                    <CellText cell={cell} column={c} />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export const closedRow = (place: TablePlace) => toTable(place.table, { filter: place.filter, sort: place.sort });
