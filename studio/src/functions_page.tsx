// The repository functions: a form each, made from the declarations; the plan, the result, and what the last run cost.
import { useEffect, useState } from "preact/hooks";
import { api, type Cost, type FunctionAnswer, type PlannedStatement, type RepositoryFunction } from "./api";
import { CellText } from "./cell_view";
import { milliseconds, plural } from "./cells";
import { ErrorBox } from "./error_box";
import { type ArgumentTexts, ArgumentFields, argumentsOf } from "./function_form";
import { JsonTree } from "./json_tree";
import { PlanTree } from "./plan_tree";
import { linkTo, replace } from "./route";
import { useAction, useLoaded, useStudio } from "./state";

export function FunctionsPage({ name, given }: { name: string | null; given: object | null }) {
  const [runs, setRuns] = useState(0);
  const { value, error } = useLoaded(api.functions, [runs]);
  const [wanted, find] = useState("");
  if (error) return <ErrorBox error={error} />;
  if (!value) return <p class="empty">Reading the functions…</p>;
  const chosen = value.functions.find((f) => f.name === name);
  const shown = value.functions.filter((f) => f.name.includes(wanted.trim().toLowerCase()));
  const domains = [...new Set(shown.map((f) => f.name.split(".")[0]!))];
  return (
    <div class="functions">
      <nav class="function-list" aria-label="Functions">
        <h1>Functions</h1>
        <input
          type="search"
          aria-label="Find a function"
          placeholder="Find a function"
          value={wanted}
          onInput={(event) => find(event.currentTarget.value)}
        />
        <p class="foot">{plural(shown.length, "function")}</p>
        {domains.map((domain) => (
          <section key={domain} aria-label={domain}>
            <h2>{domain}</h2>
            <ul>
              {shown
                .filter((f) => f.name.startsWith(`${domain}.`))
                .map((f) => (
                  <li key={f.name}>
                    <a
                      href={linkTo({ page: "functions", name: f.name, arguments: null })}
                      aria-current={f === chosen ? "page" : undefined}
                    >
                      <span>{f.name.slice(domain.length + 1)}</span>
                      {f.last && <small>{milliseconds(f.last.ms)}</small>}
                    </a>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </nav>
      {chosen ? (
        <OneFunction key={chosen.name} f={chosen} given={given} ran={() => setRuns((n) => n + 1)} />
      ) : (
        <p class="empty">Choose a function: its arguments, its plan and its result stand here.</p>
      )}
    </div>
  );
}

const textsOf = (given: object | null): ArgumentTexts =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, text]) => typeof text === "string"));
const costText = (c: Cost) =>
  `${plural(c.statements, "statement")} · ${plural(c.rows, "row")} read into the result · ${plural(c.changed, "row")} changed · ${milliseconds(c.ms)} · ${plural(c.steps, "step")}`;

function OneFunction({ f, given, ran }: { f: RepositoryFunction; given: object | null; ran: () => void }) {
  const { reload } = useStudio();
  const [texts, setTexts] = useState<ArgumentTexts>(() => textsOf(given));
  const { values, faults } = argumentsOf(f.arguments, texts);
  const planned = useAction(async (args: object) => (await api.planFunction(f.name, args)).statements);
  /** The link to this call. It runs nothing by itself. */
  const keep = () =>
    replace({ page: "functions", name: f.name, arguments: Object.keys(texts).length > 0 ? texts : null });
  const answer = useAction(async (args: object) => {
    const done = await api.runFunction(f.name, args);
    ran();
    if (done.cost.changed > 0) reload();
    return done;
  });
  // A function without arguments that are needed has a plan at once.
  const ready = Object.keys(faults).length === 0;
  useEffect(() => {
    if (ready) void planned.run(values);
  }, []);
  const error = answer.error ?? planned.error;
  return (
    <section class="function" aria-label={f.name}>
      <h2>{f.name}</h2>
      {f.last && <p class="facts">Last run: {costText(f.last)}</p>}
      <form
        class="row-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          keep();
          void planned.run(values);
          void answer.run(values);
        }}
      >
        <ArgumentFields fields={f.arguments} texts={texts} faults={faults} refused={error?.message} change={setTexts} />
        {f.arguments.length === 0 && <p class="empty">It takes no arguments.</p>}
        <div class="buttons">
          <button type="submit" class="main" disabled={!ready || answer.busy}>
            Run
          </button>
          <button type="button" disabled={!ready} onClick={() => (keep(), planned.run(values))}>
            Plan
          </button>
          <span class="hint">A function that writes writes: there is no undo of it.</span>
        </div>
      </form>
      {error && <ErrorBox error={error} />}
      {answer.value && <Result answer={answer.value} />}
      {planned.value && <Statements statements={planned.value} steps={f.steps} />}
    </section>
  );
}

const Result = ({ answer }: { answer: FunctionAnswer }) => (
  <section aria-label="Result">
    <h3>Result</h3>
    <JsonTree value={answer.result} />
  </section>
);

const Statements = ({ statements, steps }: { statements: PlannedStatement[]; steps: boolean }) => (
  <section aria-label="Plan">
    <h3>
      Plan: {plural(statements.length, "statement")} in one round trip{steps && ", and more after its answer"}
    </h3>
    {statements.map((s, i) => (
      <article key={i} class="statement">
        <pre class="sql-text">{s.sql}</pre>
        {s.values.length > 0 && (
          <p class="bound">
            {s.values.map((v, k) => (
              <span key={k}>
                ?{k + 1} = <CellText cell={v} />
              </span>
            ))}
          </p>
        )}
        <PlanTree nodes={s.nodes} />
      </article>
    ))}
  </section>
);
