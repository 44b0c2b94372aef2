// The example Worker with a cache: a write purges the answers that it changed, and no others.
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import worker from "../../worker/index.js";
import { env } from "./environment.js";
import { fill } from "../worker/support/filled.js";

/** Cloudflare's cache: answers by URL, purged by their tags. */
const stored = new Map<string, Response>();
const purges: string[][] = [];

beforeAll(() => {
  vi.stubGlobal("caches", {
    default: {
      match: async (request: Request) => stored.get(request.url)?.clone(),
      put: async (request: Request, response: Response) => void stored.set(request.url, response),
    },
  });
  vi.stubGlobal("fetch", async (url: string, { body, headers }: { body: string; headers: Record<string, string> }) => {
    expect(url).toBe("https://api.cloudflare.com/client/v4/zones/zone/purge_cache");
    expect(headers.authorization).toBe("Bearer token");
    const { tags } = JSON.parse(body) as { tags: string[] };
    purges.push(tags);
    for (const [key, response] of stored)
      if (
        response.headers
          .get("cache-tag")!
          .split(",")
          .some((tag) => tags.includes(tag))
      )
        stored.delete(key);
    return new Response("{}");
  });
});
beforeEach(async () => {
  await fill();
  stored.clear();
  purges.length = 0;
});

const ask = async (method: string, path: string, body?: object) => {
  const request = new Request(`http://squall${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  const response = await worker.fetch(request, { ...env, CACHE_ZONE: "zone", CACHE_TOKEN: "token" });
  return { status: response.status, body: (await response.json()) as any, sent: response.headers.get("x-query") };
};

it("answers from the cache until a write of that workspace", async () => {
  const list = (side: string) => ask("GET", `/workspaces/ws_${side}/agents`);
  const first = await list("ours");
  expect(first.sent).not.toBeNull();
  await list("theirs");
  expect(await list("ours")).toEqual({ ...first, sent: null });

  expect((await ask("POST", "/workspaces/ws_ours/agents", { name: "new" })).status).toBe(201);
  expect(purges).toEqual([["d1:agents@ws_ours", "d1:agents@"]]);
  const after = await list("ours");
  expect(after.sent).not.toBeNull();
  expect(after.body).toHaveLength(first.body.length + 1);
  expect((await list("theirs")).sent).toBeNull();
});
it("purges what a route of several functions writes", async () => {
  await ask("GET", "/workspaces/ws_ours/jobs");
  expect(stored.size).toBe(1);
  const { status } = await ask("POST", "/workspaces/ws_ours/agents/ours_agents_1/trials", { prompt_template: "p" });
  expect(status).toBe(201);
  expect(purges.flat()).toContain("d1:jobs@ws_ours");
  expect(purges.flat()).toContain("d1:agent_versions@ws_ours");
  expect(stored.size).toBe(0);
});
it("caches nothing that failed", async () => {
  expect((await ask("GET", "/workspaces/ws_ours/agents?limit=x")).status).toBe(400);
  expect((await ask("GET", "/users/nobody")).status).toBe(404);
  expect(stored.size).toBe(0);
});
