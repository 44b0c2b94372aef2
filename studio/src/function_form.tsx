// Fields for the arguments of a function. What is left empty is left out; objects and lists of objects are written as JSON.
import type { Argument } from "./api";
import { jsonFault } from "./cells";

export type ArgumentTexts = Record<string, string>;

function valueOf(a: Argument, text: string): { value: unknown } | { fault: string } {
  if (a.list || a.kind === "json" || a.kind === "object") {
    const fault = jsonFault(text);
    if (fault) return { fault };
    const value: unknown = JSON.parse(text);
    return a.list && !Array.isArray(value) ? { fault: "is no list" } : { value };
  }
  if (a.kind === "integer") return /^-?\d+$/.test(text.trim()) ? { value: Number(text) } : { fault: "is no integer" };
  if (a.kind === "number") return Number.isFinite(Number(text)) ? { value: Number(text) } : { fault: "is no number" };
  if (a.kind === "boolean") return { value: text === "true" };
  return { value: text };
}

/** The arguments as they are sent, and what is wrong with which. */
export function argumentsOf(fields: Argument[], texts: ArgumentTexts) {
  const values: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const a of fields) {
    const text = texts[a.name] ?? "";
    if (text === "") {
      if (a.required) faults[a.name] = "is needed";
      continue;
    }
    const read = valueOf(a, text);
    if ("fault" in read) faults[a.name] = read.fault;
    else values[a.name] = read.value;
  }
  return { values, faults };
}

const kindText = (a: Argument) =>
  `${a.kind === "enum" ? "one of a list" : a.kind}${a.list ? ", a list" : ""}${a.required ? "" : a.default !== null ? `, else ${a.default}` : ", may be left out"}`;

const shapeOf = (a: Argument): string => {
  if (a.kind !== "object") return a.list ? `["…"]` : "";
  const inner = `{${a.fields.map((f) => `"${f.name}": …`).join(", ")}}`;
  return a.list ? `[${inner}]` : inner;
};

export function ArgumentFields(props: {
  fields: Argument[];
  texts: ArgumentTexts;
  faults: Record<string, string>;
  refused: string | undefined;
  change: (to: ArgumentTexts) => void;
}) {
  const { fields, texts, faults, refused, change } = props;
  return (
    <>
      {fields.map((a) => {
        const id = `argument-${a.name}`;
        const text = texts[a.name] ?? "";
        const fault = faults[a.name];
        const isTold = fault !== undefined && (text !== "" || fault !== "is needed");
        const isRefused = refused?.includes(a.name) ?? false;
        const common = {
          id,
          value: text,
          "aria-required": a.required,
          "aria-invalid": isTold || isRefused ? ("true" as const) : undefined,
        };
        const take = (event: { currentTarget: { value: string } }) =>
          change({ ...texts, [a.name]: event.currentTarget.value });
        const choices = a.kind === "boolean" ? ["true", "false"] : a.values;
        return (
          <div class="field" key={a.name}>
            <label for={id}>
              {a.name} <small>{kindText(a)}</small>
            </label>
            {choices.length > 0 && !a.list ? (
              <select {...common} onChange={take}>
                <option value="" />
                {choices.map((v) => (
                  <option key={v}>{v}</option>
                ))}
              </select>
            ) : a.list || a.kind === "json" || a.kind === "object" ? (
              <textarea {...common} rows={3} onInput={take} spellcheck={false} placeholder={shapeOf(a)} />
            ) : (
              <input {...common} onInput={take} spellcheck={false} autocomplete="off" />
            )}
            {isTold && <p class="fault">{fault}</p>}
          </div>
        );
      })}
    </>
  );
}
