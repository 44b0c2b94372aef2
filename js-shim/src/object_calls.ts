// A Durable Object's database for another Worker: statements in one RPC, which is one transaction.
import type { Binding, Bound, Statement, StatementResult } from "./binding.js";
import { reportsTable } from "./fleet/tables.js";
import type { LocalDatabase, LocalStatement } from "./local_database.js";

/** What one call asks of the object. */
export interface ObjectCall {
  /** "rows" of a single statement, without their names; or the results of all. */
  mode: "rows" | "results";
  statements: { sql: string; values: Bound[] }[];
}
/** An error is a text: what else an exception has does not survive RPC. */
export type ObjectAnswer = { rows: unknown[][] } | { results: StatementResult[] } | { error: string };

/** Answers a call, in the object: `squall(call) { return answerCall(objectDatabase(this.ctx.storage), call); }` */
export async function answerCall(database: LocalDatabase, { mode, statements }: ObjectCall): Promise<ObjectAnswer> {
  const bound = statements.map(({ sql, values }): LocalStatement => {
    const statement = database.prepare(sql);
    return values.length === 0 ? statement : statement.bind(...values);
  });
  try {
    if (mode === "rows") return { rows: await bound[0]!.raw() };
    return { results: await database.batch(bound) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Tells the home database of a fleet which migration an object has, after its `applyMigrations()`: no command reaches an object, and
 * `squall fleet status` reads what it has reported. `shard` is the object's name in openFleet(). Writes only what has changed.
 */
export async function reportMigration(home: Binding, shard: string, database: LocalDatabase): Promise<void> {
  const [row] = await database.prepare("SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1").raw();
  if (row === undefined) return;
  const migration = String(row[0]);
  await home.batch([
    home.prepare(reportsTable),
    home
      .prepare(
        "INSERT INTO squall_fleet_reports (shard, migration, reported_at) VALUES (?1, ?2, CAST(?3 AS INTEGER)) ON CONFLICT (shard) " +
          "DO UPDATE SET migration = excluded.migration, reported_at = excluded.reported_at WHERE squall_fleet_reports.migration <> excluded.migration",
      )
      .bind(shard, migration, Date.now()),
  ]);
}

/** A stub of an object with the method `squall`. */
export interface ObjectStub {
  squall(call: ObjectCall): Promise<ObjectAnswer>;
}
/** The binding of one object: `open(objectBinding(env.SHARDS.getByName("s1")))`. One call, one RPC. */
export function objectBinding(stub: ObjectStub): Binding {
  return new ObjectBinding(() => stub);
}
/** Bindings of the objects of a namespace, for `openFleet({ shards })`: an object for each name. */
export function objectShards(
  namespace: { idFromName(name: string): unknown; get(id: never): unknown },
  names: readonly string[],
): Record<string, Binding> {
  const shard = (name: string) =>
    // A stub that has failed fails for ever: each call has its own.
    new ObjectBinding(() => namespace.get(namespace.idFromName(name) as never) as ObjectStub);
  return Object.fromEntries(names.map((name) => [name, shard(name)]));
}

class ObjectBinding implements Binding {
  constructor(readonly stub: () => ObjectStub) {}
  prepare(sql: string): Statement {
    return new ObjectStatement(this, sql, []);
  }
  async batch(statements: Statement[]): Promise<StatementResult[]> {
    const answer = await this.ask("results", statements as ObjectStatement[]);
    return (answer as { results: StatementResult[] }).results;
  }
  async ask(mode: ObjectCall["mode"], statements: ObjectStatement[]): Promise<ObjectAnswer> {
    const answer = await this.stub().squall({
      mode,
      statements: statements.map(({ sql, values }) => ({ sql, values })),
    });
    if ("error" in answer) throw new Error(answer.error, { cause: new Error(answer.error.replace(/^D1_ERROR: /, "")) });
    return answer;
  }
}
class ObjectStatement implements Statement {
  constructor(
    readonly of: ObjectBinding,
    readonly sql: string,
    readonly values: Bound[],
  ) {}
  bind(...values: Bound[]): Statement {
    return new ObjectStatement(this.of, this.sql, values);
  }
  async raw(): Promise<unknown[][]> {
    return ((await this.of.ask("rows", [this])) as { rows: unknown[][] }).rows;
  }
  async all(): Promise<StatementResult> {
    return (await this.of.batch([this]))[0]!;
  }
}
