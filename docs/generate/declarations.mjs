// Reads src/repositories/<domain>.hpp: the functions with their comments, and the arguments that they declare.
import { commentBefore } from "../../js-shim/function_comments.mjs";

/** The parts of "a, b<c, d>, {e, f}": commas inside brackets and quotes separate nothing. */
export function splitList(text) {
  const parts = [];
  let depth = 0;
  let quoted = false;
  let part = "";
  for (const c of text) {
    if (c === '"') quoted = !quoted;
    else if (!quoted && "<({[".includes(c)) depth += 1;
    else if (!quoted && ">)}]".includes(c)) depth -= 1;
    if (c === "," && depth === 0 && !quoted) {
      parts.push(part.trim());
      part = "";
    } else part += c;
  }
  if (part.trim()) parts.push(part.trim());
  return parts;
}

/** What stands between a "<" and the ">" that belongs to it. */
function insideAngles(text, open) {
  let depth = 0;
  for (let i = open; i < text.length; i += 1) {
    if (text[i] === "<") depth += 1;
    else if (text[i] === ">" && (depth -= 1) === 0) return text.slice(open + 1, i);
  }
  throw new Error(`no end of ${text.slice(open, open + 60)}`);
}

const withoutComments = (text) => text.replace(/\/\/.*$/gm, "");
const oneLine = (text) => text.replace(/\s+/g, " ").trim();

/** Structs of arguments by the name of their definition: { name, type, marks } of each field. */
function readDefinitions(source) {
  const definitions = new Map();
  for (const found of source.matchAll(/struct (\w+) \{([^]*?)\n\};/g)) {
    const body = withoutComments(found[2]);
    const fields = [...body.matchAll(/\barg</g)].map(({ index }) => {
      const [name, type, ...marks] = splitList(oneLine(insideAngles(body, index + 3)));
      return { name: JSON.parse(name), type, marks };
    });
    definitions.set(found[1], fields);
  }
  return definitions;
}

/** Arguments by the name of their type: get_args -> the fields of get_fields. */
export function readArguments(source) {
  const definitions = readDefinitions(source);
  const types = new Map();
  for (const [, name, definition] of source.matchAll(/using (\w+) = arguments<(\w+)>;/g))
    types.set(name, definitions.get(definition));
  return { definitions, types };
}

/** { title, functions: [{ name, cpp_name, result, args, summary, errors }] } of a header. */
export function readHeader(source) {
  const title = [];
  for (const line of source.split("\n").slice(1)) {
    if (!line.startsWith("//")) break;
    title.push(line.slice(2).trim());
  }
  const functions = [];
  for (const found of source.matchAll(/^plan<(.+)> (\w+)\(([\w:]+)&&\);/gm)) {
    const { text: summary, errors } = commentBefore(source, found.index);
    const name = found[2].replace(/_$/, "");
    functions.push({ name, cpp_name: found[2], result: found[1], args: found[3], summary, errors });
  }
  return { title: title.join(" "), functions };
}
