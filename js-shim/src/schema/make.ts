// Schemas of a module's functions, from their description.
import { checkArguments } from "./arguments.js";
import type { Description, FunctionDescription } from "./description.js";
import { schemaOfArguments, schemaOfResult, targetOf, type Writing } from "./json_schema.js";
import { checkResult } from "./results.js";
import type { JsonSchemaOptions, JsonSchema, StandardSchema, Validated } from "./standard.js";

/** The schemas of one function. */
export interface FunctionSchemas<Arguments, Result> {
  /** What a caller passes: the rules and messages of the module's own check. Its output has defaults, trimmed texts and ISO times. */
  readonly arguments: StandardSchema<Arguments>;
  readonly result: StandardSchema<Result>;
}

function schema(
  validate: (value: unknown) => Validated<unknown>,
  write: (side: Writing["side"], options: JsonSchemaOptions) => JsonSchema,
): StandardSchema<unknown> {
  return {
    "~standard": {
      version: 1,
      vendor: "squall",
      validate,
      jsonSchema: {
        input: (options) => write("input", options),
        output: (options) => write("output", options),
      },
    },
  };
}

function schemasOf({ rows }: Description, described: FunctionDescription): FunctionSchemas<unknown, unknown> {
  return {
    arguments: schema(
      (value) => checkArguments(described.arguments, value),
      (side, { target }) => schemaOfArguments(described.arguments, { target: targetOf(target), side }),
    ),
    result: schema(
      (value) => {
        const issues = checkResult(rows, described.result, value);
        return issues.length > 0 ? { issues } : { value };
      },
      (side, { target }) => schemaOfResult(rows, described.result, { target: targetOf(target), side }),
    ),
  };
}

/** domain → function → schemas. Each function's are made when they are first asked for. */
export function makeSchemas(description: Description): Record<string, Record<string, unknown>> {
  const domains: Record<string, Record<string, unknown>> = {};
  for (const [name, described] of Object.entries(description.functions)) {
    const [domain, fn] = name.split(".") as [string, string];
    let made: object | undefined;
    Object.defineProperty((domains[domain] ??= {}), fn, {
      enumerable: true,
      get: () => (made ??= schemasOf(description, described)),
    });
  }
  return domains;
}
