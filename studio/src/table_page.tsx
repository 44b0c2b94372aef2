// One table: its rows, page by page, or its columns; and the row that is open.
import { useEffect, useState } from "preact/hooks";
import { api, type Cell, type ExportSource, type Table } from "./api";
import { milliseconds, plural } from "./cells";
import { type ColumnLayout, isUsual, keepLayout, keptLayout, readLayout, shownColumns } from "./column_layout";
import { ColumnsMenu } from "./columns_menu";
import { ColumnsView } from "./columns_view";
import { CopyLink } from "./copy_link";
import { ErrorBox } from "./error_box";
import { ExportMenu } from "./export_menu";
import { Filters } from "./filters";
import { type Chosen, Grid, mayEdit } from "./grid";
import { fromTheStart, go, linkTo, replace, sizes, type TablePlace, toPicture } from "./route";
import { NewRow, RowPanel } from "./row_panel";
import { asRefusal, tableNamed, useLoaded, useStudio } from "./state";

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
        <h1>
          {table.name}
          {table.kind !== "table" && <em class="tag">{table.kind}</em>}
        </h1>
        <nav aria-label="Views of the table" class="tabs">
          {view("Rows", { ...place, view: "rows" })}
          {view("Columns and keys", { ...place, view: "columns", row: null })}
          {table.kind !== "view" && <a href={linkTo(toPicture(table.name))}>In the picture</a>}
        </nav>
        {!about.read_only && place.view === "rows" && mayEdit(table) && (
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

function Rows({ table, place }: { table: Table; place: TablePlace }) {
  const { revision, about, edits, say } = useStudio();
  const [before, setBefore] = useState<Start[]>([]); // where the pages before this one begin
  const [chosen, choose] = useState<Chosen>(new Map());
  const [layout, setLayout] = useColumnLayout(table, place);
  const { filter, sort, size, after, first } = place;
  useEffect(() => {
    if (after === null) setBefore([]);
    choose(new Map());
  }, [JSON.stringify([filter, sort, size, after])]);
  const { value: page, error } = useLoaded(
    () => api.rows({ table: table.name, filter, sort, limit: size, after }).then((page) => ({ ...page, first })),
    [table.name, JSON.stringify([filter, sort, size, after]), revision],
  );
  const next = () => {
    setBefore([...before, { after, first }]);
    go({ ...place, after: page!.next, first: first + page!.rows.length });
  };
  const previous = () => {
    const start = before.at(-1) ?? { after: null, first: 1 };
    setBefore(before.slice(0, -1));
    go({ ...place, ...start });
  };
  /** Deletion needs the whole rows: they are the guard, and what undo brings back. */
  const stageDeletion = async () => {
    try {
      const rows = [];
      for (const key of chosen.values()) rows.push(await api.row(table.name, key));
      edits.delete(table, rows);
      choose(new Map());
    } catch (failed) {
      say({ text: asRefusal(failed).message, bad: true });
    }
  };
  const secrets = shownColumns(table, layout).filter((c) => c.secret);
  const source = (withSecrets: boolean): ExportSource => ({
    table: table.name,
    columns: shownColumns(table, layout)
      .filter((c) => withSecrets || !c.secret)
      .map((c) => c.name),
    filter,
    sort,
  });
  return (
    <section class="rows" aria-label="Rows">
      <div class="toolbar">
        <Filters
          table={table}
          filters={filter}
          totals={page?.filter_totals ?? []}
          change={(filter) => go({ ...place, ...fromTheStart, filter })}
        />
        <span class="tools">
          {chosen.size > 0 && !about.read_only && (
            <button type="button" onClick={stageDeletion}>
              Delete {plural(chosen.size, "row")}…
            </button>
          )}
          <ColumnsMenu table={table} layout={layout} change={setLayout} />
          <ExportMenu name={table.name} source={source} secrets={secrets.map((c) => c.name)} />
          <CopyLink place={{ ...place, columns: isUsual(layout) ? null : layout }} />
        </span>
      </div>
      {error && <ErrorBox error={error} />}
      {page && (
        <>
          <div class="scroll">
            <Grid
              table={table}
              place={place}
              page={page}
              layout={layout}
              setLayout={setLayout}
              chosen={chosen}
              choose={choose}
            />
          </div>
          <div class="pager">
            <button type="button" disabled={after === null} onClick={previous}>
              ← Previous
            </button>
            <button type="button" disabled={!page.next} onClick={next}>
              Next →
            </button>
            <span>
              {page.rows.length === 0
                ? "No rows"
                : `${page.first.toLocaleString("en")}–${(page.first + page.rows.length - 1).toLocaleString("en")}${page.total === null ? "" : ` of ${plural(page.total, "row")}`}`}
              {" · "}
              {milliseconds(page.ms)}
              {page.filter_totals.at(-1) != null &&
                ` · filtered from ${page.filter_totals.at(-1)!.toLocaleString("en")}`}
              {table.key.length === 0 &&
                page.total !== null &&
                page.total > page.rows.length &&
                " · without a key there is one page"}
            </span>
            <label>
              Rows a page{" "}
              <select
                value={size}
                onChange={(e) => go({ ...place, ...fromTheStart, row: place.row, size: Number(e.currentTarget.value) })}
              >
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
interface Start {
  after: Cell[] | null;
  first: number;
}

/** Of the link, else as this browser keeps it. A change goes to both. */
function useColumnLayout(table: Table, place: TablePlace): [ColumnLayout, (to: ColumnLayout) => void] {
  const { about } = useStudio();
  const [kept, setKept] = useState(() => keptLayout(about.name, table.name));
  const layout = place.columns ? readLayout(place.columns) : kept;
  const change = (to: ColumnLayout) => {
    keepLayout(about.name, table.name, to);
    setKept(to);
    if (place.columns) replace({ ...place, columns: isUsual(to) ? null : to });
  };
  return [layout, change];
}
