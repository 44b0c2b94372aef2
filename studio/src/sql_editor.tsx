// Where the editor stands: its code is loaded with the page of SQL.
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "./api";
import type { Editor } from "./editor";
import { useStudio } from "./state";

/** The functions of this SQLite, for the completion. */
async function functionNames(): Promise<string[]> {
  try {
    const { rows } = await api.sql("SELECT DISTINCT name FROM pragma_function_list ORDER BY name", false);
    return rows.map(([name]) => String(name)).filter((name) => /^[a-z]\w*$/i.test(name));
  } catch {
    return []; // the completion goes without them
  }
}

/** `version` counts what is put into the editor from outside; what is typed there goes only outwards. */
export interface GivenText {
  text: string;
  version: number;
}
export function SqlEditor(props: { given: GivenText; change: (text: string) => void; run: (text: string) => void }) {
  const { schema } = useStudio();
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let isGone = false;
    void Promise.all([import("./editor"), functionNames()]).then(([{ openEditor }, functions]) => {
      if (isGone || !host.current) return;
      editor.current = openEditor(host.current, {
        text: latest.current.given.text,
        schema,
        functions,
        change: (text) => latest.current.change(text),
        run: (text) => latest.current.run(text),
      });
      setReady(true);
    });
    return () => {
      isGone = true;
      editor.current?.destroy();
    };
  }, []);
  useEffect(() => {
    editor.current?.setText(props.given.text);
  }, [props.given.version]);
  return (
    <>
      <div class="editor-host" ref={host} />
      {!ready && <p class="empty">Loading the editor…</p>}
    </>
  );
}
