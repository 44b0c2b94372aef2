// An HTTP API over the repositories: each request opens a client on the D1 binding, one route makes one call of it.
// GET /openapi.json describes them.
import { open, type QueryEvent } from "../dist/index.js";
import { cacheHeaders, isCached, purge, type CacheEnv } from "./response_cache.js";
import { answerTo } from "./error_response.js";
import { document } from "./api_description.js";
import { routes } from "./routes.js";

export interface Env extends CacheEnv {
  DB: D1Database;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const queries: QueryEvent[] = [];
    const answer = await perform(request, env, queries);
    // What the request asked of the database: a line a round trip, for the demo and for you.
    for (const { name, rows_read, rows_written, round_trips } of queries)
      answer.headers.append("x-query", JSON.stringify({ name, rows_read, rows_written, round_trips }));
    return answer;
  },
} satisfies ExportedHandler<Env>;

async function perform(request: Request, env: Env, queries: QueryEvent[]): Promise<Response> {
  const url = new URL(request.url);
  if (request.method === "GET" && url.pathname === "/openapi.json") return Response.json(document());
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const match = route.pattern.exec({ pathname: url.pathname });
    if (match === null) continue;
    try {
      const path = match.pathname.groups as Record<string, string>;
      const known = isCached(route, env) ? await caches.default.match(request) : undefined;
      if (known) return new Response(known.body, known);
      const db = open(env.DB, { onQuery: (event) => queries.push(event) });
      const text = await request.text();
      const body: unknown = text === "" ? {} : JSON.parse(text);
      const result = await route.answer({ db, path, query: url.searchParams, body });
      await purge(route, path, env);
      if (result === null)
        return Response.json({ error: { kind: "not_found", message: "not_found: nothing is here" } }, { status: 404 });
      if (result === undefined) return new Response(null, { status: 204 });
      if (!isCached(route, env)) return Response.json(result, { status: request.method === "POST" ? 201 : 200 });
      const answer = Response.json(result, { headers: cacheHeaders(route, path) });
      await caches.default.put(request, answer.clone());
      return answer;
    } catch (error) {
      return answerTo(error);
    }
  }
  return Response.json(
    { error: { kind: "not_found", message: `not_found: ${request.method} ${url.pathname}` } },
    { status: 404 },
  );
}
