// The binding of one shard for one call on every shard: it keeps the rows as the database returned them, for the merge, and asks in the
// same batch which tenants' rows are here without belonging here, because they are being moved.
import type { Binding, Bound, Statement, StatementResult } from "../binding.js";
import { explained } from "./schema_gap.js";
import type { Texts } from "./texts.js";

export interface Capture {
  sql: string;
  values: Bound[];
  rows: unknown[][];
}
const strangers = "SELECT tenant FROM squall_fleet_owned WHERE state IN ('arriving', 'ceded')";

export class CapturedBinding implements Binding {
  readonly captures: Capture[] = [];
  /** Tenants whose rows are copies. */
  strangers: string[] = [];
  constructor(
    readonly shard: string,
    readonly binding: Binding,
    readonly texts: Texts,
  ) {}
  prepare(sql: string): Statement {
    return new CapturedStatement(this, sql, []);
  }
  async batch(statements: Statement[]): Promise<StatementResult[]> {
    const all = statements as CapturedStatement[];
    const [moving, ...results] = await this.binding
      .batch([
        this.binding.prepare(strangers),
        ...all.map(({ sql, values }) => {
          const statement = this.binding.prepare(sql);
          return values.length === 0 ? statement : statement.bind(...values);
        }),
      ])
      .catch(async (error: unknown) => {
        throw await explained(error, this.binding, `the shard ${this.shard}`, this.texts.facts);
      });
    this.strangers = moving!.results.map((row) => String(row.tenant));
    all.forEach(({ sql, values }, i) =>
      this.captures.push({ sql, values, rows: results[i]!.results.map((row) => Object.values(row)) }),
    );
    return results;
  }
}
class CapturedStatement implements Statement {
  constructor(
    readonly of: CapturedBinding,
    readonly sql: string,
    readonly values: Bound[],
  ) {
    of.texts.mustRunOnShard(sql);
  }
  bind(...values: Bound[]): Statement {
    return new CapturedStatement(this.of, this.sql, values);
  }
  async raw(): Promise<unknown[][]> {
    return (await this.of.batch([this]))[0]!.results as unknown as unknown[][];
  }
  async all(): Promise<StatementResult> {
    return (await this.of.batch([this]))[0]!;
  }
}
