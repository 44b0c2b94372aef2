// SQL by hand: it reads unless writing is allowed, and its plan is shown beside its rows. A result is a table or a chart, and is
// exported; what was run is kept, and what is saved has a name.
import { useEffect, useRef, useState } from "preact/hooks";
import { api, type Cell, type PlanNode, type SqlAnswer } from "./api";
import { CellText } from "./cell_view";
import { isCut, milliseconds, plural } from "./cells";
import { Chart, type ChartChoice, fittingChart, usualChart } from "./chart";
import { CopyLink } from "./copy_link";
import { ErrorBox } from "./error_box";
import { ExportMenu } from "./export_menu";
import { Menu } from "./menu";
import { PlanTree } from "./plan_tree";
import { replace, type SqlPlace } from "./route";
import { SqlEditor } from "./sql_editor";
import { shortSql, useSqlLibrary } from "./sql_library";
import { useAction, useStudio } from "./state";
import { ValueDialog } from "./value_dialog";

// What is written stays while the page is open, whatever else is looked at in between.
let draft = "SELECT name, type FROM sqlite_schema ORDER BY name";

export function SqlPage({ place }: { place: SqlPlace }) {
  const { about, reload } = useStudio();
  const [sql, setSql] = useState(place.sql ?? draft);
  const [given, setGiven] = useState({ text: sql, version: 0 });
  const own = useRef<string | null>(place.sql);
  const take = (text: string) => {
    setSql(text);
    setGiven((old) => ({ text, version: old.version + 1 }));
  };
  const [asked, setAsked] = useState(sql);
  const [write, setWrite] = useState(false);
  const library = useSqlLibrary(about.name);
  useEffect(() => {
    if (place.sql !== null && place.sql !== own.current) take(place.sql);
    own.current = place.sql;
  }, [place.sql]);
  draft = sql;

  const { value, error, busy, run } = useAction(async (text: string, mayWrite: boolean, onlyPlan: boolean) => {
    setAsked(text);
    library.ran(text);
    const plan = mayWrite ? null : (await api.explain(text)).nodes;
    const answer = onlyPlan ? null : await api.sql(text, mayWrite);
    if (mayWrite && !onlyPlan) reload();
    return { answer, plan };
  });
  // A link brings the text back and runs nothing.
  const start = (text: string, onlyPlan = false) => {
    own.current = text;
    replace({ ...place, sql: text });
    void run(text, write && !onlyPlan, onlyPlan);
  };
  return (
    <>
      <h1>SQL</h1>
      <form class="sql" onSubmit={(event) => (event.preventDefault(), start(sql))}>
        <SqlEditor given={given} change={setSql} run={start} />
        <div class="buttons">
          <button type="submit" class="main" disabled={busy} title="Ctrl+Enter">
            Run
          </button>
          <button type="button" disabled={busy} onClick={() => start(sql, true)}>
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
              : "Reads only, one statement. Ctrl+Enter runs it, Ctrl+Space completes."}
          </span>
          <span class="tools">
            <History library={library} take={take} />
            <Saved library={library} sql={sql} take={take} />
            <CopyLink place={{ ...place, sql }} />
          </span>
        </div>
      </form>
      {error && <ErrorBox error={error} sql={asked} />}
      {value?.answer && (
        <Answer
          answer={value.answer}
          sql={asked}
          chart={place.chart}
          setChart={(chart) => replace({ ...place, sql: asked, chart })}
        />
      )}
      {value?.plan && <Plan nodes={value.plan} />}
    </>
  );
}

type Library = ReturnType<typeof useSqlLibrary>;
function History({ library, take }: { library: Library; take: (sql: string) => void }) {
  return (
    <Menu title="History">
      {library.past.length === 0 && <p class="empty">Nothing was run yet.</p>}
      <ul class="plain queries">
        {library.past.map((sql) => (
          <li key={sql}>
            <button type="button" class="link" title={sql} onClick={() => take(sql)}>
              {shortSql(sql)}
            </button>
          </li>
        ))}
      </ul>
      {library.past.length > 0 && (
        <button type="button" onClick={library.forget}>
          Forget all
        </button>
      )}
    </Menu>
  );
}
function Saved({ library, sql, take }: { library: Library; sql: string; take: (sql: string) => void }) {
  const [name, setName] = useState("");
  const save = () => {
    library.save(name.trim(), sql);
    setName("");
  };
  return (
    <Menu title={`Saved (${library.saved.length})`}>
      <ul class="plain queries">
        {library.saved.map((q) => (
          <li key={q.name}>
            <button type="button" class="link" title={q.sql} onClick={() => take(q.sql)}>
              {q.name}
            </button>{" "}
            <small>{shortSql(q.sql).slice(0, 50)}</small>
            <button type="button" class="quiet" aria-label={`Remove ${q.name}`} onClick={() => library.remove(q.name)}>
              ×
            </button>
          </li>
        ))}
      </ul>
      <label>
        Save this statement as{" "}
        <input
          aria-label="Name of the statement"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (name.trim()) save();
          }}
        />
      </label>{" "}
      <button type="button" disabled={!name.trim()} onClick={save}>
        Save
      </button>
    </Menu>
  );
}

const Plan = ({ nodes }: { nodes: PlanNode[] }) => (
  <section aria-label="Plan">
    <h2>Plan</h2>
    <PlanTree nodes={nodes} />
  </section>
);

function Answer({
  answer,
  sql,
  chart,
  setChart,
}: {
  answer: SqlAnswer;
  sql: string;
  chart: ChartChoice | null;
  setChart: (to: ChartChoice | null) => void;
}) {
  const shown = chart && fittingChart(chart, answer);
  const [opened, setOpened] = useState<{ name: string; cell: Cell } | null>(null);
  return (
    <section aria-label="Answer">
      <div class="buttons">
        <p class="facts" role="status">
          {answer.columns.length > 0 &&
            `${plural(answer.rows.length, "row")}${answer.cut ? ", and there are more" : ""} · `}
          {answer.changed > 0 && `${plural(answer.changed, "row")} changed · `}
          {answer.bookmark && `bookmark before: ${answer.bookmark} · `}
          {milliseconds(answer.ms)} · {plural(answer.steps, "step")} of SQLite's machine
          {answer.scanned > 0 && ` · ${plural(answer.scanned, "row")} met by scanning`}
        </p>
        {answer.columns.length > 0 && answer.changed === 0 && (
          <span class="tools">
            <button
              type="button"
              aria-pressed={shown !== null}
              disabled={usualChart(answer) === null}
              onClick={() => setChart(shown ? null : usualChart(answer))}
            >
              Chart
            </button>
            <ExportMenu name="result" source={() => ({ sql })} />
          </span>
        )}
      </div>
      {shown && <Chart answer={answer} choice={shown} change={setChart} />}
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
                      {isOpened(cell) && (
                        <button
                          type="button"
                          class="link view"
                          aria-label={`View ${answer.columns[i]} of row ${r + 1}`}
                          onClick={() => setOpened({ name: answer.columns[i]!, cell })}
                        >
                          View
                        </button>
                      )}
                      <CellText cell={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {opened && (
        <ValueDialog
          title={opened.name}
          column={null}
          cell={opened.cell}
          source={null}
          edits={false}
          close={() => setOpened(null)}
        />
      )}
    </section>
  );
}
/** What a cell of the table does not show whole. */
const isOpened = (cell: Cell) =>
  isCut(cell) ||
  (typeof cell === "string" && (cell.length > 60 || cell.includes("\n"))) ||
  (cell !== null && typeof cell === "object" && "blob" in cell);
