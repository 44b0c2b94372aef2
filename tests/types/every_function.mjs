// A program that calls every function of the client, rightly and with one wrong type, under tsc --strict; and a look whether
// it leaves none out: node tests/types/every_function.mjs. The right arguments are those of the first case that succeeds.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { functions, loadCases } from "../cases/native.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const file = join(root, "build/types/every_function.ts");
const { allParts: domains } = await loadCases();

/** A value of another type than the argument's. */
const wrong = ({ type, list }) => (list || type === "text" ? "5" : '"five"');
function callsOf({ name, arguments: declared }) {
  const [domain, fn] = name.split(".");
  const cases = domains.filter((d) => d.name === domain).flatMap((d) => d.cases[fn] ?? []);
  const good = cases.find((one) => one.refuses === undefined && one.args !== undefined)?.args;
  // Whatever type a json argument has, so another is made wrong.
  const spoilt = declared.find((a) => a.type !== "json");
  if (good === undefined || spoilt === undefined) return [];
  const bad = Object.entries({ ...good, [spoilt.name]: null }).map(
    ([key, value]) => `${key}: ${key === spoilt.name ? wrong(spoilt) : JSON.stringify(value)}`,
  );
  return [
    `  known(await db.${name}(${JSON.stringify(good)}));`,
    `  // @ts-expect-error ${spoilt.name} has another type`,
    `  await db.${name}({ ${bad.join(", ")} });`,
  ];
}

mkdirSync(dirname(file), { recursive: true });
const text = [
  'import type { Client } from "../../dist/index.js";',
  "/** Takes what has a type; any has none. */",
  "declare function known<T>(value: 0 extends 1 & T ? never : T): void;",
  "export async function callAll(db: Client): Promise<void> {",
  ...functions().flatMap(callsOf),
  "}",
];
writeFileSync(file, text.join("\n") + "\n");

const read = ts.getParsedCommandLineOfConfigFile(
  join(root, "tests/types/tsconfig.json"),
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
);
const program = ts.createProgram([file], { ...read.options, noEmit: true });
const problems = ts.getPreEmitDiagnostics(program).map(({ file: of, start, messageText }) => {
  const at = of === undefined ? "" : `${of.fileName}:${of.getLineAndCharacterOfPosition(start).line + 1}: `;
  return at + ts.flattenDiagnosticMessageText(messageText, "\n");
});

// What the client offers, and what the program calls: both as the compiler sees them.
const checker = program.getTypeChecker();
const source = program.getSourceFile(file);
const called = new Map();
let client;
const visit = (node) => {
  if (ts.isParameter(node) && node.name.getText() === "db") client = checker.getTypeAtLocation(node);
  const match = ts.isCallExpression(node) && /^db\.(\w+\.\w+)$/.exec(node.expression.getText());
  if (match) called.set(match[1], (called.get(match[1]) ?? 0) + 1);
  ts.forEachChild(node, visit);
};
visit(source);
const offered = [];
for (const domain of client.getProperties()) {
  const type = checker.getTypeOfSymbolAtLocation(domain, source);
  if (type.getCallSignatures().length > 0) continue; // batch and the like
  for (const fn of type.getProperties()) offered.push(`${domain.name}.${fn.name}`);
}
for (const name of offered)
  if (called.get(name) !== 2)
    problems.push(`${name} is called ${called.get(name) ?? 0} times, not rightly and wrongly`);

for (const problem of problems) console.log(problem);
console.log(
  `tsc --strict: ${called.size} of ${offered.length} functions called rightly and wrongly; ${problems.length} problems`,
);
process.exit(problems.length === 0 && offered.length >= 285 ? 0 : 1);
