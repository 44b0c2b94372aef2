// One value in a window: text, JSON as a tree, bytes, a picture; read part by part when it is long, saved as a file, and
// replaced by another of any type.
import { useEffect, useRef, useState } from "preact/hooks";
import { api, type Cell, type Column } from "./api";
import { bytesOf, bytesOfHex, cellFromText, hexOf, isCut, jsonFault, kindFor, textForField, textOf } from "./cells";
import { download } from "./download";
import { JsonTree } from "./json_tree";
import { asRefusal } from "./state";

const part = 256 * 1024;
const pictureLimit = 4 << 20;
const editLimit = 1 << 20;

/** Only pictures of pixels: an SVG is a document. */
function pictureType(bytes: Uint8Array): string | null {
  const begins = (...signs: number[]) => signs.every((sign, i) => bytes[i] === sign);
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (begins(0xff, 0xd8, 0xff)) return "image/jpeg";
  if (begins(0x47, 0x49, 0x46, 0x38)) return "image/gif";
  if (begins(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57 && bytes[9] === 0x45) return "image/webp";
  return null;
}
function base64(bytes: Uint8Array) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
/** Sixteen bytes a line: offset, hexadecimal, ASCII. */
function hexLines(bytes: Uint8Array) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const some = [...bytes.subarray(at, at + 16)];
    const hex = some.map((b) => b.toString(16).padStart(2, "0")).join(" ");
    const ascii = some.map((b) => (b >= 0x20 && b < 0x7f ? String.fromCharCode(b) : ".")).join("");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${hex.padEnd(47)}  ${ascii}`);
  }
  return lines.join("\n");
}

type View = "text" | "json" | "hex" | "picture" | "edit";
const viewNames: Record<View, string> = { text: "Text", json: "Tree", hex: "Bytes", picture: "Picture", edit: "Edit" };

export function ValueDialog(props: {
  title: string;
  column: Column | null;
  cell: Cell;
  /** Where the rest of a long value is read; null: there is no more of it here. */
  source: { table: string; key: Cell[] } | null;
  take?: (cell: Cell) => void;
  edits: boolean;
  close: () => void;
}) {
  const { cell, column, source } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [bytes, setBytes] = useState<Uint8Array>(() => bytesOf(cell));
  const size =
    cell !== null && typeof cell === "object" && "length" in cell ? (cell.length ?? bytes.length) : bytes.length;
  const isBinary = cell !== null && typeof cell === "object" && ("blob" in cell || "text_bytes" in cell);
  const text = isBinary ? "" : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const isWhole = bytes.length >= size;
  const picture = isBinary && isWhole && bytes.length <= pictureLimit ? pictureType(bytes) : null;
  const isJson = !isBinary && isWhole && /^\s*[[{]/.test(text) && !jsonFault(text);
  const views: View[] = [
    ...(picture ? (["picture"] as const) : []),
    ...(isJson ? (["json"] as const) : []),
    ...(isBinary ? [] : (["text"] as const)),
    "hex",
    ...(props.take ? (["edit"] as const) : []),
  ];
  const [chosen, choose] = useState<View | null>(props.edits ? "edit" : null);
  const view = chosen && views.includes(chosen) ? chosen : views[0]!;
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    if (!dialog.current!.open) dialog.current!.showModal();
  }, []);

  const readTo = async (end: number) => {
    if (!source || !column) return bytes;
    let all = bytes;
    while (all.length < end) {
      const got = await api.value(source.table, source.key, column.name, all.length, part);
      const more = bytesOfHex(got.hex);
      if (got.bytes !== size || more.length === 0)
        throw new Error("the value has changed since it was read: close it and open it again");
      const both = new Uint8Array(all.length + more.length);
      both.set(all);
      both.set(more, all.length);
      all = both;
    }
    setBytes(all);
    return all;
  };
  const run = async (action: () => Promise<unknown>) => {
    try {
      await action();
      setError(null);
    } catch (failed) {
      setError(asRefusal(failed).message);
    }
  };
  // The first part at once: a list holds only the beginning.
  useEffect(() => {
    if (!isWhole) void run(() => readTo(Math.min(size, part)));
  }, []);
  const save = () =>
    run(async () => {
      const all = await readTo(size);
      download(`${column?.name ?? "value"}.${isBinary ? "bin" : "txt"}`, "application/octet-stream", all as BlobPart);
    });
  return (
    <dialog class="value-dialog" ref={dialog} aria-label={props.title} onClose={props.close} onCancel={props.close}>
      <div class="heading">
        <h2>{props.title}</h2>
        <button type="button" class="quiet" aria-label="Close the value" onClick={props.close}>
          ×
        </button>
      </div>
      <div class="buttons">
        <span class="tabs" role="group" aria-label="Views of the value">
          {views.map((v) => (
            <button type="button" key={v} aria-pressed={v === view} class="quiet" onClick={() => choose(v)}>
              {viewNames[v]}
            </button>
          ))}
        </span>
        <span class="hint">
          {cell === null ? "NULL" : `${size.toLocaleString("en")} bytes`}
          {!isWhole && `, ${bytes.length.toLocaleString("en")} of them here`}
        </span>
        {!isWhole && source && (
          <button type="button" onClick={() => run(() => readTo(Math.min(size, bytes.length + part)))}>
            More
          </button>
        )}
        {cell !== null && (isWhole || source) && (
          <button type="button" onClick={save}>
            Save as a file
          </button>
        )}
      </div>
      {!isWhole && !source && <p class="hint">Of a result only the beginning is shown; an export has all of it.</p>}
      {error && (
        <p class="fault" role="alert">
          {error}
        </p>
      )}
      <div class="value-view">
        {view === "text" && (cell === null ? <span class="null">NULL</span> : <pre tabIndex={0}>{text}</pre>)}
        {view === "json" && <JsonTree value={JSON.parse(text)} />}
        {view === "hex" && <pre tabIndex={0}>{hexLines(bytes.subarray(0, part))}</pre>}
        {view === "picture" && <img alt="The picture in this value" src={`data:${picture};base64,${base64(bytes)}`} />}
        {view === "edit" && column && <Editor column={column} cell={cell} take={props.take!} cancel={props.close} />}
      </div>
    </dialog>
  );
}

type Type = "text" | "integer" | "real" | "blob" | "null";
const typeNames: Record<Type, string> = {
  text: "Text",
  integer: "Integer",
  real: "Real number",
  blob: "Blob (hexadecimal)",
  null: "NULL",
};
function typeOf(column: Column, cell: Cell): Type {
  if (cell === null) return "null";
  const kind = kindFor(column, cell);
  return kind === "integer" || kind === "boolean" ? "integer" : kind === "real" || kind === "blob" ? kind : "text";
}

function Editor(props: { column: Column; cell: Cell; take: (cell: Cell) => void; cancel: () => void }) {
  const { column, cell } = props;
  const [type, setType] = useState<Type>(() => typeOf(column, cell));
  const [text, setText] = useState(() => textForField(cell));
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  if (isCut(cell) || (cell !== null && typeof cell === "object" && "text_bytes" in cell))
    return (
      <p class="empty">
        {isCut(cell) ? "A value of more than 1 MB" : "A text that is not UTF-8"} is not changed here:{" "}
        {textOf(cell).slice(0, 80)}
      </p>
    );
  const kind = type === "text" && column.kind === "json" ? "json" : type;
  const read =
    kind === "null"
      ? column.nullable
        ? { cell: null }
        : { fault: "may not be NULL" }
      : cellFromText({ ...column, kind }, text);
  const load = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > editLimit) return setText("");
    setType("blob");
    setText(hexOf(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <form
      class="value-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if ("cell" in read) props.take(read.cell);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !("cell" in read)) return;
        event.preventDefault();
        props.take(read.cell);
      }}
    >
      <div class="buttons">
        <label>
          Type{" "}
          <select value={type} onChange={(event) => setType(event.currentTarget.value as Type)}>
            {(Object.keys(typeNames) as Type[]).map((t) => (
              <option key={t} value={t}>
                {typeNames[t]}
              </option>
            ))}
          </select>
        </label>
        <label>
          From a file of at most 1 MB{" "}
          <input type="file" onChange={(event) => void load(event.currentTarget.files?.[0])} />
        </label>
      </div>
      {type !== "null" && (
        <textarea
          ref={field}
          aria-label={`Value of ${column.name}`}
          aria-invalid={"fault" in read ? "true" : undefined}
          rows={14}
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      )}
      {"fault" in read && (
        <p class="fault" role="alert">
          {column.name} {read.fault}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="main" disabled={"fault" in read} title="Ctrl+Enter">
          Take for the review
        </button>
        <button type="button" onClick={props.cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
