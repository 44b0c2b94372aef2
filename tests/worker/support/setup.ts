// Before the tests of a file the migrations; before each test the world, where the one before has written something:
// faster than a storage for each test. A file that has called fill() keeps its own rows.
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach } from "vitest";
import { changes, ownRows } from "./changes.js";
import { restore } from "./world.js";

await applyD1Migrations(env.DB, env.MIGRATIONS);
let known = -1;
beforeEach(async () => {
  if (ownRows.there || changes() === known) return;
  await restore(env.DB);
  known = changes();
});
