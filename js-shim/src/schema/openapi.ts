// OpenAPI 3.1 of an HTTP API whose routes call functions.
import type { ArgumentDescription, Description } from "./description.js";
import { schemaOfArguments, schemaOfResult, schemaOfRow, type Writing } from "./json_schema.js";
import type { JsonSchema } from "./standard.js";

export interface RouteDescription {
  method: string;
  /** /workspaces/:workspace_id/agents/:id; a name that is an argument of the function has its schema. */
  path: string;
  /** domain.function. A route without one describes its result itself. */
  function?: string;
  /** The argument that the whole body is. By default the body is an object of the arguments that the path does not have. */
  body?: string;
  /** The names of arguments in the path that are called otherwise there: { path name: argument }. */
  renamed?: Record<string, string>;
  /** The schema of the body, or of the result, where it is not the function's. */
  bodySchema?: JsonSchema;
  result?: JsonSchema;
  summary?: string;
  /** The status of success; by default 201 for POST, 204 for a function without a result, else 200. */
  status?: number;
}
export interface ApiInfo {
  title: string;
  version: string;
  description?: string;
}

const writing: Writing = {
  target: "draft-2020-12",
  side: "input",
  rowRef: (name) => ({ $ref: `#/components/schemas/${name}` }),
};

/** A document of these routes. Throws where a route names a function or an argument that does not exist. */
export function openApiOf(description: Description, info: ApiInfo, routes: RouteDescription[]): JsonSchema {
  const { rows, functions } = description;
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    const called = route.function === undefined ? undefined : functions[route.function];
    if (route.function !== undefined && called === undefined)
      throw new Error(`squall: ${route.method} ${route.path} names ${route.function}, which is not a function`);
    const all = called?.arguments ?? [];
    const inPath = (name: string) => all.find((spec) => spec.name === (route.renamed?.[name] ?? name));
    const rest = all.filter((spec) => !names.some((name) => inPath(name) === spec));
    const method = route.method.toLowerCase();
    const hasBody = method !== "get" && method !== "delete";
    const body = hasBody ? bodyOf(route, rest) : undefined;
    const result =
      route.result ??
      (called === undefined || called.result.kind === "nothing"
        ? undefined
        : schemaOfResult(rows, called.result, { ...writing, side: "output" }));
    const mayBeMissing = called?.result.kind === "optional";
    const success = String(route.status ?? (method === "post" ? (result ? 201 : 204) : result ? 200 : 204));
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    (paths[path] ??= {})[method] = {
      operationId: `${method}${route.path.replace(/[^A-Za-z0-9]+/g, "_")}`,
      ...(route.summary === undefined ? {} : { summary: route.summary }),
      parameters: [
        ...names.map((name) => parameter(name, "path", inPath(name))),
        ...(hasBody ? [] : rest.map((spec) => parameter(spec.name, "query", spec))),
      ],
      ...(body === undefined ? {} : { requestBody: body }),
      responses: {
        [success]:
          result === undefined
            ? { description: "Done." }
            : { description: "The result.", content: { "application/json": { schema: withoutNull(result) } } },
        ...(mayBeMissing ? { "404": { $ref: "#/components/responses/Error" } } : {}),
        default: { $ref: "#/components/responses/Error" },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info,
    paths,
    components: {
      schemas: {
        ...Object.fromEntries(
          usedRows(description, paths).map((name) => [name, schemaOfRow(rows, name, { ...writing, side: "output" })]),
        ),
        Error: errorSchema,
      },
      responses: {
        Error: {
          description: "The call failed; kind says why.",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
        },
      },
    },
  };
}

/** Null is a 404. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const [first, second] = (schema.anyOf ?? []) as JsonSchema[];
  return second?.type === "null" ? first! : schema;
}

function bodyOf(route: RouteDescription, rest: ArgumentDescription[]): JsonSchema | undefined {
  let schema = route.bodySchema;
  if (schema === undefined && route.body !== undefined) {
    const whole = rest.filter((spec) => spec.name === route.body);
    if (whole.length === 0)
      throw new Error(
        `squall: ${route.method} ${route.path} names ${route.body}, which is not an argument of ${route.function}`,
      );
    const { properties } = schemaOfArguments(whole, writing) as { properties: Record<string, JsonSchema> };
    schema = properties[route.body];
  }
  if (schema === undefined && rest.length > 0) schema = schemaOfArguments(rest, writing);
  if (schema === undefined) return undefined;
  const isRequired = Array.isArray(schema.required);
  return { required: isRequired, content: { "application/json": { schema } } };
}

function parameter(name: string, place: "path" | "query", spec: ArgumentDescription | undefined): JsonSchema {
  const { properties } = (spec === undefined ? { properties: {} } : schemaOfArguments([spec], writing)) as {
    properties: Record<string, JsonSchema>;
  };
  const schema = spec === undefined ? { type: "string" } : properties[spec.name]!;
  return { name, in: place, required: place === "path" || spec?.required === true, schema };
}

/** The rows that the paths refer to, and the rows within those. */
function usedRows({ rows }: Description, paths: object): string[] {
  const used = new Set<string>();
  const visit = (name: string): void => {
    if (used.has(name)) return;
    used.add(name);
    for (const column of rows[name]!) if (column.kind === "row" || column.kind === "rows") visit(column.row);
  };
  for (const [, name] of JSON.stringify(paths).matchAll(/"#\/components\/schemas\/(\w+)"/g)) visit(name!);
  return [...used].sort();
}

const errorSchema: JsonSchema = {
  type: "object",
  properties: {
    error: {
      type: "object",
      properties: {
        kind: { type: "string" },
        message: { type: "string" },
        function: { type: "string" },
        table: { type: "string" },
        columns: { type: "array", items: { type: "string" } },
        guard: { type: "string" },
        retryable: { type: "boolean" },
      },
      required: ["kind", "message"],
    },
  },
  required: ["error"],
};
