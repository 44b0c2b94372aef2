// Which columns are shown, and which stay at the left.
import type { Table } from "./api";
import { type ColumnLayout, isUsual, usualLayout, withHidden, withPinned } from "./column_layout";
import { Menu } from "./menu";

export function ColumnsMenu({
  table,
  layout,
  change,
}: {
  table: Table;
  layout: ColumnLayout;
  change: (to: ColumnLayout) => void;
}) {
  const hidden = table.columns.filter((c) => layout.hidden.includes(c.name)).length;
  return (
    <Menu title={hidden ? `Columns (${hidden} hidden)` : "Columns"}>
      <table class="choices">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Shown</th>
            <th scope="col">Pinned</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((c) => (
            <tr key={c.name}>
              <th scope="row">{c.name}</th>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Show ${c.name}`}
                  checked={!layout.hidden.includes(c.name)}
                  onChange={(event) => change(withHidden(layout, c.name, !event.currentTarget.checked))}
                />
              </td>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Pin ${c.name}`}
                  checked={layout.pinned.includes(c.name)}
                  onChange={(event) => change(withPinned(layout, c.name, event.currentTarget.checked))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" disabled={isUsual(layout)} onClick={() => change(usualLayout)}>
        As it was
      </button>
      <p class="hint">Drag the edge of a heading for its width, or Alt+← and Alt+→ on it.</p>
    </Menu>
  );
}
