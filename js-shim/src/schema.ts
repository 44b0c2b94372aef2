// squall/schema: arguments and results of each function as Standard Schema and JSON Schema. Needs no module and no database.
import description from "squall/functions";
import { makeSchemas } from "./schema/make.js";
import { openApiOf, type ApiInfo, type RouteDescription } from "./schema/openapi.js";

export const schemas = makeSchemas(description);
export const openApi = (info: ApiInfo, routes: RouteDescription[]) => openApiOf(description, info, routes);
