// The values of columns that an insert does not name, by the schema.
import type { Defaults } from "./compare_writes.js";
import { defaultCell, type Cell, type Write } from "./sql.js";
import type { Database } from "./watch.js";

interface Column {
  name: string;
  dflt_value: string | null;
}

/** Asks for the tables that are inserted into; a binding that does not answer has no defaults. */
export async function defaultsOf(database: Database, writes: Write[]): Promise<Defaults> {
  const tables = new Map<string, Map<string, Cell>>();
  for (const { verb, table } of writes)
    if (verb === "insert" && !tables.has(table)) tables.set(table, await columnsOf(database, table));
  return (table, column) => tables.get(table)?.get(column);
}

async function columnsOf(database: Database, table: string): Promise<Map<string, Cell>> {
  try {
    const statement = database.prepare(`PRAGMA table_info("${table.replaceAll('"', '""')}")`) as unknown as {
      all(): Promise<{ results: Column[] }>;
    };
    const { results } = await statement.all();
    return new Map(results.map(({ name, dflt_value }) => [name.toLowerCase(), defaultCell(dflt_value)]));
  } catch {
    return new Map();
  }
}
