import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import worker from "../worker/index.js";

async function post(token: string | undefined, path = "/no__such/list"): Promise<number> {
  const headers: HeadersInit = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const request = new Request<unknown, IncomingRequestCfProperties>(`http://worker${path}`, {
    method: "POST",
    headers,
    body: "{}",
  });
  return (await worker.fetch(request, { DB: env.DB, API_TOKEN: "secret" })).status;
}

it("the Worker refuses a caller without the token", async () => {
  expect(await post(undefined)).toBe(401);
  expect(await post("wrong")).toBe(401);
});
it("and knows the client's functions alone", async () => {
  // No domain has two underscores in a row.
  for (const path of ["/", "/no__such/list", "/batch/call", "/constructor/name", "/__proto__/batch"])
    expect(await post("secret", path)).toBe(404);
});
