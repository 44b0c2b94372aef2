// Cached answers of GET routes: their Cache-Tag says what they were read from, and a write purges the tags that it changes. Cloudflare's
// cache purges by tag over its API; without a zone and a token nothing is cached.
import { cacheTags, onlyReads, purgeTags } from "../dist/cache.js";
import type { Route } from "./routes.js";

export interface CacheEnv {
  CACHE_ZONE?: string;
  /** A token that may purge the cache of the zone. */
  CACHE_TOKEN?: string;
}
/** How long an answer may stay: a limit for what no write changes, such as the clock. */
const seconds = 300;
/** The API takes so many tags in a request. */
const maxTags = 30;

const tags = cacheTags as (name: string, args: unknown) => string[];
const purged = purgeTags as (name: string, args: unknown) => string[];
/** Routes that call several functions describe no single one; they are not cached, and name what they write. */
const namesOf = ({ described, writes }: Route): string[] => writes ?? (described.function ? [described.function] : []);

export const isCached = (route: Route, env: CacheEnv): boolean =>
  env.CACHE_ZONE !== undefined &&
  route.method === "GET" &&
  route.described.function !== undefined &&
  onlyReads(route.described.function);

/** The headers that make an answer cacheable. path: the arguments that the URL names, the tenant among them. */
export const cacheHeaders = (route: Route, path: Record<string, string>): Record<string, string> => ({
  "cache-control": `public, max-age=${seconds}`,
  "cache-tag": tags(route.described.function!, path).join(","),
});

/** Purges what a route has written. Fails when the API refuses: a stale answer must not go unnoticed. */
export async function purge(route: Route, path: Record<string, string>, env: CacheEnv): Promise<void> {
  if (env.CACHE_ZONE === undefined) return;
  const all = [...new Set(namesOf(route).flatMap((name) => purged(name, path)))];
  for (let first = 0; first < all.length; first += maxTags) {
    const response = await fetch(`https://api.cloudflare.com/client/v4/zones/${env.CACHE_ZONE}/purge_cache`, {
      method: "POST",
      headers: { authorization: `Bearer ${env.CACHE_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ tags: all.slice(first, first + maxTags) }),
    });
    if (!response.ok) throw new Error(`the cache was not purged: ${response.status}`);
  }
}
