// squall insights: what each function costs in production, and whether recommended indexes are declared.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSchema } from "../statements/schema.mjs";
import { costsOf, functionsBySql, readInsights } from "./costs.mjs";
import { declarationOf, declaredFor, migrationOf, nameOf, readIndex, recommendedIn } from "./indexes.mjs";
import { fetchInsights } from "./rest.mjs";

export const help = `squall insights: the cost of each function, from D1's query insights

Usage: squall insights FILE [--recommendations FILE] [--dist DIR] [--migrations DIR] [--write] [--json]
       squall insights --remote [--days N] …

FILE is what wrangler prints: npx wrangler d1 insights NAME --json --limit 100 > insights.json
A FILE may contain recommended indexes as well, anywhere: a text CREATE INDEX …

  --remote               ask Cloudflare: CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN, CLOUDFLARE_D1_DATABASE_ID
  --days N               how far back (default: 1, at most 31)
  --recommendations FILE recommended indexes, as JSON or as SQL
  --dist DIR             the built client (default: dist)
  --migrations DIR       (default: migrations)
  --write                write the migration of the indexes that are missing
  --json                 print JSON
`;

/** Returns the exit code: 0, or 1 where something failed. */
export async function insights(args, print = console.log) {
  let options, files;
  try {
    ({ values: options, positionals: files } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        remote: { type: "boolean" },
        days: { type: "string", default: "1" },
        recommendations: { type: "string" },
        dist: { type: "string", default: "dist" },
        migrations: { type: "string", default: "migrations" },
        write: { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    console.error(`squall: ${error.message}\n${help}`);
    return 2;
  }
  if (options.help) {
    print(help);
    return 0;
  }
  if (files.length !== (options.remote ? 0 : 1)) {
    console.error(help);
    return 2;
  }
  try {
    const document = options.remote ? await fetchInsights(Number(options.days)) : readJson(files[0]);
    const description = readJson(join(options.dist, "functions.json"));
    const bySql = functionsBySql(description, readFileSync(join(options.dist, "squall.wasm")));
    const costs = costsOf(readInsights(document), bySql);
    const recommended = recommendedIn([
      document,
      options.recommendations && readRecommendations(options.recommendations),
    ]);
    const existing = await existingIndexes(options.migrations);
    const indexes = recommended.map((index) => ({ ...index, declared: declaredFor(index, existing)?.name }));
    const missing = indexes.filter((index) => index.declared === undefined);
    const file = options.write && missing.length > 0 ? writeMigration(options.migrations, missing) : undefined;
    if (options.json) print(JSON.stringify({ ...costs, indexes, ...(file && { migration: file }) }, null, 2));
    else report(costs, indexes, missing, file, print);
    return 0;
  } catch (error) {
    console.error(`squall: ${error.message}`);
    return 1;
  }
}

function readJson(file) {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
}
const readRecommendations = (file) => (file.endsWith(".sql") ? readFileSync(file, "utf8").split(";") : readJson(file));

async function existingIndexes(migrations) {
  const { database, tables } = await openSchema(migrations);
  const created = database.prepare("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all();
  // A primary key and a unique constraint have an index without SQL.
  const automatic = tables.flatMap((table) =>
    database
      .prepare("SELECT name FROM pragma_index_list(?) WHERE origin <> 'c'")
      .all(table)
      .map(({ name }) => ({
        name: `the key of ${table}`,
        table,
        unique: true,
        columns: database
          .prepare("SELECT name FROM pragma_index_info(?)")
          .all(name)
          .map((column) => column.name),
      })),
  );
  return [...created.map(({ sql }) => readIndex(sql)).filter(Boolean), ...automatic];
}

function writeMigration(folder, missing) {
  const numbers = readdirSync(folder)
    .map((name) => /^(\d+)_.*\.sql$/.exec(name)?.[1])
    .filter(Boolean);
  const number = String(Math.max(0, ...numbers.map(Number)) + 1).padStart(4, "0");
  const file = join(folder, `${number}_recommended_indexes.sql`);
  if (existsSync(file)) throw new Error(`${file} exists`);
  writeFileSync(file, migrationOf(missing));
  return file;
}

function report({ functions, unknown }, indexes, missing, file, print) {
  const number = (value) => Math.round(value).toLocaleString("en");
  const line = (name, cost) =>
    `${number(cost.rows_read).padStart(14)} ${number(cost.rows_written).padStart(12)} ${number(cost.runs).padStart(10)} ` +
    `${number(cost.runs ? cost.rows_read / cost.runs : 0).padStart(10)} ${number(cost.milliseconds).padStart(9)}  ${name}`;
  print("     rows read      written       runs   rows/run        ms  function");
  for (const cost of functions) print(line(cost.functions.join(" or "), cost));
  for (const cost of unknown) print(line(`no function: ${cost.sql.slice(0, 80)}`, cost));
  for (const index of indexes)
    print(
      index.declared
        ? `\n${index.table} (${index.columns.join(", ")}): ${index.declared} is there and begins with these columns; the recommendation may be older`
        : `\n${index.table} (${index.columns.join(", ")}): not declared. Add to constraints_of<${index.table}_table>:\n  ${declarationOf(index)}`,
    );
  if (file)
    print(`\n${file} has ${missing.map(nameOf).join(", ")}. After you declared them, run: squall check --record`);
  else if (missing.length > 0)
    print("\nsquall generate writes the migration of what you declare; squall insights --write writes it now.");
}
