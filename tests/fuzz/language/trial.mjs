// One trial: statements compiled, performed on both databases over one set of rows, and checked.
import { boundOrFault } from "./bound.mjs";
import { bodyOf, expectationOf, findFault } from "./check.mjs";
import { fillSql, readSql } from "./database.mjs";

const refusal = ({ refused }) => ({ kind: "refused by the compiler", message: refused });

export class Trial {
  /** d1 may be left out. alter(printed, i) changes what the library printed: planted faults. */
  constructor({ compiler, sqlite, d1, alter = (printed) => printed }) {
    Object.assign(this, { compiler, sqlite, d1, alter });
  }
  /** Fills the databases. */
  async fill(database) {
    if (!this.compiler.tables) await this.compiler.compile([]);
    const fill = fillSql(database);
    await this.sqlite.setup([...this.compiler.tables, ...fill]);
    await this.d1?.setup(this.compiler.tables, fill);
  }
  /** For each statement { statement, printed, expected, fault }. */
  async run(statements, database, { d1 = true, once = false } = {}) {
    const printed = await this.compiler.compile(statements, { once });
    if (printed.every((p) => p.refused || p.skipped))
      return statements.map((statement, i) => ({ statement, fault: printed[i].refused && refusal(printed[i]) }));
    await this.fill(database);
    const outcomes = statements.map((statement, i) => {
      if (printed[i].refused) return { statement, fault: refusal(printed[i]) };
      const outcome = { statement, printed: this.alter(printed[i], i) };
      return Object.assign(outcome, expectationOf(statement, database), boundOrFault(outcome.printed, statement));
    });
    const sendable = outcomes.filter((o) => o.sent);
    for (const outcome of sendable) {
      const { table } = bodyOf(outcome.statement.tree);
      outcome.sent.writes = table !== undefined;
      outcome.sent.tables = table ? [readSql(table)] : [];
      outcome.sqlite = await this.sqlite.perform(outcome.sent);
    }
    const answers = d1 && this.d1 ? await this.d1.perform(sendable.map((o) => o.sent)) : [];
    sendable.forEach((outcome, i) => {
      outcome.d1 = answers[i];
      outcome.fault = findFault(outcome);
    });
    return outcomes;
  }
}
