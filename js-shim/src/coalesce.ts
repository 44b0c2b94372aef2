// Reads of one client that are made in the same turn of the event loop, in one round trip: open(env.DB, { coalesce: coalesce() }).
import type { Binding, StatementResult } from "./binding.js";
import type { Coalescing, Read, ReadQueue, ReadResult } from "./read_queue.js";

export interface CoalesceOptions {
  /** The maximum number of statements in one batch; 25 by default. */
  max_statements?: number;
  /**
   * The maximum number of rows that the reads of one batch declare by their limits; 500 by default. A statement without a limit
   * counts as ten. A read that declares more is sent alone, so that small results do not wait for it.
   */
  max_rows?: number;
}

/** Turns coalescing on for a client. Writes and db.batch() are sent as ever, after the reads before them. */
export function coalesce(options: CoalesceOptions = {}): Coalescing {
  const { max_statements = 25, max_rows = 500 } = options;
  for (const [name, value] of Object.entries({ max_statements, max_rows }))
    if (!(value >= 1)) throw new TypeError(`squall: ${name} must be 1 or more`);
  return (binding, isOfAll) => new Queue(binding, isOfAll, max_statements, max_rows);
}

/** How many rows a read may return, as far as its statements say. */
function declaredRows({ texts, values }: Read): number {
  let rows = 0;
  texts.forEach((text, i) => {
    const [, parameter, number] = /LIMIT (?:\?(\d+)|(\d+))$/.exec(text) ?? [];
    rows += Number(parameter === undefined ? (number ?? 10) : values[i]![Number(parameter) - 1]);
  });
  return rows;
}

interface Waiting {
  read: Read;
  resolve(result: ReadResult): void;
  reject(cause: unknown): void;
}
type Chunk = Waiting[][];

/** So many microtasks without a further read end the turn: resolvers that wait for the same answer go on one after the other. */
const idleTicks = 6;

class Queue implements ReadQueue {
  #waiting: Waiting[] = [];

  constructor(
    readonly binding: Binding,
    readonly isOfAll: (cause: unknown) => boolean,
    readonly maxStatements: number,
    readonly maxRows: number,
  ) {}

  read(read: Read): Promise<ReadResult> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ read, resolve, reject }) === 1) void this.#atEndOfTurn();
    });
  }

  async #atEndOfTurn(): Promise<void> {
    const waiting = this.#waiting;
    for (let seen = 0, idle = 0; idle < idleTicks; idle++) {
      if (waiting.length > seen) idle = 0;
      seen = waiting.length;
      await undefined;
    }
    if (this.#waiting === waiting) this.flush();
  }

  flush(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting.filter(({ read }) => !read.signal?.aborted);
    this.#waiting = [];
    if (waiting.length === 1) return void sendAlone(waiting);
    for (const chunk of this.#chunksOf(waiting)) void (chunk.length === 1 ? sendAlone(chunk[0]!) : this.#send(chunk));
  }

  /** In order, identical reads once. A read of many rows is a chunk of its own. */
  #chunksOf(waiting: Waiting[]): Chunk[] {
    const chunks: Chunk[] = [];
    const identical = new Map<string, Waiting[]>();
    let statements = Infinity;
    let rows = Infinity;
    let open: Chunk = [];
    for (const one of waiting) {
      const { read } = one;
      const key = JSON.stringify([read.texts, read.values]);
      const same = identical.get(key);
      if (same !== undefined) {
        same.push(one);
        continue;
      }
      const group = [one];
      identical.set(key, group);
      const declared = declaredRows(read);
      if (declared > this.maxRows || read.texts.length > this.maxStatements) {
        chunks.push([group]);
        continue;
      }
      if (statements + read.texts.length > this.maxStatements || rows + declared > this.maxRows) {
        chunks.push((open = []));
        statements = rows = 0;
      }
      open.push(group);
      statements += read.texts.length;
      rows += declared;
    }
    return chunks;
  }

  async #send(chunk: Chunk): Promise<void> {
    let results: StatementResult[];
    try {
      results = await this.binding.batch(chunk.flatMap(([first]) => first!.read.statements()));
      const count = chunk.reduce((all, [first]) => all + first!.read.texts.length, 0);
      if (!Array.isArray(results) || results.length !== count) throw new Error("not a result for each statement");
    } catch (cause) {
      // One read fails all. It fails alone when each is sent by itself, unless the database could not be reached.
      for (const group of chunk)
        if (this.isOfAll(cause)) for (const { reject } of group) reject(cause);
        else void sendAlone(group);
      return;
    }
    let at = 0;
    chunk.forEach((group, i) => {
      const own = results.slice(at, (at += group[0]!.read.texts.length));
      settle(group, own, i === 0 ? 1 : 0);
    });
  }
}

async function sendAlone(group: Waiting[]): Promise<void> {
  try {
    settle(group, await group[0]!.read.alone(), 1);
  } catch (cause) {
    for (const { reject } of group) reject(cause);
  }
}
/** The rows belong to the first; the others have read nothing. */
function settle(group: Waiting[], results: StatementResult[], trips: number): void {
  group.forEach(({ resolve }, i) =>
    resolve(i === 0 ? { results, trips } : { results: results.map(({ results }) => ({ results })), trips: 0 }),
  );
}

export type { Coalescing };
