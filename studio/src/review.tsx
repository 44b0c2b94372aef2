// All changes that wait, old value beside new, and one step that applies them: one transaction, all or none.
import { useEffect, useRef, useState } from "preact/hooks";
import { api, type Cell, type Refusal } from "./api";
import { isCut, plural, textOf } from "./cells";
import { changeOf, type Edit, inverseOf } from "./edits";
import { ErrorBox } from "./error_box";
import { asRefusal, useStudio } from "./state";

export function ReviewBar() {
  const { edits } = useStudio();
  const [open, setOpen] = useState(false);
  const count = edits.all.length;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || count === 0) return;
      event.preventDefault();
      setOpen(true);
    };
    const leaving = (event: BeforeUnloadEvent) => {
      if (count > 0) event.preventDefault();
    };
    addEventListener("keydown", pressed);
    addEventListener("beforeunload", leaving);
    return () => {
      removeEventListener("keydown", pressed);
      removeEventListener("beforeunload", leaving);
    };
  }, [count]);
  if (count === 0) return null;
  const deletions = edits.all.filter((e) => e.deletes).length;
  return (
    <>
      <section class="review-bar" aria-label="Changes that wait">
        <span>
          {count > deletions && `${plural(count - deletions, "changed row")}`}
          {count > deletions && deletions > 0 && ", "}
          {deletions > 0 && `${plural(deletions, "row")} to delete`}; nothing is applied yet
        </span>
        <button type="button" class="main" title="Ctrl+S" onClick={() => setOpen(true)}>
          Review
        </button>
        <button type="button" onClick={() => edits.drop(edits.all)}>
          Discard all
        </button>
      </section>
      {open && <Review close={() => setOpen(false)} />}
    </>
  );
}

function Review({ close }: { close: () => void }) {
  const { edits, record, say } = useStudio();
  const [error, setError] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const main = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    dialog.current!.showModal();
    main.current?.focus();
  }, []);
  const apply = async () => {
    const all = edits.all;
    setBusy(true);
    try {
      const { rows, bookmark } = await api.apply(all.map(changeOf));
      edits.drop(all);
      close();
      record({
        label: `Applied ${plural(all.length, "change")} of ${[...new Set(all.map((e) => e.table.name))].join(", ")}${bookmark ? `; bookmark before: ${bookmark}` : ""}`,
        undo: () => api.apply(inverseOf(all, rows)),
      });
    } catch (failed) {
      const refusal = asRefusal(failed);
      setError(refusal);
      setBusy(false);
      say({ text: refusal.kind === "uncertain" ? "It may have been applied" : "Nothing was applied", bad: true });
    }
  };
  const drop = (edit: Edit) => {
    setError(null);
    edits.drop([edit]);
    if (edits.all.length === 1) close();
  };
  return (
    <dialog class="review" ref={dialog} aria-label="Review of the changes" onClose={close}>
      <div class="heading">
        <h2>Review</h2>
        <button type="button" class="quiet" aria-label="Close the review" onClick={close}>
          ×
        </button>
      </div>
      <p class="hint">One transaction: if a row has changed since it was read, it is named, and nothing is applied.</p>
      {error && <ErrorBox error={error} />}
      <div class="scroll">
        {edits.all.map((edit, i) => (
          <article key={JSON.stringify([edit.table.name, edit.key])} class={error?.change === i ? "refused" : ""}>
            <h3>
              {edit.deletes ? "Delete" : "Change"} {edit.table.name} {edit.key.map(textOf).join(", ")}
              <button
                type="button"
                class="quiet"
                aria-label={`Leave out ${edit.table.name} ${edit.key.map(textOf).join(", ")}`}
                onClick={() => drop(edit)}
              >
                ×
              </button>
            </h3>
            {edit.deletes && Object.values(edit.was).some(isCut) && (
              <p class="fault">It cannot be undone: a value is larger than 1 MB.</p>
            )}
            <table class="grid">
              <tbody>
                {(edit.deletes ? edit.table.columns.filter((c) => !c.generated) : changedColumns(edit)).map((c) => (
                  <tr key={c.name}>
                    <th scope="row">{c.name}</th>
                    <td>
                      <del>
                        <Shown cell={edit.was[c.name] ?? null} secret={c.secret} />
                      </del>
                    </td>
                    {!edit.deletes && (
                      <td>
                        <ins>
                          <Shown cell={edit.set[c.name] ?? null} secret={c.secret} />
                        </ins>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </article>
        ))}
      </div>
      <div class="buttons">
        <button type="button" class="main" ref={main} disabled={busy} onClick={apply}>
          Apply {plural(edits.all.length, "change")}
        </button>
        <button type="button" onClick={close}>
          Back
        </button>
      </div>
    </dialog>
  );
}
const changedColumns = (edit: Edit) => edit.table.columns.filter((c) => c.name in edit.set);

/** With its type where two values look alike: 1 and '1'. */
function Shown({ cell, secret }: { cell: Cell; secret: boolean }) {
  if (cell === null) return <span class="null">NULL</span>;
  if (secret) return <span class="null">hidden</span>;
  const text = textOf(cell);
  const type = typeof cell === "string" ? "text" : typeof cell === "number" ? "number" : (Object.keys(cell)[0] ?? "");
  return (
    <>
      {text.length > 300 ? `${text.slice(0, 300)}…` : text === "" ? <span class="null">empty</span> : text}{" "}
      <small>{type}</small>
    </>
  );
}
