// POST /authors, POST /authors/ID/notes, GET /authors/ID/notes: each is one function, one round trip to D1.
import { open, SquallError } from "../dist/index.js";

export interface Env {
  DB: D1Database;
}

const statuses: Record<string, number> = {
  not_found: 404,
  conflict: 409,
  guard_failed: 409,
  unavailable: 503,
  internal: 500,
};

export default {
  async fetch(request, env): Promise<Response> {
    const db = open(env.DB);
    const { pathname, searchParams } = new URL(request.url);
    const author_id = /^\/authors\/([^/]+)\/notes$/.exec(pathname)?.[1];
    try {
      const body = request.method === "POST" ? ((await request.json()) as never) : undefined;
      if (pathname === "/authors" && body) return Response.json(await db.authors.create(body), { status: 201 });
      if (author_id && body)
        return Response.json(await db.notes.add({ ...(body as object as { text: string }), author_id }), {
          status: 201,
        });
      if (author_id) {
        const pinned = searchParams.get("pinned");
        return Response.json(
          await db.notes.list({ author_id, pinned: pinned === null ? undefined : pinned === "true" }),
        );
      }
      return Response.json({ error: "there is nothing here" }, { status: 404 });
    } catch (error) {
      if (error instanceof SyntaxError) return Response.json({ error: "the body is not JSON" }, { status: 400 });
      if (!(error instanceof SquallError)) throw error;
      return Response.json({ error: error.message }, { status: statuses[error.kind] ?? 400 });
    }
  },
} satisfies ExportedHandler<Env>;
