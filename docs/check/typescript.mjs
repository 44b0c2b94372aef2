// Each block of TypeScript is a module, beside the client of the mail example: build/mail/index.js. A block of "ts drizzle"
// finds the same tables as Drizzle knows them. Names that a page takes for granted are declared where a block has not.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const granted = {
  squall: [
    ["open", 'import { open } from "../mail/index.js";'],
    ["SquallError", 'import { SquallError } from "../mail/index.js";'],
    ["Client", 'import type { Client } from "../mail/index.js";'],
    ["db", 'declare const db: import("../mail/index.js").Client;'],
  ],
  drizzle: [
    ["mailboxes", 'import { mailboxes } from "../../docs/check/drizzle_schema.js";'],
    ["messages", 'import { messages } from "../../docs/check/drizzle_schema.js";'],
    [
      "db",
      'declare const db: import("drizzle-orm/d1").DrizzleD1Database<typeof import("../../docs/check/drizzle_schema.js")>;',
    ],
    ...["and", "eq", "gt", "inArray", "sql", "desc", "like", "count"].map((name) => [
      name,
      `import { ${name} } from "drizzle-orm";`,
    ]),
  ],
  both: [
    ["env", "declare const env: { DB: D1Database; COSTS: AnalyticsEngineDataset; FLAGS: KVNamespace };"],
    ["Env", "interface Env { DB: D1Database }"],
    ["migrations", "declare const migrations: { name: string; sql: string }[];"],
    ["context", "declare const context: ExecutionContext;"],
    ["mailbox_id", "declare const mailbox_id: string;"],
    ["workspace_id", "declare const workspace_id: string;"],
    ["id", "declare const id: string;"],
    ["request", "declare const request: Request;"],
    ["bookmark", "declare const bookmark: string;"],
  ],
};
const isIn = (name, text) => new RegExp(`(?<![.\\w"/])${name}\\b(?!["/:])`).test(text);
const isDeclared = (name, text) =>
  new RegExp(
    `(import[^;]*\\b${name}\\b[^;]*from|(const|function|class|type|interface|let) \\{?[^=;(]*\\b${name}\\b)`,
  ).test(text);

export const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ["@cloudflare/workers-types", "@cloudflare/vitest-plugin/types", "vite/client"],
};

export function checkTypescript(root, blocks) {
  const folder = join(root, "build/docs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const places = new Map();
  blocks.forEach((block, i) => {
    const names = [...granted[block.words === "drizzle" ? "drizzle" : "squall"], ...granted.both];
    const before = names
      .filter(([name]) => isIn(name, block.text) && !isDeclared(name, block.text))
      .map(([, declaration]) => declaration);
    const text = block.text
      .replaceAll(/"\.\/dist\/(index|schema|cache|testing)\.js"/g, '"../../dist/$1.js"')
      .replaceAll('"../dist/index.js"', '"../mail/index.js"')
      .replaceAll('"squall/shadow"', '"../../dist/shadow.js"')
      .replaceAll('"squall/trace"', '"../../dist/trace.js"')
      .replaceAll('"squall/backfill"', '"../../dist/backfill.js"')
      .replaceAll('"squall/budgets"', '"../../dist/budgets.js"')
      .replaceAll('"squall/coalesce"', '"../../dist/coalesce.js"');
    const file = join(folder, `block_${i}.ts`);
    writeFileSync(file, [...before, text, "export {};", ""].join("\n"));
    places.set(file, { block, before: before.length });
  });
  const program = ts.createProgram([...places.keys()], compilerOptions);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, " ");
    const place = file && places.get(file.fileName);
    if (!place) return `${file?.fileName ?? "tsc"}: ${text}`;
    const line = file.getLineAndCharacterOfPosition(start).line - place.before + place.block.line;
    return `${place.block.page}:${line}: ${text}`;
  });
}
