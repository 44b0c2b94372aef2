// A short value, edited in its cell. Enter takes it, Escape leaves it; the value waits for the review.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Cell, Column, Table } from "./api";
import { cellFromText, kindFor, textForField } from "./cells";

export function CellEditor(props: {
  table: Table;
  column: Column;
  cell: Cell;
  take: (cell: Cell) => void;
  cancel: () => void;
  /** The large editor, with the choice of a type. */
  more: () => void;
}) {
  const { column: c, cell, take, cancel } = props;
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const around = useRef<HTMLSpanElement>(null);
  const isDone = useRef(false);
  const [text, setText] = useState(textForField(cell));
  const read = cellFromText({ ...c, kind: kindFor(c, cell) }, text);
  const fault = "fault" in read ? read.fault : null;
  const choices = c.kind === "boolean" ? ["0", "1"] : c.values;
  useEffect(() => {
    field.current!.focus();
    field.current!.select?.();
  }, []);
  const end = (action: () => void) => {
    if (isDone.current) return; // the field that goes also loses the focus
    isDone.current = true;
    action();
  };
  const common = {
    ref: field,
    "aria-label": `${c.name} of ${props.table.name}`,
    "aria-invalid": fault ? ("true" as const) : undefined,
    title: fault ?? undefined,
  };
  const typed = {
    value: text,
    spellcheck: false,
    autocomplete: "off",
    onInput: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
  } as const;
  return (
    <span
      class="cell-editor"
      ref={around}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") end(cancel);
        else if (event.key === "Enter" && (event.target as HTMLElement).matches("input, select")) {
          event.preventDefault();
          if ("cell" in read) end(() => take(read.cell));
        }
      }}
      onFocusOut={(event) => {
        if (around.current?.contains(event.relatedTarget as Node | null)) return;
        const isUntouched = text === textForField(cell);
        end(() => (!isUntouched && "cell" in read ? take(read.cell) : cancel()));
      }}
      onDblClick={(event) => event.stopPropagation()}
    >
      {choices.length > 0 ? (
        <select {...common} value={text} onChange={(event) => setText(event.currentTarget.value)}>
          {!choices.includes(text) && <option value={text}>{text}</option>}
          {choices.map((v) => (
            <option key={v} value={v}>
              {c.kind === "boolean" ? (v === "1" ? "true" : "false") : v}
            </option>
          ))}
        </select>
      ) : c.secret ? (
        <input {...common} {...typed} type="password" />
      ) : (
        <input {...common} {...typed} />
      )}
      {c.nullable && (
        <button type="button" class="quiet" onClick={() => end(() => take(null))}>
          NULL
        </button>
      )}
      <button
        type="button"
        class="quiet"
        aria-label="Large editor"
        title="Large editor"
        onClick={() => end(props.more)}
      >
        …
      </button>
      {fault && (
        <span class="fault" role="alert">
          {fault}
        </span>
      )}
    </span>
  );
}
