// What the squall command answers (src/studio/service.cpp).

/** A value as it is in the database. What a number or a string cannot hold is an object. */
export type Cell =
  | null
  | number
  | string
  | { integer: string }
  | { real: string }
  | { blob: string; length?: number }
  | { text: string; length: number }
  | { text_bytes: string; length?: number }
  | { hidden: true };

export interface Column {
  name: string;
  type: string;
  kind: "text" | "integer" | "real" | "boolean" | "timestamp" | "date" | "enum" | "json" | "blob";
  typescript: string;
  nullable: boolean;
  generated: boolean;
  /** The expression of a generated column; "" of others. */
  generated_as: string;
  stored: boolean;
  secret: boolean;
  default: string;
  values: string[];
}
export interface ForeignKey {
  columns: string[];
  table: string;
  to: string[];
  on_delete: string;
}
export interface Index {
  name: string;
  unique: boolean;
  columns: string[];
  where: string;
  sql: string;
  declared: boolean;
}
export interface Trigger {
  name: string;
  sql: string;
  declared: boolean;
}
export interface Table {
  name: string;
  kind: "table" | "virtual" | "shadow" | "view";
  /** Why its rows cannot be read; empty where they can. */
  fault: string;
  rows: number | null;
  /** In C++; what is not is kept by the migrations. */
  declared: boolean;
  sql: string;
  /** Of a view. */
  query?: string;
  columns: Column[];
  /** The primary key, or one name of the rowid; empty: its rows are only read. */
  key: string[];
  foreign_keys: ForeignKey[];
  unique: string[][];
  indexes: Index[];
  triggers: Trigger[];
}
export interface Schema {
  tables: Table[];
  views: Table[];
  /** Of SQLite, D1 and migration tools. */
  internal: { name: string; sql: string }[];
}
export interface About {
  name: string;
  read_only: boolean;
  /** Why changes are refused; empty where they are not. */
  read_only_why: string;
  /** Changes go to a remote database, each behind a Time Travel bookmark. */
  changes_remote: boolean;
  functions: boolean;
}
export type Comparison = "=" | "<>" | "<" | "<=" | ">" | ">=" | "contains" | "starts" | "null" | "not_null";
export interface Filter {
  column: string;
  is: Comparison;
  value: Cell;
}
export interface Sort {
  column: string;
  descends: boolean;
}
export interface Row {
  key: Cell[];
  cells: Cell[];
}
export interface Page {
  rows: Row[];
  next: Cell[] | null;
  /** null: rows are not counted here. */
  total: number | null;
  /** What each condition finds alone, and last the number of all rows; empty without conditions, and where rows are not counted. */
  filter_totals: (number | null)[];
  ms: number;
}
export interface WholeRow extends Row {
  referred: { table: string; columns: string[]; values: Cell[]; rows: number | null }[];
}
export interface SqlAnswer {
  columns: string[];
  rows: Cell[][];
  cut: boolean;
  changed: number;
  ms: number;
  steps: number;
  scanned: number;
  bookmark?: string;
}
export interface PlanNode {
  id: number;
  parent: number;
  detail: string;
}
export interface Argument {
  name: string;
  kind: "text" | "integer" | "real" | "boolean" | "timestamp" | "date" | "enum" | "json" | "object" | "blob" | "bigint";
  list: boolean;
  required: boolean;
  nullable: boolean;
  values: string[];
  default: string | number | boolean | null;
  fields: Argument[];
}
export interface Cost {
  ms: number;
  statements: number;
  rows: number;
  changed: number;
  steps: number;
}
export interface RepositoryFunction {
  name: string;
  /** It needs an answer in between: several round trips. */
  steps: boolean;
  arguments: Argument[];
  last: Cost | null;
}
export interface PlannedStatement {
  sql: string;
  values: Cell[];
  writes: boolean;
  nodes: PlanNode[];
}
export interface FunctionAnswer {
  result: unknown;
  cost: Cost;
}

/** What the command refused, and why. */
export class Refusal extends Error {
  constructor(
    readonly kind: string,
    message: string,
    readonly column?: string,
    readonly offset?: number,
    /** Which change of a batch. */
    readonly change?: number,
  ) {
    super(message);
  }
}

async function ask<T>(what: string, request: object = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`api/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    });
  } catch {
    throw new Refusal("unavailable", "The studio does not answer. Has the command ended?");
  }
  const text = await response.text();
  if (!response.headers.get("content-type")?.startsWith("application/json")) throw new Refusal("internal", text.trim());
  const answer = JSON.parse(text);
  if (!answer.error) return answer;
  const { kind, message, column, offset, change } = answer.error;
  throw new Refusal(kind, message, column, offset, change);
}

export type Cells = Record<string, Cell>;
export type Change =
  | { do: "update"; table: string; key: Cell[]; was: Cells; set: Cells }
  | { do: "insert"; table: string; set: Cells }
  | { do: "delete"; table: string; key: Cell[]; was: Cells };
export interface ValuePart {
  type: "null" | "integer" | "real" | "text" | "blob";
  bytes: number;
  hex: string;
}
export type ExportFormat = "csv" | "json" | "sql";
export type ExportSource =
  { sql: string; name?: string } | { table: string; columns: string[]; filter: Filter[]; sort: Sort | null };
export const api = {
  about: () => ask<About>("about"),
  schema: () => ask<Schema>("schema"),
  rows: (request: { table: string; filter: Filter[]; sort: Sort | null; limit: number; after: Cell[] | null }) =>
    ask<Page>("rows", request),
  row: (table: string, key: Cell[]) => ask<WholeRow>("row", { table, key }),
  update: (table: string, key: Cell[], was: Cells, set: Cells) => ask<Row>("update", { table, key, was, set }),
  insert: (table: string, set: Cells) => ask<Row>("insert", { table, set }),
  delete: (table: string, key: Cell[], was: Cells) => ask<object>("delete", { table, key, was }),
  apply: (changes: Change[]) => ask<{ rows: (Row | null)[]; bookmark?: string }>("apply", { changes }),
  value: (table: string, key: Cell[], column: string, offset: number, length: number) =>
    ask<ValuePart>("value", { table, key, column, offset, length }),
  export: (format: ExportFormat, source: ExportSource) =>
    ask<{ text: string; rows: number }>("export", { format, ...source }),
  sql: (sql: string, write: boolean) => ask<SqlAnswer>("sql", { sql, write }),
  explain: (sql: string) => ask<{ nodes: PlanNode[] }>("explain", { sql }),
  functions: () => ask<{ functions: RepositoryFunction[] }>("functions"),
  planFunction: (name: string, args: object) =>
    ask<{ statements: PlannedStatement[] }>("function_plan", { name, arguments: args }),
  runFunction: (name: string, args: object) => ask<FunctionAnswer>("function_run", { name, arguments: args }),
};
