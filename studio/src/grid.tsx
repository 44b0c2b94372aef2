// The rows of a page: cells are walked by arrow keys, edited in their place, and rows are chosen for deletion. A change waits
// for the review (edits.ts).
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { api, type Cell, type Column, type Page, type Row, type Sort, type Table, type WholeRow } from "./api";
import { CellEditor } from "./cell_editor";
import { CellText, targetOf } from "./cell_view";
import { isLongValue, sameCell, textOf } from "./cells";
import { type ColumnLayout, shownColumns, withWidth } from "./column_layout";
import { fromTheStart, go, linkTo, type TablePlace } from "./route";
import { asRefusal, useStudio } from "./state";
import { ValueDialog } from "./value_dialog";

export type Chosen = ReadonlyMap<string, Cell[]>;
export const idOfKey = (key: Cell[]) => JSON.stringify(key);
export const mayEdit = (table: Table) => table.kind !== "shadow" && table.kind !== "view" && table.key.length > 0;

interface Opened {
  row: WholeRow;
  column: Column;
  /** In the cell if the value is short, in a window to edit it, or to look at it. */
  how: "edit" | "window" | "view";
}

export function Grid(props: {
  table: Table;
  place: TablePlace;
  page: Page;
  layout: ColumnLayout;
  setLayout: (to: ColumnLayout) => void;
  chosen: Chosen;
  choose: (to: Chosen) => void;
}) {
  const { table, place, page, layout, setLayout, chosen, choose } = props;
  const { schema, about, edits, say } = useStudio();
  const [opened, setOpened] = useState<Opened | null>(null);
  const grid = useRef<HTMLTableElement>(null);
  const lastChosen = useRef<number | null>(null);
  const columns = shownColumns(table, layout);
  const editable = !about.read_only && mayEdit(table);
  const pinned = columns.filter((c) => layout.pinned.includes(c.name)).length;
  // Where each pinned column stays: behind those before it, as wide as they are.
  useLayoutEffect(() => {
    const heads = [...grid.current!.querySelectorAll<HTMLElement>("thead th")].slice(0, pinned + 1);
    let left = 0;
    heads.forEach((head, i) => {
      grid.current!.style.setProperty(`--pin-${i}`, `${left}px`);
      left += head.offsetWidth;
    });
  });
  const isOpen = (key: Cell[]) =>
    place.row !== null && key.length > 0 && key.every((k, i) => sameCell(k, place.row![i] ?? null));

  const toggle = (at: number, range: boolean) => {
    const next = new Map(chosen);
    const key = page.rows[at]!.key;
    const on = !next.has(idOfKey(key));
    const from = range && lastChosen.current !== null ? lastChosen.current : at;
    for (let i = Math.min(from, at); i <= Math.max(from, at); i++) {
      const one = page.rows[i]?.key;
      if (one && on) next.set(idOfKey(one), one);
      else if (one) next.delete(idOfKey(one));
    }
    lastChosen.current = at;
    choose(next);
  };
  /** The whole row is read first: the list shows long values in part, and secrets not at all. */
  const open = async (at: number, column: Column, how: Opened["how"]) => {
    const row = page.rows[at];
    if (!row || row.key.length === 0) return;
    try {
      setOpened({ row: await api.row(table.name, row.key), column, how });
    } catch (error) {
      say({ text: asRefusal(error).message, bad: true });
    }
  };
  const mayChange = (c: Column) => editable && !c.generated;
  const keys = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLTableRowElement>("tbody tr");
    const isCell = target.matches("td.value");
    const isLink = target.matches(".open-row");
    if (!row || (!isCell && !isLink)) return;
    const at = row.sectionRowIndex;
    const place = isCell ? [...row.querySelectorAll("td.value")].indexOf(target) : -1;
    const column = columns[place];
    const move = (rowStep: number, cellStep: number) => {
      const other = (grid.current!.tBodies[0]!.rows[at + rowStep] ?? row) as HTMLElement;
      const cells = other.querySelectorAll<HTMLElement>("td.value");
      const to = place + cellStep;
      const found = to < 0 ? other.querySelector<HTMLElement>(".open-row") : (cells[to] ?? target);
      found?.focus();
    };
    const moves: Record<string, () => void> = {
      ArrowDown: () => move(1, 0),
      ArrowUp: () => move(-1, 0),
      ArrowRight: () => move(0, 1),
      ArrowLeft: () => move(0, -1),
      Home: () => move(0, -place - (isCell ? 0 : 1)),
    };
    if (column && mayChange(column)) {
      moves.Enter = moves.F2 = () => void open(at, column, "edit");
    }
    if (column) moves[" "] = () => void open(at, column, "view");
    if (isLink && editable) moves[" "] = () => toggle(at, event.shiftKey);
    const move1 = moves[event.key];
    if (!move1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move1();
  };
  const close = () => {
    const back = opened && grid.current?.querySelector<HTMLElement>(`[data-at="${cssOf(opened)}"]`);
    setOpened(null);
    back?.focus();
  };
  const stage = (cell: Cell) => {
    if (opened) edits.set(table, opened.row, opened.column.name, cell);
    close();
  };
  const staged = opened && edits.of(table.name, opened.row.key);
  const present = (o: Opened): Cell => {
    const name = o.column.name;
    return staged && name in staged.set ? staged.set[name]! : (o.row.cells[table.columns.indexOf(o.column)] ?? null);
  };
  const isInline = opened?.how === "edit" && !isLongValue(opened.column, present(opened));
  const isHere = (row: Row, c: Column) =>
    isInline && opened!.column === c && idOfKey(opened!.row.key) === idOfKey(row.key);
  const style = (c: Column) => {
    const width = layout.widths[c.name];
    return width ? { width: `${width}px`, minWidth: `${width}px`, maxWidth: `${width}px` } : undefined;
  };
  const pinClass = (i: number) => (i < pinned ? `pinned pin-${Math.min(i + 1, 12)}` : "");
  const allChosen = page.rows.length > 0 && page.rows.every((r) => chosen.has(idOfKey(r.key)));
  return (
    <>
      <table class="grid cells" ref={grid} onKeyDown={keys}>
        <thead>
          <tr>
            <th scope="col" class="pinned pin-0">
              <span class="hidden">Open</span>
              {editable && (
                <input
                  type="checkbox"
                  aria-label="Choose all rows of this page"
                  checked={allChosen}
                  onChange={() => choose(new Map(allChosen ? [] : page.rows.map((r) => [idOfKey(r.key), r.key])))}
                />
              )}
            </th>
            {columns.map((c, i) => (
              <Heading
                key={c.name}
                table={table}
                column={c}
                place={place}
                className={pinClass(i)}
                style={style(c)}
                resize={(width) => setLayout(withWidth(layout, c.name, width))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row, at) => {
            const edit = row.key.length ? edits.of(table.name, row.key) : undefined;
            const state = `${isOpen(row.key) ? "open" : ""} ${edit?.deletes ? "removed" : ""}`;
            const isChosen = row.key.length > 0 && chosen.has(idOfKey(row.key));
            return (
              <tr key={row.key.length ? JSON.stringify(row.key) : at} class={`${state} ${isChosen ? "chosen" : ""}`}>
                <td class="pinned pin-0 handle">
                  {row.key.length > 0 && (
                    <>
                      {editable && (
                        <input
                          type="checkbox"
                          tabIndex={-1}
                          aria-label={`Choose the row ${row.key.map(textOf).join(", ")}`}
                          checked={isChosen}
                          onClick={(event) => toggle(at, event.shiftKey)}
                        />
                      )}
                      <a
                        class="open-row"
                        href={linkTo({ ...place, row: row.key })}
                        aria-label={`Open the row ${row.key.map(textOf).join(", ")}`}
                        aria-current={isOpen(row.key) ? "true" : undefined}
                      >
                        ›
                      </a>
                    </>
                  )}
                </td>
                {columns.map((c, i) => {
                  const original = row.cells[table.columns.indexOf(c)] ?? null;
                  const isEdited = edit !== undefined && c.name in edit.set;
                  const cell = isEdited ? edit.set[c.name]! : original;
                  const link = isEdited ? null : targetOf(schema, table, row.cells, c.name);
                  const isNumber = c.kind === "integer" || c.kind === "real";
                  return (
                    <td
                      key={c.name}
                      tabIndex={-1}
                      data-at={`${at}.${i}`}
                      class={`value ${isNumber ? "right" : ""} ${isEdited ? "edited" : ""} ${pinClass(i)}`}
                      style={style(c)}
                      title={isEdited ? `was ${textOf(edit.was[c.name] ?? null).slice(0, 200)}` : undefined}
                      onDblClick={() => void open(at, c, mayChange(c) ? "edit" : "view")}
                    >
                      {isHere(row, c) ? (
                        <CellEditor
                          table={table}
                          column={c}
                          cell={present(opened!)}
                          take={stage}
                          cancel={close}
                          more={() => setOpened({ ...opened!, how: "window" })}
                        />
                      ) : link ? (
                        <a href={link}>
                          <CellText cell={cell} column={c} />
                        </a>
                      ) : (
                        <CellText cell={isEdited && c.secret && cell !== null ? { hidden: true } : cell} column={c} />
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {opened && !isInline && (
        <ValueDialog
          title={`${opened.column.name} of ${table.name} ${opened.row.key.map(textOf).join(", ")}`}
          column={opened.column}
          cell={present(opened)}
          source={staged && opened.column.name in staged.set ? null : { table: table.name, key: opened.row.key }}
          take={mayChange(opened.column) ? stage : undefined}
          edits={opened.how !== "view"}
          close={close}
        />
      )}
    </>
  );

  function cssOf(o: Opened) {
    const at = page.rows.findIndex((r) => idOfKey(r.key) === idOfKey(o.row.key));
    return `${at}.${columns.indexOf(o.column)}`;
  }
}

function Heading(props: {
  table: Table;
  column: Column;
  place: TablePlace;
  className: string;
  style: Record<string, string> | undefined;
  resize: (width: number) => void;
}) {
  const { table, column: c, place, resize } = props;
  const head = useRef<HTMLTableCellElement>(null);
  const dragged = useRef<{ x: number; width: number } | null>(null);
  const sorted = place.sort;
  const turned: Sort | null =
    sorted?.column !== c.name
      ? { column: c.name, descends: false }
      : sorted.descends
        ? null
        : { column: c.name, descends: true };
  return (
    <th
      scope="col"
      ref={head}
      class={props.className}
      style={props.style}
      aria-sort={sorted?.column === c.name ? (sorted.descends ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        onClick={() => go({ ...place, ...fromTheStart, row: place.row, sort: turned })}
        onKeyDown={(event) => {
          const step = event.key === "ArrowRight" ? 20 : event.key === "ArrowLeft" ? -20 : 0;
          if (!event.altKey || !step) return;
          event.preventDefault();
          resize(head.current!.offsetWidth + step);
        }}
        title={`${c.kind}${c.nullable ? ", may be NULL" : ""}${c.generated ? `, generated as ${c.generated_as}` : ""}`}
      >
        {table.key.includes(c.name) && <span class="key">key </span>}
        {c.name}
      </button>
      <span
        class="resizer"
        aria-hidden="true" // by keyboard: Alt and an arrow, above
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          dragged.current = { x: event.clientX, width: head.current!.offsetWidth };
        }}
        onPointerMove={(event) => {
          if (dragged.current) resize(dragged.current.width + event.clientX - dragged.current.x);
        }}
        onPointerUp={() => (dragged.current = null)}
        onPointerCancel={() => (dragged.current = null)}
      />
    </th>
  );
}
