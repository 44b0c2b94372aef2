// What the shim asks of a D1Database or a session: nothing else of it is used.

export type Bound = string | number | Uint8Array | null;

export interface Statement {
  bind(...values: Bound[]): Statement;
  raw(): Promise<unknown[][]>;
  all(): Promise<StatementResult>;
}
export interface StatementResult {
  results: Record<string, unknown>[];
  meta?: { rows_read?: number; rows_written?: number };
}
export interface Binding {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<StatementResult[]>;
  /** Of a session: what it has seen. */
  getBookmark?(): string | null;
}
