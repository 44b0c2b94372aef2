// The frame: navigation, the list of tables, undo, messages; and the page that the address names.
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { api, type Schema } from "./api";
import { plural } from "./cells";
import { useEdits } from "./edits";
import { ErrorBox } from "./error_box";
import { FunctionsPage } from "./functions_page";
import { ObjectsPage } from "./objects_page";
import { PicturePage } from "./picture_page";
import { ReviewBar } from "./review";
import { linkTo, type Place, toPicture, toSql, toTable, usePlace } from "./route";
import { SqlPage } from "./sql_page";
import { asRefusal, type Change, type Message, type Studio, StudioContext, useLoaded } from "./state";
import { TablePage } from "./table_page";
import { TablesPage } from "./tables_page";
import { useTheme } from "./theme";

export function App() {
  const [revision, setRevision] = useState(0);
  const [changes, setChanges] = useState<Change[]>([]);
  const [message, say] = useState<Message | null>(null);
  const edits = useEdits();
  const about = useLoaded(api.about, []);
  const schema = useLoaded(api.schema, [revision]);
  const reload = useCallback(() => setRevision((n) => n + 1), []);

  const record = useCallback((change: Change) => {
    setChanges((all) => [...all, change]);
    say({ text: change.label, bad: false });
    setRevision((n) => n + 1);
  }, []);
  const undo = useCallback(async () => {
    const last = changes.at(-1);
    if (!last) return;
    try {
      await last.undo();
      say({ text: `Undone: ${last.label}`, bad: false });
      setChanges((all) => all.filter((c) => c !== last));
    } catch (error) {
      say({ text: `Cannot be undone: ${asRefusal(error).message}`, bad: true });
    }
    reload();
  }, [changes]);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest?.("input, textarea, select, .editor-host, dialog");
      if (typing) return;
      if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
        event.preventDefault();
        void undo();
      } else if (event.key === "/" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        document.getElementById("find-table")?.focus();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [undo]);

  const studio = useMemo<Studio | null>(
    () =>
      about.value && schema.value
        ? { about: about.value, schema: schema.value, changes, revision, edits, record, undo, say, reload }
        : null,
    [about.value, schema.value, changes, revision, edits, undo],
  );
  const error = about.error ?? schema.error;
  if (!studio) return error ? <ErrorBox error={error} /> : <p class="empty">Reading the schema…</p>;
  return (
    <StudioContext.Provider value={studio}>
      <Frame studio={studio} message={message} />
    </StudioContext.Provider>
  );
}

const titles: Record<Place["page"], string> = {
  tables: "Tables",
  table: "Tables",
  objects: "Objects",
  picture: "Picture",
  sql: "SQL",
  functions: "Functions",
};

function Frame({ studio, message }: { studio: Studio; message: Message | null }) {
  const place = usePlace();
  const [theme, nextTheme] = useTheme();
  const main = useRef<HTMLElement>(null);
  const current = place.page === "table" ? place.table : null;
  useEffect(() => {
    document.title = `${current ?? titles[place.page]} · squall studio`;
  }, [place.page, current]);
  const links: [string, Place][] = [
    ["Tables", { page: "tables" }],
    ["Objects", { page: "objects", find: "" }],
    ["Picture", toPicture()],
    ["SQL", toSql()],
  ];
  if (studio.about.functions) links.push(["Functions", { page: "functions", name: null, arguments: null }]);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <header class="bar">
        <a class="brand" href="#/">
          squall <span>studio</span>
        </a>
        <nav aria-label="Pages">
          {links.map(([title, to]) => (
            <a key={title} href={linkTo(to)} aria-current={titles[place.page] === title ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <span class="database" title={studio.about.name}>
          {studio.about.name}
          {studio.about.changes_remote && (
            <em title="Before each change a Time Travel bookmark is taken; the terminal says how to return.">
              {" "}
              remote, writable
            </em>
          )}
          {studio.about.read_only && <em title={studio.about.read_only_why}> read only</em>}
        </span>
        <button
          class="quiet"
          type="button"
          disabled={studio.changes.length === 0}
          onClick={studio.undo}
          title={studio.changes.at(-1)?.label ?? "Nothing to undo"}
        >
          Undo{studio.changes.length > 0 && ` (${studio.changes.length})`}
        </button>
        <button class="quiet" type="button" onClick={nextTheme} title="Light, dark, or as the system has it">
          Theme: {theme}
        </button>
      </header>
      <div class="body">
        <TableList schema={studio.schema} current={current} />
        <main id="main" ref={main} tabIndex={-1}>
          <CurrentPage place={place} />
        </main>
      </div>
      <ReviewBar />
      <div class="message" role="status" aria-live="polite">
        {message && (
          <p class={message.bad ? "bad" : ""}>
            <span>{message.text}</span>
            {!message.bad && studio.changes.at(-1)?.label === message.text && (
              <button type="button" onClick={studio.undo}>
                Undo
              </button>
            )}
            <button type="button" class="quiet" aria-label="Close this message" onClick={() => studio.say(null)}>
              ×
            </button>
          </p>
        )}
      </div>
    </>
  );
}

function CurrentPage({ place }: { place: Place }) {
  switch (place.page) {
    case "tables":
      return <TablesPage />;
    case "table":
      return <TablePage key={place.table} place={place} />;
    case "picture":
      return <PicturePage place={place} />;
    case "objects":
      return <ObjectsPage find={place.find} />;
    case "sql":
      return <SqlPage place={place} />;
    case "functions":
      return <FunctionsPage name={place.name} given={place.arguments} />;
  }
}

function TableList({ schema, current }: { schema: Schema; current: string | null }) {
  const [wanted, find] = useState("");
  const shown = [...schema.tables, ...schema.views].filter((t) =>
    t.name.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const order = [...shown].sort((a, b) => a.name.localeCompare(b.name));
  const pasted = wanted.indexOf("#/");
  return (
    <aside class="side" aria-label="Tables">
      <input
        id="find-table"
        type="search"
        placeholder="Find a table ( / )"
        aria-label="Find a table"
        value={wanted}
        onInput={(event) => find(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          if (pasted >= 0) {
            location.hash = wanted.slice(pasted).trim();
            find("");
          } else if (order[0]) location.hash = linkTo(toTable(order[0].name));
        }}
      />
      <ul>
        {order.map((t) => (
          <li key={t.name}>
            <a href={linkTo(toTable(t.name))} aria-current={t.name === current ? "page" : undefined}>
              <span>
                {t.name}
                {t.kind === "view" && <em class="tag">view</em>}
              </span>
              <small>{t.rows?.toLocaleString("en") ?? "many"}</small>
            </a>
          </li>
        ))}
      </ul>
      {order.length === 0 && (
        <p class="empty">{pasted >= 0 ? "Enter opens the link." : `No table has “${wanted}” in its name.`}</p>
      )}
      <p class="foot">
        {plural(schema.tables.length, "table")} · <a href="licenses.txt">Licenses</a>
      </p>
    </aside>
  );
}
