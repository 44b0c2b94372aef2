// Docs and messages use the words of the field: a retired word is reported with its file, its line and the word to use.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Retired in docs and messages: what is found, the word to use, a text in which it is found. */
const retired = [
  [/\bpassing (fault|error)s?\b/, "transient error", "after a passing fault"],
  [/\bcut by chance\b/, "with jitter", "waits that are cut by chance"],
  [/\b(sends?|sent|tried) again\b/, "retries, is retried", "the write is sent again"],
  [/\bsecond run does no harm\b/, "idempotent", "a second run does no harm"],
  [/\bpatience\b/, "retry policy", "has no patience"],
  [/\bdoubts?\b/, "unknown outcome", "an error in doubt"],
  [/\bmoments?\b/, "timestamp, time of the call", "the moment of the call"],
  [/\bpieces?\b/, "optional fragment", "its chosen pieces"],
  [/\bstretch(es)?\b/, "fragment, range", "a stretch of the text"],
  [/\bchosen texts?\b/, "variant", "the chosen text"],
  [/\bslots?\b/, "batch index", "the slot of a guard"],
  [/\bheld by (the )?host\b/, "host handle", "a string held by the host"],
  [/\brehears(es|ed|ing|al)\b/, "dry run", "rehearsing a write"],
  [/\bkept back\b/, "suppressed", "a write that was kept back"],
  [/\btold\b/, "passed, reported, named", "the function is told"],
  [/\bgives?\b/, "returns, yields, contains", "what a function gives"],
  [/\banew\b/, "again, rebuilt, recreated, restarted", "the table is made anew"],
  [/\b(ours|theirs)\b/, "say whose", "the new function is ours"],
  [/\bmend(s|ed|ing)?\b/, "fix", "the fault was mended"],
  [/\bbelievable\b/, "realistic, fake", "believable rows"],
  [/\bprivate folders?\b/, "temporary directory", "a private folder"],
  [/\bin spite of\b/, "despite", "in spite of differences"],
  [/\ba stranger'?s?\b/, "third-party", "a stranger's database"],
  [/\bthe world('s)?\b/, "environment, system", "the world's clock"],
  [/\bthe way in\b/, "migration guide", "the way in"],
  [/\ba word on\b/, "note", "a word on errors"],
  [/\b(with|into|is) one sentence\b/, "one diagnostic", "stop it with one sentence"],
  [/(?<![Tt]here )\bis no (?!longer\b|more\b)[a-z]/, "is not a", "the value is no integer"],
];
/** Retired in messages alone. */
const retiredInMessages = [
  [/\bgoes\b/, "is dropped", "table agents goes"],
  [/\bis new\b/, "is added", "column a.b is new"],
  [/\b(bring|say|give) (its|--)/i, "pass", "say --allow-loss"],
  [/\bpassed over\b/, "ignored, skipped", "the file is passed over"],
  [/\bholds? (no|a|two|several)\b/, "contains", "the folder holds no file"],
];

/** The rules that a text breaks. */
const broken = (text, rules) => rules.filter(([find]) => find.test(text));

/** The prose of a page, line by line: without code, addresses and quotations. */
function* proseOf(page) {
  let inCode = false;
  let number = 0;
  for (const line of page.split("\n")) {
    number++;
    if (/^\s*```/.test(line)) inCode = !inCode;
    else if (!inCode && !/^ {4}\S/.test(line))
      yield [number, line.replace(/`[^`]*`/g, "``").replace(/\]\([^)]*\)/g, "]")];
  }
}

/** The string literals of C++ or TypeScript that people read: those of several words that are no SQL. */
function* messagesOf(source) {
  const tokens =
    /\/\/[^\n]*|\/\*[^]*?\*\/|R"(\w*)\([^]*?\)\1"|'(?:\\.|[^'\\\n])'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  for (const { 0: token, index } of source.matchAll(tokens)) {
    if (!/^["`]/.test(token) || !/[a-z] \S|^" [a-z]/i.test(token) || isSql.test(token)) continue;
    yield [source.slice(0, index).split("\n").length, token];
  }
}
const isSql = /\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|FROM|WHERE|PRAGMA)\b/;

/** What a shell script prints: its here-documents and quoted strings. */
function* printedOf(script) {
  let inHere = false;
  let number = 0;
  for (const line of script.split("\n")) {
    number++;
    if (line === "TEXT") inHere = false;
    if (inHere) yield [number, line];
    else if (!/^\s*#/.test(line))
      for (const [text] of line.matchAll(/"[^"]*"/g)) yield [number, text.replace(/\$\{?\w+/g, "$")];
    if (/<<-?'?TEXT/.test(line)) inHere = true;
  }
}

const tracked = (...paths) =>
  execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", ...paths], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((path) => path !== "");

function found(paths, partsOf, rules) {
  const all = [];
  for (const path of paths)
    for (const [line, text] of partsOf(readFileSync(join(root, path), "utf8")))
      for (const [find, use] of broken(text, rules)) all.push(`${path}:${line}: "${find.exec(text)[0]}": use ${use}`);
  return all.sort();
}

test("docs use the words of the field", () => {
  const pages = tracked("*.md").filter((path) => /^(docs\/|[A-Z]+\.md$)/.test(path) && !unread.test(path));
  assert.ok(pages.length > 20);
  assert.deepEqual(found(pages, proseOf, retired), []);
});
/** A record of what was found, in the words of its time. */
const unread = /^docs\/FINDINGS\.md/;

test("messages use the words of the field", () => {
  const rules = [...retired, ...retiredInMessages];
  const sources = tracked("src/tool", "src/migrate", "src/studio", "bindings", "js-shim/src", "studio/src");
  // The schemas repeat the messages of src/core.
  const others = /fake_data|macro_names|schema\/arguments/;
  const messages = sources.filter((path) => /\.(cpp|hpp|tsx?)$/.test(path) && !others.test(path));
  assert.ok(messages.length > 100);
  const printed = found(["dev", "scripts/setup.sh", "scripts/build.sh", "template/dev"], printedOf, rules);
  assert.deepEqual([...found(messages, messagesOf, rules), ...printed], []);
});

test("every rule finds its word where people read it, and nowhere else", () => {
  const lines = (parts) => [...parts].filter(([, text]) => broken(text, [rule]).length > 0).map(([line]) => line);
  let rule;
  for (rule of [...retired, ...retiredInMessages]) {
    const text = rule[2];
    assert.deepEqual(
      lines(proseOf(`# Page\n\n\`${text}\` is code.\n\n${text}\n\n\`\`\`sh\n${text}\n\`\`\`\n`)),
      [5],
      text,
    );
    assert.deepEqual(
      lines(messagesOf(`// ${text}\nfail("${text}");\nfail('"', "SELECT ${text}"); /* ${text} */`)),
      [2],
      text,
    );
    assert.deepEqual(lines(printedOf(`# ${text}\nsay "${text}"\ncat <<TEXT\n${text}\nTEXT\n`)), [2, 4], text);
  }
  assert.deepEqual(lines(proseOf("there is no such table, and it is no longer there")), []);
});
