// The home database, to which no statement of a shard's tables goes.
import type { Binding, Bound, Statement, StatementResult } from "../binding.js";
import { explained } from "./schema_gap.js";
import type { Texts } from "./texts.js";

export class HomeBinding implements Binding {
  constructor(
    readonly binding: Binding,
    readonly texts: Texts,
    readonly isDeclared: boolean,
  ) {}
  prepare(sql: string): Statement {
    if (!this.isDeclared) this.texts.mustRunOnHome(sql);
    return new HomeStatement(this, this.binding.prepare(sql));
  }
  batch(statements: Statement[]): Promise<StatementResult[]> {
    return this.ask(() => this.binding.batch((statements as HomeStatement[]).map(({ statement }) => statement)));
  }
  async ask<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      throw await explained(error, this.binding, "the home database", this.texts.facts);
    }
  }
}
class HomeStatement implements Statement {
  constructor(
    readonly home: HomeBinding,
    readonly statement: Statement,
  ) {}
  bind(...values: Bound[]): Statement {
    return new HomeStatement(this.home, this.statement.bind(...values));
  }
  raw(): Promise<unknown[][]> {
    return this.home.ask(() => this.statement.raw());
  }
  all(): Promise<StatementResult> {
    return this.home.ask(() => this.statement.all());
  }
}
