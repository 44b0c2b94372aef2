// Runs every call on the application's code and on the functions that take its place, each on a database of its own kind, and
// compares answers and databases: node tests/compare/iofold/run.mjs PATH [--only TEXT] [--verbose]. With --across the application's
// own code is called before the migrations and after them, which must make no difference. With --databases each database that
// its files have made goes through squall migrate. With --unit-tests its own unit tests are run before the move and after it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { open as openClient } from "../../../dist/node.js";
import { application, root } from "./application.mjs";
import { contents, open, statesOf, tablesOf } from "./database.mjs";
import { migrateAll } from "./databases.mjs";
import { reasons } from "./differences.mjs";
import { compareAcross } from "./across.mjs";
import { operations } from "./operations.mjs";
import { plainForm } from "./plain_form.mjs";
import { runUnitTests } from "./unit_tests.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    verbose: { type: "boolean" },
    across: { type: "boolean" },
    databases: { type: "boolean" },
    "unit-tests": { type: "boolean" },
  },
});
const path = positionals[0] ?? process.env.SQUALL_IOFOLD;
if (path === undefined) {
  console.error("usage: ./dev compare iofold PATH: PATH is a checkout or a git directory of github.com/iofold/iofold");
  process.exit(2);
}
if (!["package.json", "HEAD"].some((name) => existsSync(join(path, name)))) {
  console.error(`compare: ${path} is not a checkout or a git directory of github.com/iofold/iofold`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "squall-compare-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
if (values["unit-tests"]) {
  const failures = runUnitTests(path, folder);
  for (const failure of failures) console.log(`FAILS  ${failure}`);
  process.exit(failures.length === 0 ? 0 : 1);
}
const { code, files } = await application(path, folder);
if (values.databases) {
  const failures = await migrateAll(files, folder);
  for (const failure of failures) console.log(failure);
  process.exit(failures.length === 0 ? 0 : 1);
}
const states = await statesOf(files);
const began = Date.now();
console.error = () => undefined; // the application logs what it catches
console.log = (
  (log) =>
  (...args) =>
    String(args[0]).startsWith("[QueueProducer]") ? undefined : log(...args)
)(console.log);

/** What a side answered: a Response, a value, or what it threw. Of an error the status counts, not the words. */
async function answerOf(perform) {
  let answer;
  try {
    answer = await perform();
  } catch (error) {
    return { thrown: true, why: `${error.kind ?? error.name}: ${error.message}` };
  }
  if (answer instanceof Response) {
    const body = await answer.text();
    return answer.status >= 400
      ? { status: answer.status, why: body }
      : { status: answer.status, body: body ? JSON.parse(body) : null };
  }
  if (typeof answer?.status === "number") return answer.status >= 400 ? { status: answer.status } : answer;
  return { value: answer === undefined ? null : JSON.parse(JSON.stringify(answer)) };
}
/** Follows next_cursor to the end: all pages, without their cursors, which are each side's own. */
async function walked(perform, args) {
  const pages = [];
  for (let cursor; pages.length < 100;) {
    const page = await answerOf(() => perform(withCursor(args, cursor)));
    const next = page.body?.next_cursor;
    pages.push(page.body ? { ...page, body: { ...page.body, next_cursor: next ? "more" : null } } : page);
    if (!next) return pages;
    cursor = next;
  }
  throw new Error("the pages do not end");
}
function withCursor(args, cursor) {
  if (cursor === undefined) return args;
  return args.map((arg) => {
    if (arg instanceof URLSearchParams) return new URLSearchParams({ ...Object.fromEntries(arg), cursor });
    return typeof arg === "object" && arg !== null ? { ...arg, cursor } : arg;
  });
}

/** A side: its database, and what is called on it. Reads share one; each write has its own. */
async function sideOf(which, state) {
  const db = await open(states[state], { migrated: which === "ours" });
  const renamed = which === "ours" && state === "candidates" ? { eval_executions: "eval_candidate_executions" } : {};
  return { db, renamed, context: which === "old" ? { code, db } : { client: openClient(db) } };
}
const shared = new Map();
async function sides(operation) {
  const state = operation.state ?? "evals";
  if (!operation.writes && shared.has(state)) return shared.get(state);
  const pair = { old: await sideOf("old", state), ours: await sideOf("ours", state) };
  if (!operation.writes) shared.set(state, pair);
  return pair;
}

const counts = { same: 0, intended: 0 };
const byReason = new Map();
const failures = [];
if (values.across)
  failures.push(...(await compareAcross({ code, states, answerOf, walked, began, only: values.only })));
else
  for (const operation of operations) {
    if (values.only && !operation.name.includes(values.only)) continue;
    const before = { ...counts };
    for (const { args, differs } of operation.calls) {
      const pair = await sides(operation);
      const found = {};
      for (const which of ["old", "ours"]) {
        const side = pair[which];
        const perform = (given) =>
          operation[which](side.context, ...(which === "ours" && operation.adapt ? operation.adapt(given) : given));
        const answer = operation.walks ? await walked(perform, args) : await answerOf(() => perform(args));
        found[which] = { answer, rows: undefined };
      }
      if (operation.writes) {
        const tables = await tablesOf(pair.old.db);
        for (const which of ["old", "ours"])
          found[which].rows = await contents(pair[which].db, tables, pair[which].renamed);
        await Promise.all([pair.old.db.close(), pair.ours.db.close()]);
      }
      const [old, ours] = [plainForm(found.old, began), plainForm(found.ours, began)];
      const name =
        `${operation.name}(${args.map((arg) => JSON.stringify(arg instanceof URLSearchParams ? Object.fromEntries(arg) : arg)).join(", ")})`.slice(
          0,
          160,
        );
      const isSame = isDeepStrictEqual(old, ours);
      if (differs !== undefined && !(differs in reasons)) failures.push(`${name}: no reason is called ${differs}`);
      else if (isSame && differs !== undefined) failures.push(`${name}: the same, though marked as ${differs}`);
      else if (!isSame && differs === undefined) failures.push(`${name}: ${differenceOf(old, ours)}${whys(found)}`);
      else if (isSame) counts.same++;
      else {
        counts.intended++;
        byReason.set(differs, (byReason.get(differs) ?? 0) + 1);
        if (values.verbose) console.log(`  ${name}: ${differs}: ${differenceOf(old, ours)}${whys(found)}`);
      }
    }
    console.log(
      `${operation.name.padEnd(40)} ${counts.same - before.same} the same, ${counts.intended - before.intended} differ as intended`,
    );
  }
for (const { old, ours } of shared.values()) await Promise.all([old.db.close(), ours.db.close()]);

for (const [reason, number] of byReason) console.log(`${String(number).padStart(4)} ${reason}: ${reasons[reason]}`);
const unused = values.only || values.across ? [] : Object.keys(reasons).filter((reason) => !byReason.has(reason));
for (const reason of unused) failures.push(`no call shows ${reason}`);
// The guide has a line for each reason, with the number of its calls.
const guide = readFileSync(join(root, "docs/guide/iofold.md"), "utf8");
if (!values.only && !values.across)
  for (const [reason, number] of byReason)
    if (!guide.includes(`| ${reason} | ${number} |`))
      failures.push(`docs/guide/iofold.md has no line for ${reason} with ${number} calls`);
for (const failure of failures) console.log(`DIFFERS  ${failure}`);
if (values.across) process.exit(failures.length === 0 ? 0 : 1);
const total = counts.same + counts.intended + failures.length;
console.log(
  `compare: ${total} calls in ${Math.round((Date.now() - began) / 1000)} s: ${counts.same} the same, ${counts.intended} differ as intended, ${failures.length} failures`,
);
process.exit(failures.length === 0 ? 0 : 1);

/** Where two plain values differ first. */
function differenceOf(a, b, at = "") {
  if (isDeepStrictEqual(a, b)) return undefined;
  const isObject = (value) => typeof value === "object" && value !== null;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b))
    return `${at || "answer"}: ${JSON.stringify(a)?.slice(0, 120)} → ${JSON.stringify(b)?.slice(0, 120)}`;
  const found = [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) =>
    differenceOf(a[key], b[key], `${at}.${key}`),
  );
  return found.find((one) => one !== undefined);
}
function whys({ old, ours }) {
  const why = [old.answer.why, ours.answer.why].filter(Boolean).join(" | ");
  return why ? ` (${why.slice(0, 200)})` : "";
}
