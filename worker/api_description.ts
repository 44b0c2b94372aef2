// The OpenAPI document of the routes: GET /openapi.json.
import { openApi } from "../dist/schema.js";
import { routes } from "./routes.js";

export const document = () =>
  openApi(
    { title: "iofold", version: "1.0.0", description: "The example Worker: each route is one call of a function." },
    routes.map((route) => route.described),
  );
