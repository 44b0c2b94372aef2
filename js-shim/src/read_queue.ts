// What a client asks of a queue that sends several reads in one round trip (coalesce.ts).
import type { Binding, Bound, Statement, StatementResult } from "./binding.js";

/** A plan that only reads. */
export interface Read {
  texts: string[];
  values: Bound[][];
  signal: AbortSignal | undefined;
  statements(): Statement[];
  /** Sends it as it is sent without a queue. */
  alone(): Promise<StatementResult[]>;
}
export interface ReadResult {
  results: StatementResult[];
  /** Round trips that were made for this read; for the others of a batch none. */
  trips: number;
}
export interface ReadQueue {
  read(read: Read): Promise<ReadResult>;
  /** Sends what waits. */
  flush(): void;
}
/** `isOfAll`: whether an error is of the database, and so of every read of a batch. */
export type Coalescing = (binding: Binding, isOfAll: (cause: unknown) => boolean) => ReadQueue;
