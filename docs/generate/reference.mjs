// Makes the pages of docs/reference, in memory: of the headers, the generated client.d.ts and tests/plans.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readClientTypes } from "./client_types.mjs";
import { readArguments, readHeader } from "./declarations.mjs";
import { pageOf } from "./domain_page.mjs";
import { readPlanFacts } from "./plan_facts.mjs";

/** Map(file name -> text), README.md first. */
export function referencePages(root) {
  const read = (...path) => readFileSync(join(root, ...path), "utf8");
  const client = readClientTypes(read("build/wasm/generated/client.d.ts"));
  const shared = readArguments(read("src/repositories/declaration.hpp"));
  const pages = new Map();
  const rows = [];
  for (const domain of client.domains) {
    const source = read(`src/repositories/${domain}.hpp`);
    const header = readHeader(source);
    const own = readArguments(source);
    const context = {
      client,
      plans: readPlanFacts(read(`tests/plans/${domain}.txt`)),
      definitions: new Map([...shared.definitions, ...own.definitions]),
      argumentsOf: (type) => (type === "squall::no_arguments" ? [] : (own.types.get(type) ?? shared.types.get(type))),
    };
    pages.set(`${domain}.md`, pageOf(domain, header, context));
    rows.push(
      `| [${domain}](${domain}.md) | ${header.title} | ${header.functions.map(({ name }) => name).join(", ")} |`,
    );
  }
  const index = [
    "# Reference",
    "",
    `The ${client.functions.size} functions, one page per domain. Written by \`./dev docs\`.`,
    "",
    "| domain | what it is | functions |",
    "|---|---|---|",
    ...rows,
    "",
  ];
  return new Map([["README.md", index.join("\n")], ...pages]);
}
