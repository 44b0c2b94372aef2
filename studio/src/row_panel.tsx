// One row: its values whole, what it refers to, what refers to it; changed, deleted, or made.
import { useEffect, useRef, useState } from "preact/hooks";
import { api, type Cell, type Cells, type Column, type Table, type WholeRow } from "./api";
import { CellText, linkToRows, targetOf } from "./cell_view";
import { isCut, jsonFault, plural, textOf } from "./cells";
import { named, toInsert } from "./edits";
import { ErrorBox } from "./error_box";
import { mayEdit } from "./grid";
import { JsonTree } from "./json_tree";
import { go, type TablePlace } from "./route";
import { RowForm } from "./row_form";
import { asRefusal, useLoaded, useStudio } from "./state";
import { ValueDialog } from "./value_dialog";

const keyText = (key: Cell[]) => key.map(textOf).join(", ");

export function RowPanel({ table, place, row }: { table: Table; place: TablePlace; row: Cell[] }) {
  const { revision, about, record, say } = useStudio();
  const { value: whole, error } = useLoaded(() => api.row(table.name, row), [JSON.stringify(row), revision]);
  const [editing, setEditing] = useState<WholeRow | null>(null);
  const panel = useRef<HTMLElement>(null);
  const close = () => go({ ...place, row: null });
  useEffect(() => panel.current?.focus(), []);

  const save = async (set: Cells) => {
    const before = editing!;
    const was = named(table, before.cells);
    const after = await api.update(table.name, before.key, was, set);
    const old = Object.fromEntries(Object.keys(set).map((name) => [name, was[name] ?? null]));
    record({
      label: `Changed ${Object.keys(set).join(", ")} of ${table.name} ${keyText(after.key)}`,
      undo: () => api.update(table.name, after.key, named(table, after.cells), old),
    });
    setEditing(null);
    if (JSON.stringify(after.key) !== JSON.stringify(row)) go({ ...place, row: after.key });
  };
  const remove = async () => {
    try {
      await api.delete(table.name, whole!.key, named(table, whole!.cells));
      record({
        label: `Deleted ${table.name} ${keyText(whole!.key)}`,
        undo: () => api.insert(table.name, toInsert(table, whole!.key, named(table, whole!.cells))),
      });
      close();
    } catch (failed) {
      say({ text: `Not deleted: ${asRefusal(failed).message}`, bad: true });
    }
  };
  return (
    <section
      class="panel"
      aria-label={`The row ${keyText(row)}`}
      ref={panel}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        if (editing) setEditing(null);
        else close();
      }}
    >
      <div class="heading">
        <h2>{keyText(row)}</h2>
        {whole && !editing && !about.read_only && mayEdit(table) && (
          <>
            <button type="button" onClick={() => setEditing(whole)}>
              Edit
            </button>
            <button type="button" class="quiet" onClick={remove}>
              Delete
            </button>
          </>
        )}
        <button type="button" class="quiet" onClick={close} aria-label="Close the row">
          ×
        </button>
      </div>
      {error && <ErrorBox error={error} />}
      {editing ? (
        <RowForm
          table={table}
          start={named(table, editing.cells)}
          save={save}
          cancel={() => setEditing(null)}
          word="Save"
        />
      ) : (
        whole && <RowValues table={table} whole={whole} />
      )}
    </section>
  );
}

export function NewRow({ table, close }: { table: Table; close: () => void }) {
  const { record } = useStudio();
  const save = async (set: Cells) => {
    const made = await api.insert(table.name, set);
    record({
      label: `Added ${table.name} ${keyText(made.key)}`,
      undo: () => api.delete(table.name, made.key, named(table, made.cells)),
    });
    close();
  };
  return (
    <section class="panel" aria-label="A new row" onKeyDown={(event) => event.key === "Escape" && close()}>
      <div class="heading">
        <h2>A new row of {table.name}</h2>
        <button type="button" class="quiet" onClick={close} aria-label="Close the new row">
          ×
        </button>
      </div>
      <RowForm table={table} start={null} save={save} cancel={close} word="Add" />
    </section>
  );
}

function RowValues({ table, whole }: { table: Table; whole: WholeRow }) {
  const { schema } = useStudio();
  const referred = whole.referred.filter((r) => r.rows !== 0);
  return (
    <>
      <dl class="values">
        {table.columns.map((c, i) => {
          const cell = whole.cells[i] ?? null;
          const link = targetOf(schema, table, whole.cells, c.name);
          return (
            <div key={c.name}>
              <dt>
                {c.name} <small>{c.kind}</small>
              </dt>
              <dd>
                {link ? (
                  <a href={link}>{textOf(cell)}</a>
                ) : (
                  <WholeValue table={table} rowKey={whole.key} column={c} cell={cell} />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <h3>Is referred to by</h3>
      {referred.length === 0 ? (
        <p class="empty">No row refers to this one.</p>
      ) : (
        <ul class="plain">
          {referred.map((r) => (
            <li key={`${r.table}.${r.columns}`}>
              <a href={linkToRows(schema, r.table, r.columns, r.values)}>
                {r.rows === null ? "the rows" : plural(r.rows, "row")} of {r.table}
              </a>{" "}
              <small>by {r.columns.join(", ")}</small>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function WholeValue({ table, rowKey, column, cell }: { table: Table; rowKey: Cell[]; column: Column; cell: Cell }) {
  const [open, setOpen] = useState(false);
  const [shown, show] = useState(!column.secret);
  if (!shown && cell !== null)
    return (
      <>
        <span class="null">hidden</span>{" "}
        <button type="button" class="link" onClick={() => show(true)} aria-label={`Show ${column.name}`}>
          Show
        </button>
      </>
    );
  const isLong = (typeof cell === "string" && (cell.length > 60 || cell.includes("\n"))) || isCut(cell);
  const isBlob = cell !== null && typeof cell === "object" && "blob" in cell;
  return (
    <>
      {typeof cell === "string" && column.kind === "json" && !jsonFault(cell) ? (
        <JsonTree value={JSON.parse(cell)} />
      ) : typeof cell === "string" && isLong ? (
        <pre>{cell.length > 4000 ? `${cell.slice(0, 4000)}…` : cell}</pre>
      ) : (
        <CellText cell={cell} column={column} />
      )}
      {(isLong || isBlob) && (
        <>
          {" "}
          <button type="button" class="link" aria-label={`View ${column.name}`} onClick={() => setOpen(true)}>
            View
          </button>
        </>
      )}
      {open && (
        <ValueDialog
          title={`${column.name} of ${table.name} ${keyText(rowKey)}`}
          column={column}
          cell={cell}
          source={{ table: table.name, key: rowKey }}
          edits={false}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
