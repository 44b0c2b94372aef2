// The shop as a Worker: a route for each of a few functions.
import { open, SquallError } from "../../../build/shop/index.js";

export interface Env {
  SHOP: D1Database;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const db = open(env.SHOP);
    try {
      if (pathname === "/search")
        return Response.json(await db.products.search({ text: searchParams.get("text") ?? "" }));
      if (pathname === "/pages") {
        const cursor = searchParams.get("cursor");
        const page = await db.products.pages(cursor === null ? {} : { cursor });
        // JSON has no bigint.
        return Response.json({
          ...page,
          items: page.items.map((p) => ({ ...p, supplier_id: p.supplier_id?.toString() ?? null })),
        });
      }
      if (pathname === "/orders" && request.method === "POST")
        return Response.json(await db.orders.place(await request.json()), { status: 201 });
      const image = /^\/images\/(\d+)$/.exec(pathname);
      if (image !== null) {
        const found = await db.products.image({ id: Number(image[1]) });
        if (found !== null) return new Response(found.content, { headers: { "content-type": found.media_type } });
      }
      return new Response(null, { status: 404 });
    } catch (error) {
      if (!(error instanceof SquallError)) throw error;
      const status =
        { not_found: 404, conflict: 409, guard_failed: 409, invalid_argument: 400 }[error.kind as string] ?? 500;
      return Response.json({ error: error.kind, guard: error.guard }, { status });
    }
  },
} satisfies ExportedHandler<Env>;
