// The form of a row: a field a column, tested as one types; the command tests again, and the database.
import { useState } from "preact/hooks";
import type { Cell, Column, Refusal, Table } from "./api";
import { cellFromText, isCut, jsonFault, sameCell, textForField } from "./cells";
import { ErrorBox } from "./error_box";
import { JsonTree } from "./json_tree";
import { asRefusal } from "./state";

type Cells = Record<string, Cell>;
/** Left out: a new row takes the default. */
type Draft = { how: "value"; text: string } | { how: "null" } | { how: "default" };

const isLong = (c: Column, text: string) => !c.secret && (c.kind === "json" || text.length > 60 || text.includes("\n"));

export function RowForm(props: {
  table: Table;
  start: Cells | null;
  save: (set: Cells) => Promise<void>;
  cancel: () => void;
  word: string;
}) {
  const { table, start, save, cancel, word } = props;
  const columns = table.columns.filter((c) => !c.generated);
  const draftOf = (c: Column): Draft => {
    if (!start) return c.default || c.nullable ? { how: "default" } : { how: "value", text: "" };
    const cell = start[c.name] ?? null;
    return cell === null ? { how: "null" } : { how: "value", text: textForField(cell) };
  };
  const [drafts, setDrafts] = useState<Record<string, Draft>>(() =>
    Object.fromEntries(columns.map((c) => [c.name, draftOf(c)])),
  );
  const [error, setError] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  // Without a prototype: a column may be called __proto__.
  const set: Cells = Object.create(null);
  const faults: Record<string, string> = Object.create(null);
  for (const c of columns) {
    const draft = drafts[c.name]!;
    if (draft.how === "default") continue;
    if (start && JSON.stringify(draft) === JSON.stringify(draftOf(c))) continue;
    if (draft.how === "value" && start && isCut(start[c.name] ?? null)) {
      if (draft.text !== textForField(start[c.name] ?? null)) faults[c.name] = "is too large to be changed here";
      continue;
    }
    const read = draft.how === "null" ? { cell: null } : cellFromText(c, draft.text);
    if ("fault" in read) faults[c.name] = read.fault;
    else if (read.cell === null && !c.nullable) faults[c.name] = "may not be NULL";
    else if (!start || !sameCell(read.cell, start[c.name] ?? null)) set[c.name] = read.cell;
  }
  const hasFaults = Object.keys(faults).length > 0;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (hasFaults || busy) return;
    if (start && Object.keys(set).length === 0) return cancel();
    setBusy(true);
    try {
      await save(set);
    } catch (failed) {
      setError(asRefusal(failed));
      setBusy(false);
    }
  };
  return (
    <form class="row-form" onSubmit={submit}>
      {columns.map((c, i) => (
        <Field
          key={c.name}
          id={`field-${encodeURIComponent(c.name)}`} // a space would end it in a list of ids
          column={c}
          draft={drafts[c.name]!}
          isNew={!start}
          hasFocus={i === 0}
          fault={faults[c.name] ?? (error?.column === c.name ? error.message : undefined)}
          isReference={table.foreign_keys.find((k) => k.columns.includes(c.name))?.table}
          change={(draft) => (setDrafts((all) => ({ ...all, [c.name]: draft })), setError(null))}
        />
      ))}
      {error && <ErrorBox error={error} />}
      <div class="buttons">
        <button type="submit" class="main" disabled={hasFaults || busy}>
          {word}
        </button>
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function Field(props: {
  id: string;
  column: Column;
  draft: Draft;
  isNew: boolean;
  hasFocus: boolean;
  fault: string | undefined;
  isReference: string | undefined;
  change: (to: Draft) => void;
}) {
  const { id, column: c, draft, fault, change } = props;
  const text = draft.how === "value" ? draft.text : "";
  const common = {
    id,
    disabled: draft.how !== "value",
    "aria-invalid": fault ? ("true" as const) : undefined,
    "aria-describedby": fault ? `${id}-fault` : undefined,
    autofocus: props.hasFocus,
  };
  const take = (event: { currentTarget: { value: string } }) =>
    change({ how: "value", text: event.currentTarget.value });
  const choices = c.kind === "boolean" ? ["0", "1"] : c.values;
  return (
    <div class="field">
      <label for={id}>
        {c.name} <small>{props.isReference ? `→ ${props.isReference}` : c.kind}</small>
      </label>
      <span class="marks">
        {props.isNew && (c.default || c.nullable) && (
          <label>
            <input
              type="checkbox"
              checked={draft.how === "default"}
              onChange={(e) => change(e.currentTarget.checked ? { how: "default" } : { how: "value", text: "" })}
            />{" "}
            {c.default ? `default ${c.default}` : "left out"}
          </label>
        )}
        {c.nullable && draft.how !== "default" && (
          <label>
            <input
              type="checkbox"
              checked={draft.how === "null"}
              onChange={(e) => change(e.currentTarget.checked ? { how: "null" } : { how: "value", text: "" })}
            />{" "}
            NULL
          </label>
        )}
      </span>
      {choices.length > 0 ? (
        <select {...common} value={text} onChange={take}>
          {!choices.includes(text) && <option value={text}>{text}</option>}
          {choices.map((v) => (
            <option key={v} value={v}>
              {c.kind === "boolean" ? (v === "1" ? "true" : "false") : v}
            </option>
          ))}
        </select>
      ) : isLong(c, text) ? (
        <textarea
          {...common}
          rows={Math.min(14, Math.max(3, text.split("\n").length + 1))}
          value={text}
          onInput={take}
          spellcheck={false}
        />
      ) : c.secret ? (
        <input {...common} type="password" value={text} onInput={take} autocomplete="off" />
      ) : (
        <input {...common} value={text} onInput={take} spellcheck={false} autocomplete="off" />
      )}
      {c.kind === "json" && draft.how === "value" && text !== "" && !jsonFault(text) && (
        <details class="preview">
          <summary>As a tree</summary>
          <JsonTree value={JSON.parse(text)} />
        </details>
      )}
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
