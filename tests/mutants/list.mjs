// The mutants: small faults of the C++ sources, each of which a test of behaviour must find. Golden texts (tests/plans,
// docs/reference) do not count: a command writes them anew.
//
// A mutant is the text that stands in its file exactly once, the text that takes its place, what the fault means, and the
// tests that should find it, the quickest first. `explained` says why one that survives is no gap in the tests.
import { core } from "./core.mjs";
import { language } from "./language.mjs";
import { migrate } from "./migrate.mjs";
import { repositories } from "./repositories.mjs";
import { tool } from "./tool.mjs";

const native = "build/native/tests/native";

/** What builds and runs a group of tests, by its name in the mutants, and the file of the tests where the name says one. */
export function killers(name) {
  const [kind, of] = name.split(":");
  switch (kind) {
    case "native": // all of tests/native but the golden plans, or the cases with a tag
      return {
        targets: ["squall_tests"],
        command: `${native}/squall_tests ${JSON.stringify(of ? `[${of}]` : "~[plans]")}`,
      };
    case "cases": {
      // the tables of cases, on native SQLite: all, or those of a domain
      const only = of ? ` --test-name-pattern='${of}\\.'` : "";
      return {
        targets: ["squall_tool"],
        command: `node --test --test-reporter=tap${only} tests/cases/native.test.mjs`,
      };
    }
    case "language": // tests/native/sql/<of>.cpp
      return {
        targets: [`sql_test_${of}`],
        command: `${native}/sql_test_${of}`,
        file: `tests/native/sql/${of}.cpp`,
      };
    case "compile_fail":
      return { targets: [], command: `node tests/compile_fail/run.mjs ${of}`, file: `tests/compile_fail/${of}.cpp` };
    case "migrate":
      return { targets: ["squall_migrate_tests"], command: `${native}/squall_migrate_tests` };
    case "migrations": // tests/migrations/<of>.test.mjs
      return {
        targets: ["squall_tool"],
        command: `node --test --test-reporter=tap tests/migrations/${of}.test.mjs`,
        file: `tests/migrations/${of}.test.mjs`,
      };
    default:
      throw new Error(`there is no group of tests ${name}`);
  }
}

export const mutants = [...core, ...language, ...repositories, ...migrate, ...tool];
