// Fields for the arguments of a function. What is left empty is left out; lists are written as JSON.
import type { Argument } from "./api";
import { jsonFault } from "./cells";

export type ArgumentTexts = Record<string, string>;

function valueOf(a: Argument, text: string): { value: unknown } | { fault: string } {
  if (a.list || a.kind === "json" || a.kind === "object") {
    const fault = jsonFault(text);
    if (fault) return { fault };
    const value: unknown = JSON.parse(text);
    return a.list && !Array.isArray(value) ? { fault: "is not a list" } : { value };
  }
  if (a.kind === "integer")
    return /^-?\d+$/.test(text.trim()) ? { value: Number(text) } : { fault: "is not an integer" };
  if (a.kind === "real") return Number.isFinite(Number(text)) ? { value: Number(text) } : { fault: "is not a number" };
  if (a.kind === "boolean") return { value: text === "true" };
  return { value: text };
}

const isGroup = (a: Argument) => a.kind === "object" && !a.list;

/** The arguments as they are sent, and what is wrong with which. Fields of an object go by "patch.name". */
export function argumentsOf(fields: Argument[], texts: ArgumentTexts, path = "") {
  const values: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const a of fields) {
    const at = path + a.name;
    if (isGroup(a)) {
      const isTouched = Object.keys(texts).some((name) => name.startsWith(`${at}.`) && texts[name] !== "");
      if (!a.required && !isTouched) continue;
      const inner = argumentsOf(a.fields, texts, `${at}.`);
      values[a.name] = inner.values;
      Object.assign(faults, inner.faults);
      continue;
    }
    const text = texts[at] ?? "";
    if (text === "") {
      if (a.required) faults[at] = "is needed";
      continue;
    }
    const read = valueOf(a, text);
    if ("fault" in read) faults[at] = read.fault;
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
  path?: string;
}) {
  const { fields, texts, faults, refused, change, path = "" } = props;
  return (
    <>
      {fields.map((a) => {
        const at = path + a.name;
        if (isGroup(a))
          return (
            <fieldset key={at}>
              <legend>
                {a.name} <small>{a.required ? "an object" : "an object, may be left out"}</small>
              </legend>
              <ArgumentFields {...props} fields={a.fields} path={`${at}.`} />
            </fieldset>
          );
        const id = `argument-${at}`;
        const text = texts[at] ?? "";
        const fault = faults[at];
        const isTold = fault !== undefined && (text !== "" || fault !== "is needed");
        const isRefused = refused?.includes(a.name) ?? false;
        const common = {
          id,
          value: text,
          "aria-required": a.required,
          "aria-invalid": isTold || isRefused ? ("true" as const) : undefined,
        };
        const take = (event: { currentTarget: { value: string } }) =>
          change({ ...texts, [at]: event.currentTarget.value });
        const choices = a.kind === "boolean" ? ["true", "false"] : a.values;
        return (
          <div class="field" key={at}>
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
            ) : a.list || a.kind === "json" ? (
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
