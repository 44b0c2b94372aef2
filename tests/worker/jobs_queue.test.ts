import { describe, expect, it } from "vitest";
import { gives } from "./support/cases.js";
import { now, openHere, rows } from "./support/squall.js";
import { workspace_id, queued, ids } from "./support/job_rows.js";

describe("jobs.claim_next", () => {
  gives([
    [
      "takes the oldest, as they are after",
      "jobs.claim_next",
      { workspace_id, limit: 1 },
      [{ ...queued, status: "running", started_at: now }],
    ],
    ["takes those of all workspaces", "jobs.claim_next", { limit: 2 }, ids("job_theirs", "job_queued")],
    ["leaves out what is not due", "jobs.claim_next", { workspace_id, due_only: true }, ids("job_queued", "job_due")],
    [
      "takes what is not due when it is not asked",
      "jobs.claim_next",
      { workspace_id },
      ids("job_queued", "job_due", "job_later"),
    ],
    ["finds none where nothing is queued", "jobs.claim_next", { workspace_id: "ws_nowhere" }, []],
  ]);
  it("marks exactly those that it gives, and the next caller gets others", async () => {
    const db = openHere();
    const first = await db.jobs.claim_next({ workspace_id, limit: 2 });
    expect(await rows("SELECT id FROM jobs WHERE status = 'running' AND started_at = ? ORDER BY id", now)).toEqual(
      first.map((j) => ({ id: j.id })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect((await db.jobs.claim_next({ workspace_id, limit: 2 })).map((j) => j.id)).toEqual(["job_later"]);
    expect(await db.jobs.claim_next({ workspace_id })).toEqual([]);
  });
});
