// The types of squall/schema: dist/schema.d.ts derives those of each function from the client's.
import type { ApiInfo, RouteDescription } from "./schema/openapi.js";
import type { JsonSchema } from "./schema/standard.js";

export type { FunctionSchemas } from "./schema/make.js";
export type { ApiInfo, RouteDescription } from "./schema/openapi.js";
export type { Issue, JsonSchema, JsonSchemaOptions, StandardSchema, Validated } from "./schema/standard.js";

/** OpenAPI 3.1 of an HTTP API whose routes call functions. Throws where a route names a function or argument that does not exist. */
export declare function openApi(info: ApiInfo, routes: RouteDescription[]): JsonSchema;
