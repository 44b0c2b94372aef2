// SQL by hand: it reads unless writing is allowed, and its plan is shown beside its rows.
import { useEffect, useState } from "preact/hooks";
import { api, type PlanNode, type SqlAnswer } from "./api";
import { CellText } from "./cell_view";
import { milliseconds, plural } from "./cells";
import { ErrorBox } from "./error_box";
import { PlanTree } from "./plan_tree";
import { useAction, useStudio } from "./state";

// What was run stays while the page is open, whatever else is looked at in between.
const past: string[] = [];
let draft = "SELECT name, type FROM sqlite_schema ORDER BY name";

export function SqlPage({ given }: { given: string | null }) {
  const { about, reload } = useStudio();
  const [sql, setSql] = useState(given ?? draft);
  const [asked, setAsked] = useState(sql);
  const [write, setWrite] = useState(false);
  useEffect(() => {
    if (given) setSql(given);
  }, [given]);
  draft = sql;

  const { value, error, busy, run } = useAction(async (text: string, mayWrite: boolean, onlyPlan: boolean) => {
    setAsked(text);
    const earlier = past.indexOf(text);
    if (earlier >= 0) past.splice(earlier, 1);
    past.unshift(text);
    const plan = mayWrite ? null : (await api.explain(text)).nodes;
    const answer = onlyPlan ? null : await api.sql(text, mayWrite);
    if (mayWrite && !onlyPlan) reload();
    return { answer, plan };
  });
  return (
    <>
      <h1>SQL</h1>
      <form
        class="sql"
        onSubmit={(event) => (event.preventDefault(), run(sql, write, false))}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void run(sql, write, false);
          }
        }}
      >
        <textarea
          aria-label="SQL"
          rows={Math.min(16, Math.max(5, sql.split("\n").length + 1))}
          value={sql}
          onInput={(event) => setSql(event.currentTarget.value)}
          spellcheck={false}
        />
        <div class="buttons">
          <button type="submit" class="main" disabled={busy} title="Ctrl+Enter">
            Run
          </button>
          <button type="button" disabled={busy} onClick={() => run(sql, false, true)}>
            Explain
          </button>
          {!about.read_only && (
            <label>
              <input type="checkbox" checked={write} onChange={(event) => setWrite(event.currentTarget.checked)} />{" "}
              Allow writes
            </label>
          )}
          <span class="hint">
            {write
              ? "All statements in one transaction; there is no undo of it."
              : "Reads only, one statement. Ctrl+Enter runs it."}
          </span>
          {past.length > 0 && (
            <select
              aria-label="Earlier statements"
              value=""
              onChange={(event) => event.currentTarget.value && setSql(event.currentTarget.value)}
            >
              <option value="">Earlier…</option>
              {past.slice(0, 30).map((text) => (
                <option key={text} value={text}>
                  {text.replace(/\s+/g, " ").slice(0, 80)}
                </option>
              ))}
            </select>
          )}
        </div>
      </form>
      {error && <ErrorBox error={error} sql={asked} />}
      {value?.answer && <Answer answer={value.answer} />}
      {value?.plan && <Plan nodes={value.plan} />}
    </>
  );
}

const Plan = ({ nodes }: { nodes: PlanNode[] }) => (
  <section aria-label="Plan">
    <h2>Plan</h2>
    <PlanTree nodes={nodes} />
  </section>
);

function Answer({ answer }: { answer: SqlAnswer }) {
  return (
    <section aria-label="Answer">
      <p class="facts" role="status">
        {answer.columns.length > 0 &&
          `${plural(answer.rows.length, "row")}${answer.cut ? ", and there are more" : ""} · `}
        {answer.changed > 0 && `${plural(answer.changed, "row")} changed · `}
        {milliseconds(answer.ms)} · {plural(answer.steps, "step")} of SQLite's machine
        {answer.scanned > 0 && ` · ${plural(answer.scanned, "row")} met by scanning`}
      </p>
      {answer.columns.length > 0 && (
        <div class="scroll results">
          <table class="grid">
            <thead>
              <tr>
                {answer.columns.map((name, i) => (
                  <th scope="col" key={i}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.rows.map((cells, r) => (
                <tr key={r}>
                  {cells.map((cell, i) => (
                    <td key={i} class={typeof cell === "number" ? "right" : ""}>
                      <CellText cell={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
