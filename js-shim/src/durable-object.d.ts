import type { LocalDatabase } from "./local-database.js";
export * from "./local-database.js";

/** The database of a Durable Object whose class stands in new_sqlite_classes: `open(objectDatabase(ctx.storage))`. */
export function objectDatabase(storage: {
  sql: { exec(sql: string, ...values: any[]): any };
  transactionSync<T>(body: () => T): T;
}): LocalDatabase;
