import { expect, it } from "vitest";
import { now, openHere, rows } from "./support/squall.js";

const workspace_id = "ws_ours";

it("jobs.claim_next marks exactly those that it returns, and the next caller gets others", async () => {
  const db = openHere();
  const first = await db.jobs.claim_next({ workspace_id, limit: 2 });
  expect(await rows("SELECT id FROM jobs WHERE status = 'running' AND started_at = ? ORDER BY id", now)).toEqual(
    first.map((j) => ({ id: j.id })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect((await db.jobs.claim_next({ workspace_id, limit: 2 })).map((j) => j.id)).toEqual(["job_later"]);
  expect(await db.jobs.claim_next({ workspace_id })).toEqual([]);
});
