// functions.json, which the generator writes from the declarations (wasm/client_writer.hpp).

export interface ArgumentDescription {
  name: string;
  kind: "text" | "integer" | "real" | "boolean" | "timestamp" | "date" | "enum" | "json" | "object" | "blob" | "bigint";
  required?: boolean;
  list?: boolean;
  nullable?: boolean;
  tenant?: boolean;
  not_blank?: boolean;
  trimmed?: boolean;
  /** Of an object: a field that is null sets null, and is refused where it may not be. */
  patch?: boolean;
  as_given?: boolean;
  /** Bounds of a number, or of a list's length. */
  least?: number;
  most?: number;
  default?: string | number | boolean;
  opening?: "[" | "{";
  values?: string[];
  fields?: ArgumentDescription[];
}

/** A default that the check would refuse has a meaning of its own in the function: it is left out. */
export function defaultOf({ kind, default: usual, least, most, list }: ArgumentDescription): unknown {
  if (kind === "json" && typeof usual === "string") return JSON.parse(usual);
  const isOutside = typeof usual === "number" && least !== undefined && !list && (usual < least || usual > most!);
  return isOutside ? undefined : usual;
}

export interface ValueDescription {
  kind: Exclude<ArgumentDescription["kind"], "object">;
  /** The type of a JSON document, where its shape has one. */
  typescript?: string;
  values?: string[];
}
export type ColumnDescription = (ValueDescription | { kind: "row" | "rows"; row: string }) & {
  name: string;
  nullable?: boolean;
};
export type ResultDescription =
  | { kind: "nothing" }
  | { kind: "row" | "list" | "page"; row: string }
  | { kind: "optional"; of: ResultDescription }
  | { kind: "object"; fields: Record<string, ResultDescription> }
  | ValueDescription;

export interface FunctionDescription {
  arguments: ArgumentDescription[];
  result: ResultDescription;
  /** The function has several round trips. */
  steps?: boolean;
}
export type Rows = Record<string, ColumnDescription[]>;
export interface Description {
  rows: Rows;
  functions: Record<string, FunctionDescription>;
}
