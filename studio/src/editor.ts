// The editor of SQL, CodeMirror: colours, completion of tables, columns and functions. Loaded when the page of SQL is opened. It
// stands in a shadow root: there its styles are a style sheet that the page adopts, which the Content-Security-Policy admits.
import {
  autocompletion,
  closeBrackets,
  type Completion,
  type CompletionContext,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { keywordCompletionSource, schemaCompletionSource, sql, SQLite } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Schema } from "./api";
import { nameInSql } from "./cells";

export interface Editor {
  setText: (text: string) => void;
  destroy: () => void;
}
export interface EditorOptions {
  text: string;
  schema: Schema;
  functions: string[];
  change: (text: string) => void;
  run: (text: string) => void;
}

const theme = EditorView.theme({
  "&": {
    border: "1px solid var(--line)",
    borderRadius: "5px",
    background: "var(--page)",
    color: "var(--text)",
    fontSize: "13px",
  },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": {
    fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace',
    lineHeight: "1.5",
    minHeight: "7.5em",
    maxHeight: "45vh",
    overflow: "auto",
  },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-gutters": { background: "var(--raised)", color: "var(--dim)", border: "none" },
  ".cm-matchingBracket": { background: "var(--chosen)", outline: "1px solid var(--dim)" },
  ".cm-tooltip": { background: "var(--page)", color: "var(--text)", border: "1px solid var(--line)" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "2px 8px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--chosen)", color: "var(--text)" },
  ".cm-completionDetail": { color: "var(--dim)" },
  ".cm-completionIcon": { color: "var(--dim)" },
});
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--warm)" },
  { tag: tags.comment, color: "var(--dim)", fontStyle: "italic" },
  { tag: tags.typeName, color: "var(--link)" },
]);

/** Functions, and the columns of every table that the statement names. */
function wordsOf(schema: Schema, functions: string[]) {
  const all: Completion[] = functions.map((name) => ({ label: name, type: "function", apply: `${name}(` }));
  const tables = [...schema.tables, ...schema.views];
  return (context: CompletionContext) => {
    const word = context.matchBefore(/[\w$]+/);
    if (!word && !context.explicit) return null;
    if (context.matchBefore(/\.[\w$]*/)) return null; // of one table: schemaCompletionSource knows which
    const text = context.state.doc.toString().toLowerCase();
    const named = tables.filter((t) => text.includes(t.name.toLowerCase()));
    const columns = named.flatMap((t) =>
      t.columns.map((c): Completion => ({
        label: c.name,
        type: "property",
        detail: t.name,
        apply: /^[a-z_]\w*$/i.test(c.name) ? c.name : nameInSql(c.name),
        boost: 1,
      })),
    );
    return { from: word?.from ?? context.pos, options: [...columns, ...all], validFor: /^[\w$]*$/ };
  };
}

/**
 * A text in the place of a selection. Left to itself, the browser would keep the style of what it replaces in a style attribute,
 * which the Content-Security-Policy refuses with a complaint.
 */
const replacesSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    if (empty || view.composing || event.inputType !== "insertText" || event.data === null) return false;
    const text = event.data;
    const change = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type" });
    event.preventDefault();
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, change)))
      view.dispatch(change());
    return true;
  },
});

export function openEditor(host: HTMLElement, options: EditorOptions): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const frame = root.appendChild(document.createElement("div"));
  const tables = Object.fromEntries(
    [...options.schema.tables, ...options.schema.views].map((t) => [t.name, t.columns.map((c) => c.name)]),
  );
  const view = new EditorView({
    root,
    parent: frame,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        // Before the others: Enter with Ctrl is a line break of CodeMirror's. Tab leaves the editor.
        keymap.of([
          {
            key: "Mod-Enter",
            run: (v) => {
              options.run(v.state.doc.toString());
              return true;
            },
          },
        ]),
        lineNumbers(),
        history(),
        closeBrackets(),
        bracketMatching(),
        sql({ dialect: SQLite, upperCaseKeywords: true }),
        autocompletion({
          override: [
            schemaCompletionSource({ dialect: SQLite, schema: tables }),
            wordsOf(options.schema, options.functions),
            keywordCompletionSource(SQLite, true),
          ],
        }),
        syntaxHighlighting(colours),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": "SQL" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.change(update.state.doc.toString());
        }),
        EditorView.lineWrapping,
        replacesSelection,
        theme,
      ],
    }),
  });
  return {
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    destroy: () => {
      view.destroy();
      frame.remove();
    },
  };
}
