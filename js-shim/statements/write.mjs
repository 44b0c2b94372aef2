// Writes OUT/statements.json: each statement of a module with its functions, tables and plan; and what squall/cache needs of it.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleCache } from "./bundle_cache.mjs";
import { bundleTesting } from "./bundle_testing.mjs";
import { hasSqlite, openSchema } from "./schema.mjs";
import { statementsOf } from "./of_module.mjs";

/** The tenant of a function: its argument with the mark. */
const tenantOf = ({ arguments: list }) => list.find((argument) => argument.tenant)?.name;

/** Of each function what it reads and writes, and the statements. */
export async function describeStatements(description, module, migrations) {
  const names = Object.keys(description.functions);
  const all = statementsOf(
    module,
    names.map((name) => ({
      argumentCount: description.functions[name].arguments.length,
      hasSteps: description.functions[name].steps === true,
    })),
  );
  const schema = await openSchema(migrations);
  const statements = new Map();
  const touched = {};
  names.forEach((name, i) => {
    const reads = new Set();
    const writes = new Set();
    for (const { texts, writes: isWrite } of all[i]) {
      const of = schema.touched(texts.whole);
      of.reads.forEach((table) => reads.add(table));
      of.writes.forEach((table) => writes.add(table));
      const known = statements.get(texts.whole) ?? {
        sql: texts.whole,
        functions: [],
        writes: isWrite,
        tables: of,
        plan: planOf(schema, texts.whole),
        variants: texts.all.length,
      };
      known.functions.push(name);
      statements.set(texts.whole, known);
    }
    const unknown = [...reads, ...writes].filter((table) => !schema.tables.includes(table));
    if (unknown.length > 0)
      throw new Error(
        `${name} uses ${unknown.join(" and ")}, which ${migrations} does not make: name the folder of this module's migrations`,
      );
    touched[name] = {
      reads: [...reads].sort(),
      writes: [...writes].sort(),
      tenant: tenantOf(description.functions[name]),
    };
  });
  const tenants = new Set(
    Object.values(touched)
      .map(({ tenant }) => tenant)
      .filter(Boolean),
  );
  const ofTenant = Object.fromEntries(
    [...tenants].map((column) => [column, [...schema.tablesOfTenant(column)].sort()]),
  );
  return { functions: touched, tenants: ofTenant, statements: [...statements.values()] };
}
function planOf(schema, sql) {
  try {
    return schema.plan(sql);
  } catch (error) {
    throw new Error(`the database refuses a statement of this module after the migrations: ${error.message}: ${sql}`);
  }
}

const files = ["statements.json", "cache.js", "cache.d.ts", "testing.js", "testing.d.ts"];

/** Fills OUT with statements.json and the entries squall/cache and squall/testing. */
export async function writeStatements(out, migrations) {
  if (!(await hasSqlite())) {
    console.error(
      "squall: statements.json and cache.js are not written: they need SQLite in Node, which 22.13 is the first to have",
    );
    return;
  }
  const description = JSON.parse(readFileSync(join(out, "functions.json"), "utf8"));
  let described;
  try {
    described = await describeStatements(description, readFileSync(join(out, "squall.wasm")), migrations);
  } catch (error) {
    // While a schema is changed, its migration is written last.
    for (const name of files) rmSync(join(out, name), { force: true });
    console.error(`squall: ${files.join(", ")} are not written: ${error.message}`);
    return;
  }
  writeFileSync(join(out, "statements.json"), JSON.stringify(described));
  await bundleCache(described, out);
  await bundleTesting(description, migrations, out);
}
