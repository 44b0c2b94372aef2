// What each SQL text of an application touches. Texts are constants, so each is read once; a text that no sample call has shown when the
// fleet was built is judged in the same way.
import { SquallError } from "../error.js";
import type { FleetFacts, TableClass } from "./facts.js";
import { readSql, type Reading } from "./sql_reading.js";

interface Judged extends Reading {
  onShard: string | undefined;
  onHome: string | undefined;
}
/** More texts than any application has: variants with optional fragments are texts of their own. */
const maxTexts = 20_000;

export class Texts {
  readonly #known = new Map<string, Judged>();
  constructor(readonly facts: FleetFacts) {}

  of(sql: string): Judged {
    let known = this.#known.get(sql);
    if (known === undefined) {
      if (this.#known.size >= maxTexts) this.#known.clear();
      this.#known.set(sql, (known = this.#judge(sql)));
    }
    return known;
  }
  #judge(sql: string): Judged {
    const reading = readSql(sql);
    const { tables, views } = this.facts;
    const find = (names: Iterable<string>, classes: TableClass[]): string | undefined => {
      for (const name of names)
        for (const table of views[name] ?? [name]) {
          const known = tables[table];
          if (known !== undefined && classes.includes(known.class)) return table;
          if (known === undefined && !table.startsWith("squall_fleet_") && table !== "json_each") return table;
        }
      return undefined;
    };
    return {
      ...reading,
      onShard: find(reading.reads, ["global"]) ?? find(reading.writes, ["global", "reference"]),
      onHome: find([...reading.reads, ...reading.writes], ["root", "owned", "per_shard"]),
    };
  }

  mustRunOnShard(sql: string): void {
    const { onShard } = this.of(sql);
    if (onShard !== undefined) throw refusal(`the table ${onShard} is in the home database: use fleet.home`);
  }
  mustRunOnHome(sql: string): void {
    const { onHome } = this.of(sql);
    if (onHome !== undefined)
      throw refusal(`the table ${onHome} is in the shards: use fleet.of(tenant) or fleet.every`);
  }
}
export const refusal = (message: string, name?: string): SquallError =>
  new SquallError("invalid_argument", `invalid_argument: ${message}`, { function: name });
