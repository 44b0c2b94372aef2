// A call on every shard: at most six at once, and one result of all.
import type { Binding } from "../binding.js";
import { writeCursor } from "../cursor.js";
import { SquallError, withDetails } from "../error.js";
import type { CallOptions } from "../types.js";
import { CapturedBinding, type Capture } from "./captured_binding.js";
import type { FleetFacts, FunctionFacts } from "./facts.js";
import { compareRows, mergeRows, type Merged } from "./order.js";
import type { SortTerm } from "./sql_reading.js";
import { refusal, type Texts } from "./texts.js";

/** Calls one function of a client over a binding. */
export type CallOn = (
  binding: Binding,
  name: string,
  args: unknown,
  options: CallOptions | undefined,
) => Promise<unknown>;

export interface ShardFailure {
  shard: string;
  error: SquallError;
}
export interface EveryResult {
  result: unknown;
  failed: ShardFailure[];
}
interface Answer {
  shard: string;
  result: unknown;
  captures: Capture[];
  strangers: string[];
}

export class Every {
  constructor(
    readonly facts: FleetFacts,
    readonly texts: Texts,
    readonly shards: Readonly<Record<string, Binding>>,
    readonly maxParallel: number,
    readonly call: CallOn,
  ) {}

  async run(name: string, args: unknown, options: CallOptions | undefined, isPartial: boolean): Promise<EveryResult> {
    const facts = this.facts.functions[name]!;
    if (facts.every === undefined)
      throw refusal(
        facts.runs === "home"
          ? `${name} is a function of the home database: use fleet.home`
          : `${name} cannot run on every shard: ${facts.why ?? facts.whyNotEvery}`,
        name,
      );
    const tenant = tenantIn(args, facts, this.facts.tenant);
    if (tenant !== undefined)
      throw refusal(`${name} on every shard takes no ${facts.tenant[0]}: use fleet.of(…) for one tenant`, name);
    const names = Object.keys(this.shards);
    const answers: Answer[] = [];
    const failed: ShardFailure[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let shard = names[next++]; shard !== undefined; shard = names[next++]) {
        const binding = new CapturedBinding(shard, this.shards[shard]!, this.texts);
        try {
          const result = await this.call(binding, name, args, options);
          answers.push({ shard, result, captures: binding.captures, strangers: binding.strangers });
        } catch (error) {
          if (!(error instanceof SquallError)) throw error;
          failed.push({ shard, error: withDetails(error, `${error.message} (shard ${shard})`, {}) });
          if (!isPartial) next = names.length;
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.maxParallel, names.length) }, worker));
    if (failed.length > 0 && (!isPartial || answers.length === 0)) throw failed[0]!.error;
    answers.sort((a, b) => names.indexOf(a.shard) - names.indexOf(b.shard));
    return { result: this.#merge(name, facts, answers), failed };
  }

  #merge(name: string, facts: FunctionFacts, answers: Answer[]): unknown {
    switch (facts.every!) {
      case "list":
        return this.#list(name, answers);
      case "page":
        return this.#page(name, facts, answers);
      case "boolean":
        return answers.some(({ result }) => result === true);
      case "count":
        this.#mustNotMove(name, answers);
        return answers.reduce((sum, { result }) => sum + (result as number), 0);
      case "aggregates":
        this.#mustNotMove(name, answers);
        return this.#aggregates(answers);
      case "optional":
        return this.#optional(name, answers);
    }
  }

  /** While a tenant is being moved, two shards have its rows: numbers would count them twice. */
  #mustNotMove(name: string, answers: Answer[]): void {
    const moving = answers.find(({ strangers }) => strangers.length > 0);
    if (moving !== undefined)
      throw new SquallError(
        "unavailable",
        `unavailable: a tenant is being moved from or to the shard ${moving.shard}, and ${name} would count its rows twice; ask again after the move`,
        { function: name, retryable: true },
      );
  }
  /** Leaves out the copies of a move. */
  #own<T>(name: string, answer: Answer, rows: Merged<T>[]): Merged<T>[] {
    if (answer.strangers.length === 0) return rows;
    const { tenant, root, rootKey } = this.facts;
    const isOfRoot = this.facts.functions[name]!.reads.every((table) => table === root);
    const tenantOf = ({ item }: Merged<T>): unknown =>
      (item as Record<string, unknown> | null)?.[tenant] ??
      (isOfRoot ? (item as Record<string, unknown> | null)?.[rootKey] : undefined);
    if (rows.some((row) => tenantOf(row) === undefined)) {
      this.#mustNotMove(name, [answer]);
      return rows;
    }
    return rows.filter((row) => !answer.strangers.includes(String(tenantOf(row))));
  }
  #rowsOf<T>(answers: Answer[], items: (answer: Answer) => T[], part?: number): Merged<T>[][] {
    return answers.map((answer, shard) => {
      const before = part === undefined ? [] : answer.captures.slice(0, part);
      const first = before.reduce((sum, { rows }) => sum + rows.length, 0);
      const cells =
        part === undefined ? answer.captures.flatMap(({ rows }) => rows) : (answer.captures[part]?.rows ?? []);
      const all = items(answer).slice(first);
      return cells.slice(0, all.length).map((row, i) => ({ cells: row, item: all[i]!, shard }));
    });
  }
  #orderOf(answers: Answer[], name: string): { order: SortTerm[]; limit: number } {
    const capture = answers.find(({ captures }) => captures.length > 0)?.captures[0];
    if (capture === undefined) return { order: [], limit: Infinity };
    const { merge } = this.texts.of(capture.sql);
    if (merge.kind !== "rows")
      throw refusal(
        `${name} cannot run on every shard with these arguments: ${merge.kind === "none" ? merge.why : "its rows are aggregates"}`,
        name,
      );
    const { order, limit } = merge;
    const parameter = limit === undefined ? null : /^\?(\d+)$/.exec(limit);
    const number =
      limit === undefined ? Infinity : Number(parameter === null ? limit : capture.values[Number(parameter![1]) - 1]);
    if (Number.isNaN(number)) throw refusal(`${name} cannot run on every shard: its limit is an expression`, name);
    return { order, limit: number < 0 ? Infinity : number };
  }

  #list(name: string, answers: Answer[]): unknown[] {
    const parts = Math.max(1, ...answers.map(({ captures }) => captures.length));
    const { order, limit } = this.#orderOf(answers, name);
    const all: unknown[] = [];
    for (let part = 0; part < parts; part++) {
      const lists = this.#rowsOf(answers, ({ result }) => result as unknown[], part);
      const merged = mergeRows(
        lists.map((rows, i) => this.#own(name, answers[i]!, rows)),
        order,
      );
      for (const { item } of merged.slice(0, limit)) all.push(item);
    }
    return all;
  }

  /**
   * A cursor has the sort keys of the last row and nothing of its shard, so one cursor serves all of them: also a shard that is new, and
   * one that a tenant has been moved to since the page before.
   */
  #page(name: string, facts: FunctionFacts, answers: Answer[]): unknown {
    const { number, keys } = facts.page!;
    const { order, limit } = this.#orderOf(answers, name);
    type Page = { items: unknown[]; next_cursor: string | null };
    const lists = this.#rowsOf(answers, ({ result }) => (result as Page).items);
    // The rows of a shard that has more are complete up to its last one.
    const horizons = answers
      .map(({ result }, i) => ((result as Page).next_cursor === null ? undefined : lists[i]!.at(-1)?.cells))
      .filter((cells) => cells !== undefined);
    const horizon = horizons.sort((a, b) => compareRows(a, b, order))[0];
    const merged = mergeRows(
      lists.map((rows, i) => this.#own(name, answers[i]!, rows)),
      order,
    );
    const complete =
      horizon === undefined ? merged : merged.filter(({ cells }) => compareRows(cells, horizon, order) <= 0);
    const size = Math.min(limit - 1, Infinity);
    const items = complete.slice(0, size);
    const last = items.at(-1)?.cells;
    const beyond = merged[items.length];
    if (last !== undefined && beyond !== undefined && keys.every((k) => last[k] === beyond.cells[k]))
      throw new SquallError(
        "limit",
        `limit: two shards have rows with the same sort keys, which a page of ${name} cannot tell apart`,
        { function: name },
      );
    const cut = items.length < complete.length ? last : (horizon ?? (merged.length > items.length ? last : undefined));
    return {
      items: items.map(({ item }) => item),
      next_cursor:
        cut === undefined
          ? null
          : writeCursor(
              number,
              keys.map((k) => cut[k]),
            ),
    };
  }

  #optional(name: string, answers: Answer[]): unknown {
    const found = answers
      .map((answer, shard) =>
        this.#own(name, answer, answer.result === null ? [] : [{ cells: [], item: answer.result, shard }]),
      )
      .flat();
    if (found.length > 1)
      throw new SquallError(
        "conflict",
        `conflict: the shards ${found.map(({ shard }) => answers[shard]!.shard).join(" and ")} both have a row for ${name}`,
        { function: name },
      );
    return found[0]?.item ?? null;
  }

  #aggregates(answers: Answer[]): unknown {
    const first = answers[0];
    if (first === undefined) return null;
    const { merge } = this.texts.of(first.captures[0]!.sql);
    if (merge.kind !== "aggregates") throw refusal("with these arguments its rows are not aggregates");
    const rows = answers.map(({ result }) => result as Record<string, number | null>);
    return Object.fromEntries(
      Object.keys(rows[0]!).map((field, i) => {
        const values = rows.map((row) => row[field]).filter((v): v is number => v !== null && v !== undefined);
        const how = merge.columns[i]!;
        const all =
          how === "sum" ? values.reduce((a, b) => a + b, 0) : how === "min" ? Math.min(...values) : Math.max(...values);
        return [field, values.length === 0 ? null : all];
      }),
    );
  }
}

/** The tenant that the call names. The root's own key is no such name: it may be looked for everywhere. */
function tenantIn(args: unknown, facts: FunctionFacts, argument: string): unknown {
  if (!facts.tenant.includes(argument) || args === null || typeof args !== "object") return undefined;
  return (args as Record<string, unknown>)[argument];
}
