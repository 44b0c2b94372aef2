// Moments are compared as instants and stored in ISO form.
import { describe, expect, it } from "vitest";
import { refuses } from "../support/cases.js";
import { openHere } from "../support/squall.js";

const workspace_id = "ws_ours";

describe("a moment", () => {
  const moments: [given: string, due: boolean][] = [
    ["2026-01-05T00:00:00.000Z", true],
    ["2026-01-05 00:00:00", true],
    ["2026-01-05", true],
    ["2026-01-05T01:00:00+01:00", true],
    ["2026-01-04T23:59:59.999Z", false],
    ["2026-01-05T00:59:59+01:00", false],
  ];
  it.each(moments)("%s is compared as an instant", async (now, due) => {
    expect((await openHere().jobs.list_due_retries({ workspace_id, now })).length).toBe(due ? 1 : 0);
  });
  refuses(
    (
      [
        "",
        "now",
        "2026-13-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "1767571200000",
        "T",
        1767571200000,
        new Date(0),
      ] as unknown[]
    ).map((now) => [
      `is not ${String(now)}`,
      "jobs.list_due_retries",
      { workspace_id, now },
      "invalid_argument",
      { message: "invalid_argument: now must be a time as ISO-8601 text" },
    ]),
  );
  it.each([0, 1, -1, -62135596800000, 951782400000, 1767225599999, 4102444800000, 253402300799999])(
    "%d of the clock is stored in ISO form",
    async (now) => {
      const made = await openHere({ now: () => now }).users.create({ email: "e" });
      expect(made.created_at).toBe(new Date(now).toISOString());
    },
  );
  it("is one reading of the clock a call", async () => {
    let reading = 0;
    await openHere({ now: () => ++reading }).agents.create({ workspace_id, name: "New" });
    expect(reading).toBe(1);
  });
});
