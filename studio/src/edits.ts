// Changes of cells and deletions that wait for one review: nothing of them is in the database yet.
import { useCallback, useMemo, useState } from "preact/hooks";
import type { Cell, Cells, Change, Row, Table } from "./api";
import { sameCell } from "./cells";

/** `was` is the whole row as it was read: the guard of the change. */
export interface Edit {
  table: Table;
  key: Cell[];
  was: Cells;
  set: Cells;
  deletes: boolean;
}
export interface Edits {
  all: Edit[];
  of: (table: string, key: Cell[]) => Edit | undefined;
  /** One cell; the value that it had takes the change back. */
  set: (table: Table, row: Row, column: string, cell: Cell) => void;
  delete: (table: Table, rows: Row[]) => void;
  drop: (edits: Edit[]) => void;
}

export const named = (table: Table, cells: Cell[]): Cells =>
  Object.fromEntries(table.columns.map((c, i) => [c.name, cells[i] ?? null]));
/** What recreates the row, with its rowid if that is its key. */
export const toInsert = (table: Table, key: Cell[], was: Cells): Cells => ({
  ...(table.columns.some((c) => c.name === table.key[0]) ? {} : { [table.key[0]!]: key[0] ?? null }),
  ...Object.fromEntries(table.columns.flatMap((c) => (c.generated ? [] : [[c.name, was[c.name] ?? null]]))),
});
const idOf = (table: string, key: Cell[]) => JSON.stringify([table, key]);

export function useEdits(): Edits {
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit>>(new Map());
  const update = useCallback(
    (change: (map: Map<string, Edit>) => void) =>
      setEdits((old) => {
        const next = new Map(old);
        change(next);
        return next;
      }),
    [],
  );
  return useMemo(
    () => ({
      all: [...edits.values()],
      of: (table, key) => edits.get(idOf(table, key)),
      set: (table, row, column, cell) =>
        update((map) => {
          const id = idOf(table.name, row.key);
          const before = map.get(id);
          const was = before && !before.deletes ? before.was : named(table, row.cells);
          // Without a prototype: a column may be called __proto__.
          const set: Cells = Object.assign(Object.create(null), before?.set);
          if (sameCell(cell, was[column] ?? null)) delete set[column];
          else set[column] = cell;
          if (Object.keys(set).length > 0) map.set(id, { table, key: row.key, was, set, deletes: false });
          else map.delete(id);
        }),
      delete: (table, rows) =>
        update((map) => {
          for (const { key, cells } of rows)
            map.set(idOf(table.name, key), { table, key, was: named(table, cells), set: {}, deletes: true });
        }),
      drop: (some) =>
        update((map) => {
          for (const edit of some) map.delete(idOf(edit.table.name, edit.key));
        }),
    }),
    [edits],
  );
}

export const changeOf = (edit: Edit): Change =>
  edit.deletes
    ? { do: "delete", table: edit.table.name, key: edit.key, was: edit.was }
    : { do: "update", table: edit.table.name, key: edit.key, was: edit.was, set: edit.set };

/** What takes an applied batch back, the last change first; guarded by the rows as they were then. */
export const inverseOf = (edits: Edit[], rows: (Row | null)[]): Change[] =>
  edits
    .map((edit, i): Change => {
      const after = rows[i];
      if (edit.deletes || !after)
        return { do: "insert", table: edit.table.name, set: toInsert(edit.table, edit.key, edit.was) };
      const old = Object.fromEntries(Object.keys(edit.set).map((name) => [name, edit.was[name] ?? null]));
      return {
        do: "update",
        table: edit.table.name,
        key: after.key,
        was: named(edit.table, after.cells),
        set: old,
      };
    })
    .reverse();
