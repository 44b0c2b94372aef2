// Reads the generated client.d.ts: each function's TypeScript types, and the interfaces that they name.
import { splitList } from "./declarations.mjs";

// A function of several steps has no place in a batch: its type there takes no arguments.
const onlyAlone = 'Mode extends "plan" ? never : ';
const readFunction = (args, isOptional, result) => ({
  args: args.replace(onlyAlone, ""),
  hasSteps: args.startsWith(onlyAlone),
  isOptional,
  result,
});

/** { domains, functions: Map("domain.function" -> { args, hasSteps, isOptional, result }), interfaces: Map(name -> text) } */
export function readClientTypes(text) {
  const interfaces = new Map();
  const bodies = new Map();
  for (const [whole, name, mode, body] of text.matchAll(/^export interface (\w+)(<.*>)? \{\n([^]*?)^\}/gm))
    (mode ? bodies : interfaces).set(name, mode ? body : whole.replace("export ", ""));
  const domains = [...text.matchAll(/^  readonly (\w+): (\w+)<Mode>;/gm)];
  const functions = new Map();
  for (const [, domain, name] of domains)
    for (const [, fn, optional, args, result] of bodies
      .get(name)
      .matchAll(/^  (\w+)\(args(\??): (.*?)(?:, \.\.\.options: Options<Mode>)?\): Result<Mode, (.*)>;$/gm))
      functions.set(`${domain}.${fn}`, readFunction(args, optional === "?", result));
  return { domains: domains.map(([, domain]) => domain), functions, interfaces };
}

/** The fields of an object type: "{ a: string; b?: number }" -> Map("a" -> "string", "b?" -> "number"). */
export function fieldsOf(type) {
  const inner = type.replace(/^\{ ?/, "").replace(/ ?\}$/, "");
  const fields = new Map();
  for (const field of splitList(inner.replace(/;/g, (mark, at) => (depthAt(inner, at) === 0 ? "," : mark)))) {
    const [, name, fieldType] = field.match(/^(\w+\??): (.*)$/s);
    fields.set(name, fieldType);
  }
  return fields;
}
function depthAt(text, end) {
  let depth = 0;
  for (const c of text.slice(0, end)) depth += "<({[".includes(c) ? 1 : ">)}]".includes(c) ? -1 : 0;
  return depth;
}

/** The interfaces that a type names, and those that they name. */
export function interfacesIn(type, interfaces, found = new Set()) {
  for (const [name] of type.matchAll(/\b[A-Z]\w+\b/g)) {
    if (!interfaces.has(name) || found.has(name)) continue;
    found.add(name);
    interfacesIn(interfaces.get(name), interfaces, found);
  }
  return found;
}
