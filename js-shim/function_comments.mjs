// Puts the comments of C++ declarations above the functions of a client's types, where editors show them.
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The comment above a declaration as { text, errors }. */
export function commentBefore(source, index) {
  const lines = [];
  for (const line of source.slice(0, index).trimEnd().split("\n").reverse()) {
    if (!line.startsWith("///")) break;
    lines.unshift(line.slice(3).trim());
  }
  const [text, errors = ""] = lines.join(" ").split(/\s*\bErrors: /);
  return { text, errors };
}

/** The comments of a header's functions by "domain.function". A word of C++ has an underscore behind it there: delete_. */
export function readComments(source) {
  const comments = new Map();
  const domain = /^namespace (?:\w+::)*(\w+) \{/m.exec(source)?.[1];
  for (const found of source.matchAll(/^[\w:]+<.+> (\w+)\([\w:]+&&\);/gm)) {
    const comment = commentBefore(source, found.index);
    if (comment.text) comments.set(`${domain}.${found[1].replace(/_$/, "")}`, comment);
  }
  return comments;
}

/** The same of all headers that the build lists in headers.txt beside the client; none where there is no list. */
export function readAllComments(generated) {
  const list = resolve(generated, "headers.txt");
  const comments = new Map();
  if (!existsSync(list)) return comments;
  for (const header of readFileSync(list, "utf8").split("\n").filter(Boolean))
    for (const [name, comment] of readComments(readFileSync(resolve(dirname(list), header), "utf8")))
      comments.set(name, comment);
  return comments;
}

const maxWidth = 110;
function wrapped(text) {
  const lines = [""];
  for (const word of text.split(" "))
    if (lines.at(-1) && lines.at(-1).length + word.length >= maxWidth) lines.push(word);
    else lines[lines.length - 1] += (lines.at(-1) ? " " : "") + word;
  return lines;
}
/** A comment of TypeScript. What would end it, or begin a tag, is only text. */
function jsdoc({ text, errors }) {
  const lines = wrapped(text);
  if (errors) lines.push(...wrapped(`@throws {SquallError} ${errors}`));
  const safe = lines.map((line) => line.replaceAll("*/", "*\\/"));
  if (safe.length === 1) return `  /** ${safe[0]} */\n`;
  return `  /**\n${safe.map((line) => `   * ${line}\n`).join("")}   */\n`;
}

/** The types of a client with a comment above each function that has one. */
export function withComments(types, comments) {
  let domain = "";
  return types
    .split("\n")
    .map((line) => {
      const starts = /^export interface (\w+)Functions</.exec(line);
      if (starts) domain = starts[1].replace(/(?<!^)[A-Z]/g, (c) => `_${c}`).toLowerCase();
      const name = /^  (\w+)\(args\??: /.exec(line)?.[1];
      const comment = name === undefined ? undefined : comments.get(`${domain}.${name}`);
      return comment === undefined ? line : jsdoc(comment) + line;
    })
    .join("\n");
}
