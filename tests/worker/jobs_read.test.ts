import { describe, expect, it } from "vitest";
import { reads, refuses } from "./support/cases.js";
import { openHere } from "./support/squall.js";
import { insertion } from "./support/world.js";
import { env } from "cloudflare:workers";
import { workspace_id, queued, due, later, failed, ids } from "./support/job_rows.js";

describe("jobs are read", () => {
  reads([
    ["one is given whole", "jobs.get", { id: "job_failed" }, failed],
    ["one of the workspace", "jobs.get", { workspace_id, id: "job_queued" }, queued],
    ["another workspace's is null", "jobs.get", { workspace_id, id: "job_theirs" }, null],
    ["an unknown one is null", "jobs.get", { id: "job_nowhere" }, null],
    [
      "filters are combined",
      "jobs.list",
      { workspace_id, status: "failed", error_category: "transient_server" },
      [failed],
    ],
    [
      "filters that do not meet find none",
      "jobs.list",
      { workspace_id, status: "queued", error_category: "transient_server" },
      [],
    ],
    [
      "filters that are null or undefined are left out",
      "jobs.list",
      { workspace_id, status: null, type: undefined, limit: 1 },
      ids("job_cancelled"),
    ],
    ["due retries, whichever way the moment is written", "jobs.list_due_retries", { workspace_id }, [due]],
    ["none is due before", "jobs.list_due_retries", { workspace_id, now: "2026-01-04T23:59:59.999Z" }, []],
    [
      "one is due at that moment, given with an offset",
      "jobs.list_due_retries",
      { workspace_id, now: "2026-01-05T02:00:00+02:00" },
      [due],
    ],
    ["highest priority first", "jobs.list_due_retries", { workspace_id, now: "2028-01-01T00:00:00Z" }, [due, later]],
    ["all are counted", "jobs.count", undefined, 8],
    ["those of a workspace in a status", "jobs.count", { workspace_id, status: "queued" }, 3],
    ["none of none", "jobs.count", { workspace_id: "ws_nowhere" }, 0],
  ]);
  it("the newest come first, at most twenty", async () => {
    await env.DB.batch(
      Array.from({ length: 20 }, (_, i) =>
        insertion(env.DB, "jobs", {
          id: `j${10 + i}`,
          workspace_id,
          type: "import",
          status: "queued",
          created_at: "2026-02-01T00:00:00.000Z",
        }),
      ),
    );
    const list = await openHere().jobs.list({ workspace_id });
    expect(list.map((j) => j.id)).toEqual(Array.from({ length: 20 }, (_, i) => `j${29 - i}`));
  });
  refuses([
    ["a limit above the most", "jobs.list", { workspace_id, limit: 101 }, "invalid_argument"],
    ["a type that is none", "jobs.list", { workspace_id, type: "gepa_optimization" }, "invalid_argument"],
    [
      "a moment that is none",
      "jobs.list_due_retries",
      { workspace_id, now: "yesterday" },
      "invalid_argument",
      { message: "invalid_argument: now must be a time as ISO-8601 text" },
    ],
  ]);
});
