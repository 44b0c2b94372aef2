// JSON Schema of arguments and results, for three targets that differ in how null is written.
import {
  defaultOf,
  type ArgumentDescription,
  type ResultDescription,
  type Rows,
  type ValueDescription,
} from "./description.js";
import type { JsonSchema } from "./standard.js";

const targets = ["draft-2020-12", "draft-07", "openapi-3.0"] as const;
export type Target = (typeof targets)[number];

export function targetOf(name: string): Target {
  const target = targets.find((known) => known === name);
  if (target === undefined)
    throw new Error(`squall: JSON Schema is written for ${targets.join(", ")}, not for ${name}`);
  return target;
}

export interface Writing {
  target: Target;
  /** Of arguments: what a caller may pass, or what the check returns. */
  side: "input" | "output";
  /** The schema of a row; by default it is written where it is used. */
  rowRef?: (name: string) => JsonSchema;
}

const jsonTypes: Record<string, JsonSchema> = {
  "string[]": { type: "array", items: { type: "string" } },
  "unknown[]": { type: "array" },
  "Record<string, unknown>": { type: "object" },
  "Record<string, string>": { type: "object", additionalProperties: { type: "string" } },
  "Record<string, number>": { type: "object", additionalProperties: { type: "number" } },
};
/** What parseTimestamp reads. */
const timestampPattern = "^\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?)?$";

function schemaOfValue(type: ValueDescription): JsonSchema {
  switch (type.kind) {
    case "text":
    case "timestamp":
      return { type: "string" };
    case "date":
      return { type: "string", format: "date" };
    case "integer":
      return { type: "integer" };
    case "real":
      return { type: "number" };
    case "boolean":
      return { type: "boolean" };
    case "enum":
      return { type: "string", enum: type.values };
    case "json":
      return { ...(type.typescript === undefined ? {} : jsonTypes[type.typescript]) };
    case "blob":
    case "bigint":
      throw new Error(`squall: JSON Schema cannot describe a ${type.kind}: JSON has no such value`);
  }
}

/** A schema that also takes null. */
function nullable(schema: JsonSchema, target: Target): JsonSchema {
  if (schema.type === undefined && schema.$ref === undefined && schema.anyOf === undefined) return schema; // any value
  if (target === "openapi-3.0")
    return schema.$ref === undefined
      ? { ...schema, nullable: true, ...(Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}) }
      : { allOf: [schema], nullable: true };
  if (typeof schema.type !== "string") return { anyOf: [schema, { type: "null" }] };
  return {
    ...schema,
    type: [schema.type, "null"],
    ...(Array.isArray(schema.enum) ? { enum: [...(schema.enum as unknown[]), null] } : {}),
  };
}

/** The schema of a call's one argument. */
export function schemaOfArguments(specs: ArgumentDescription[], writing: Writing, inPatch = false): JsonSchema {
  const properties: [string, JsonSchema][] = specs.map((spec) => [spec.name, schemaOfArgument(spec, writing, inPatch)]);
  const isThere = (spec: ArgumentDescription) =>
    spec.required === true || (writing.side === "output" && defaultOf(spec) !== undefined);
  const required = specs.filter(isThere).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function schemaOfArgument(spec: ArgumentDescription, writing: Writing, inPatch: boolean): JsonSchema {
  let schema = schemaOfElement(spec, writing);
  const { least, most } = spec;
  if (spec.list) {
    schema = { type: "array", items: schema };
    if (least !== undefined) schema.minItems = least;
    if (most !== undefined && most < Number.MAX_SAFE_INTEGER) schema.maxItems = most;
  }
  // Null leaves an optional argument out, in what a caller passes.
  const mayBeNull = spec.nullable || (writing.side === "input" && !spec.required && !spec.tenant && !inPatch);
  if (mayBeNull) schema = nullable(schema, writing.target);
  if (defaultOf(spec) !== undefined) schema = { ...schema, default: defaultOf(spec) };
  return schema;
}

function schemaOfElement(spec: ArgumentDescription, writing: Writing): JsonSchema {
  const { least, most } = spec;
  switch (spec.kind) {
    case "object":
      return schemaOfArguments(spec.fields!, writing, spec.patch);
    case "json":
      if (spec.list) return { type: "string" };
      return spec.opening === undefined ? {} : { type: spec.opening === "[" ? "array" : "object" };
    case "text":
      return spec.not_blank ? { type: "string", pattern: "\\S" } : { type: "string" };
    case "timestamp":
      return writing.side === "output" && !spec.as_given
        ? { type: "string", format: "date-time" }
        : { type: "string", pattern: timestampPattern };
    case "integer":
    case "real": {
      const schema: JsonSchema = { type: spec.kind === "integer" ? "integer" : "number" };
      const isWhole = spec.kind === "integer";
      const isBounded = least !== undefined && !spec.list;
      if (isBounded || isWhole) schema.minimum = isBounded ? least : Number.MIN_SAFE_INTEGER;
      if ((isBounded && most! < Number.MAX_SAFE_INTEGER) || isWhole)
        schema.maximum = isBounded ? most : Number.MAX_SAFE_INTEGER;
      return schema;
    }
    default:
      return schemaOfValue(spec as ValueDescription);
  }
}

const objectOf = (properties: [string, JsonSchema][]): JsonSchema => ({
  type: "object",
  properties: Object.fromEntries(properties),
  ...(properties.length > 0 ? { required: properties.map(([name]) => name) } : {}),
  additionalProperties: false,
});

export function schemaOfRow(rows: Rows, name: string, writing: Writing): JsonSchema {
  return objectOf(
    rows[name]!.map((column): [string, JsonSchema] => {
      const schema =
        column.kind === "row"
          ? rowSchema(rows, column.row, writing)
          : column.kind === "rows"
            ? { type: "array", items: rowSchema(rows, column.row, writing) }
            : schemaOfValue(column as ValueDescription);
      return [column.name, column.nullable ? nullable(schema, writing.target) : schema];
    }),
  );
}
const rowSchema = (rows: Rows, name: string, writing: Writing): JsonSchema =>
  writing.rowRef?.(name) ?? schemaOfRow(rows, name, writing);

export function schemaOfResult(rows: Rows, result: ResultDescription, writing: Writing): JsonSchema {
  switch (result.kind) {
    case "nothing":
      return { not: {} };
    case "optional":
      return nullable(schemaOfResult(rows, result.of, writing), writing.target);
    case "row":
      return rowSchema(rows, result.row, writing);
    case "list":
      return { type: "array", items: rowSchema(rows, result.row, writing) };
    case "page":
      return objectOf([
        ["items", { type: "array", items: rowSchema(rows, result.row, writing) }],
        ["next_cursor", nullable({ type: "string" }, writing.target)],
      ]);
    case "object":
      return objectOf(Object.entries(result.fields).map(([name, part]) => [name, schemaOfResult(rows, part, writing)]));
    default:
      return schemaOfValue(result);
  }
}
