// Before the tests of a file the migrations; before each test the world, where the one before has written something:
// faster than a storage for each test.
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach } from "vitest";
import { restore } from "./world.js";

const changes = () =>
  env.DB.prepare("SELECT total_changes()")
    .raw<[number]>()
    .then(([row]) => row![0]);

await applyD1Migrations(env.DB, env.MIGRATIONS);
let known = -1;
beforeEach(async () => {
  if ((await changes()) === known) return;
  await restore(env.DB);
  known = await changes();
});
