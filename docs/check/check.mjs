// ./dev docs: every link of the pages leads somewhere, and every code block is compiled (C++ against the headers, TypeScript
// against the mail example's client; those of adding.md in the files that they are for), prepared (SQL, on the mail example's
// tables), held against the file that it quotes or the commands that there are. "text" blocks are output: the rows of the recipes are run,
// others are not looked at.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkAdding, page as adding } from "./adding.mjs";
import { checkCpp } from "./cpp.mjs";
import { checkLinks } from "./links.mjs";
import { blocksOf } from "./pages.mjs";
import { checkQuotes, quotedFile } from "./quotes.mjs";
import { checkRows } from "./rows.mjs";
import { checkShell } from "./shell.mjs";
import { checkSql } from "./sql.mjs";
import { checkTypescript } from "./typescript.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], { cwd: root, encoding: "utf8" });
const all = tracked
  .trim()
  .split("\n")
  .filter((page) => !/^template(_adopt)?\//.test(page));
// Pages of docs/reference have signatures only, which are generated from what the compilers have read.
const withCode = all.filter((page) => !page.startsWith("docs/reference/"));

const problems = checkLinks(root, all);
// Followed line by line in a new project: tests/package/second_hour.mjs.
const isRun = (page) => page === "docs/guide/second-hour.md";
const blocks = withCode
  .filter((page) => !isRun(page))
  .flatMap((page) => blocksOf(page, readFileSync(join(root, page), "utf8")));
const quotes = blocks.filter(quotedFile);
problems.push(...checkQuotes(root, quotes));
const followed = blocks.filter(
  (block) => block.page === adding && /^(cpp|ts)$/.test(block.language) && !quotedFile(block),
);
problems.push(...checkAdding(root, followed));
const counts = [`${quotes.length} quotes`, `${followed.length} of adding.md`];
const rest = blocks.filter((block) => !quotes.includes(block) && !followed.includes(block));
const checks = { cpp: checkCpp, ts: checkTypescript, sh: checkShell, sql: checkSql };
for (const [language, check] of Object.entries(checks)) {
  const mine = rest.filter((block) => block.language === language);
  problems.push(...(await check(root, mine)));
  counts.push(`${mine.length} of ${language}`);
}
const recipes = rest.filter(({ page }) => page === "docs/guide/recipes.md");
const ran = await checkRows(root, recipes);
problems.push(...ran.problems);
counts.push(`${ran.lines} lines of rows`);
for (const { page, line, language } of rest)
  if (!(language in checks) && language !== "text")
    problems.push(`${page}:${line}: a block of "${language}" is checked by nothing`);

for (const problem of problems) console.error(problem.replaceAll(`${root}/`, ""));
console.log(
  `${all.length} pages, links followed; ${blocks.length} blocks: ${counts.join(", ")}; ${problems.length} problems`,
);
process.exit(problems.length === 0 ? 0 : 1);
