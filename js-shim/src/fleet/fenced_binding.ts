// The binding of one tenant: it sends statements to the shard that owns the tenant. Each batch that writes begins with the fence.
import type { Binding, Bound, Statement, StatementResult } from "../binding.js";
import { SquallError } from "../error.js";
import type { Directory, Route } from "./directory.js";
import { explained } from "./schema_gap.js";
import type { Texts } from "./texts.js";
import { isFenceFailure, ownerGuard } from "./tables.js";

export interface Waits {
  /** How long a write waits for the end of a move, in milliseconds. */
  moveWait: number;
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

export class FencedBinding implements Binding {
  constructor(
    readonly tenant: string,
    readonly shards: Readonly<Record<string, Binding>>,
    readonly directory: Directory,
    readonly texts: Texts,
    readonly waits: Waits,
    /** Reads carry the fence too. */
    readonly fencesReads: boolean,
    /** Statements of functions that fleet.json sends here all the same. */
    readonly isDeclared: boolean,
  ) {}

  prepare(sql: string): Statement {
    return new FencedStatement(this, sql, []);
  }
  batch(statements: Statement[]): Promise<StatementResult[]> {
    return this.run(statements as FencedStatement[]);
  }

  shard({ shard }: Route): Binding {
    const binding = this.shards[shard];
    if (binding === undefined)
      throw new SquallError(
        "internal",
        `internal: the directory names the shard ${shard}, which openFleet() was not given`,
      );
    return binding;
  }

  /** One transaction on the tenant's shard. */
  async run(statements: FencedStatement[]): Promise<StatementResult[]> {
    const isFenced = this.fencesReads || statements.some(({ sql }) => this.texts.of(sql).isWrite);
    if (!isFenced)
      return await this.unfenced((binding) => binding.batch(statements.map((statement) => statement.on(binding))));
    return await this.fenced(statements);
  }

  /** Sends reads as they are to where the directory says that the tenant is. */
  async unfenced<T>(send: (binding: Binding) => Promise<T>): Promise<T> {
    const route = await this.directory.route(this.tenant);
    const binding = this.shard(route);
    try {
      return await send(binding);
    } catch (error) {
      throw await this.explained(error, route);
    }
  }
  explained(error: unknown, route: Route): Promise<unknown> {
    return explained(error, this.shard(route), `the shard ${route.shard}`, this.texts.facts);
  }

  /**
   * Sends with the fence. Where it fails nothing has happened: the route is read again, and the batch is sent once more to where the
   * tenant is now. While the tenant is being moved a write waits for the end of the move.
   */
  async fenced(statements: FencedStatement[]): Promise<StatementResult[]> {
    const deadline = this.waits.now() + this.waits.moveWait;
    let route = await this.directory.route(this.tenant);
    for (let pause = 4, retried = false; ;) {
      const binding = this.shard(route);
      try {
        const [guard, ...results] = await binding.batch([
          binding.prepare(ownerGuard).bind(this.tenant, route.generation),
          ...statements.map((statement) => statement.on(binding)),
        ]);
        if (guard === undefined) throw new Error("batch() returned no result for the fence");
        return results;
      } catch (cause) {
        if (!isFenceFailure(cause)) throw await this.explained(cause, route);
        const newer = await this.directory.refresh(this.tenant);
        const isSame = newer.generation === route.generation && newer.shard === route.shard;
        if (newer.state === "moving" || !isSame) {
          if (isSame || retried) {
            if (this.waits.now() >= deadline) throw cause;
            await this.waits.sleep(pause);
            pause = Math.min(pause * 2, 250);
          }
          retried = !isSame;
        } else if (retried) {
          throw cause;
        } else {
          retried = true; // once more: the move may have ended between the two reads
        }
        route = newer;
      }
    }
  }
}

class FencedStatement implements Statement {
  constructor(
    readonly fence: FencedBinding,
    readonly sql: string,
    readonly values: Bound[],
  ) {
    if (!fence.isDeclared) fence.texts.mustRunOnShard(sql);
  }
  bind(...values: Bound[]): Statement {
    return new FencedStatement(this.fence, this.sql, values);
  }
  on(binding: Binding): Statement {
    const statement = binding.prepare(this.sql);
    return this.values.length === 0 ? statement : statement.bind(...this.values);
  }
  async raw(): Promise<unknown[][]> {
    const { fence } = this;
    if (!fence.fencesReads && !fence.texts.of(this.sql).isWrite)
      return await fence.unfenced((binding) => this.on(binding).raw());
    // Rows of a batch are objects, whose values are the cells; the client reads both.
    const [result] = await fence.fenced([this]);
    return result!.results as unknown as unknown[][];
  }
  async all(): Promise<StatementResult> {
    const { fence } = this;
    if (!fence.fencesReads && !fence.texts.of(this.sql).isWrite)
      return await fence.unfenced((binding) => this.on(binding).all());
    return (await fence.fenced([this]))[0]!;
  }
}
