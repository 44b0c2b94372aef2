// POST /DOMAIN/FUNCTION with the arguments as JSON calls that function: POST /orders/get {"id": 1}. A caller sends the secret API_TOKEN
// (npx wrangler secret put API_TOKEN) as "Authorization: Bearer TOKEN"; without a secret every request is refused.
// Replace this by the routes of your application: each function is one round trip to D1.
import { open, SquallError } from "../dist/index.js";

export interface Env {
  DB: D1Database;
  API_TOKEN?: string;
}

const statuses: Record<string, number> = {
  not_found: 404,
  conflict: 409,
  guard_failed: 409,
  unavailable: 503,
  internal: 500,
};

/** Compares in a time that does not depend on where two texts differ. */
async function isEqual(left: string, right: string): Promise<boolean> {
  const hash = (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const [a, b] = await Promise.all([hash(left), hash(right)]);
  return new Uint8Array(a).every((byte, i) => byte === new Uint8Array(b)[i]);
}
type AnyFunctions = Record<string, Record<string, (args: unknown) => Promise<unknown>> | undefined>;

export default {
  async fetch(request, env): Promise<Response> {
    const token = request.headers.get("Authorization") ?? "";
    if (!env.API_TOKEN || !(await isEqual(token, `Bearer ${env.API_TOKEN}`)))
      return Response.json({ error: "the token is missing or wrong" }, { status: 401 });
    const [, domain, name] = /^\/([a-z][a-z0-9_]*)\/([a-z][a-z0-9_]*)$/.exec(new URL(request.url).pathname) ?? [];
    const functions = domain && (open(env.DB) as unknown as AnyFunctions)[domain];
    if (
      request.method !== "POST" ||
      typeof functions !== "object" ||
      !name ||
      name === "constructor" ||
      !functions[name]
    )
      return Response.json({ error: "there is no such function" }, { status: 404 });
    try {
      return Response.json((await functions[name](await request.json())) ?? null);
    } catch (error) {
      if (error instanceof SyntaxError) return Response.json({ error: "the body is not JSON" }, { status: 400 });
      if (!(error instanceof SquallError)) throw error;
      return Response.json({ error: error.message }, { status: statuses[error.kind] ?? 400 });
    }
  },
} satisfies ExportedHandler<Env>;
