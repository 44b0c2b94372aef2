// ./dev docs: every link of the pages leads somewhere, and every code block of the guide, of "coming from Drizzle" and of the
// README is compiled (C++ against the headers, TypeScript against the mail example's client), prepared (SQL, on the mail
// example's tables) or held against the commands that there are. "text" blocks are output and are not looked at.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkCpp } from "./cpp.mjs";
import { checkLinks } from "./links.mjs";
import { blocksOf } from "./pages.mjs";
import { checkShell } from "./shell.mjs";
import { checkSql } from "./sql.mjs";
import { checkTypescript } from "./typescript.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], { cwd: root, encoding: "utf8" });
const all = tracked
  .trim()
  .split("\n")
  .filter((page) => !page.startsWith("template/"));
const withCode = all.filter((page) => /^(README\.md|docs\/guide\/|docs\/coming-from-drizzle\.md)/.test(page));

const problems = checkLinks(root, all);
const blocks = withCode.flatMap((page) => blocksOf(page, readFileSync(join(root, page), "utf8")));
const checks = { cpp: checkCpp, ts: checkTypescript, sh: checkShell, sql: checkSql };
const counts = [];
for (const [language, check] of Object.entries(checks)) {
  const mine = blocks.filter((block) => block.language === language);
  problems.push(...(await check(root, mine)));
  counts.push(`${mine.length} of ${language}`);
}
for (const { page, line, language } of blocks)
  if (!(language in checks) && language !== "text")
    problems.push(`${page}:${line}: a block of "${language}" is checked by nothing`);

for (const problem of problems) console.error(problem.replaceAll(`${root}/`, ""));
console.log(
  `${all.length} pages, links followed; ${blocks.length} blocks: ${counts.join(", ")}; ${problems.length} problems`,
);
process.exit(problems.length === 0 ? 0 : 1);
