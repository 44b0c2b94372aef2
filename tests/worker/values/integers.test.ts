// Integers are stored as INTEGER and never rounded.
import { describe, expect, it } from "vitest";
import { refuses } from "../support/cases.js";
import { openHere, row } from "../support/squall.js";

const workspace_id = "ws_ours";
const biggest = Number.MAX_SAFE_INTEGER;
const attempt = { job_id: "job_failed", error: "e", error_category: "unknown" as const, delay_ms: 0 };

describe("an integer", () => {
  it.each([0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 52 + 1, biggest, -biggest])(
    "%d is stored as itself, as an INTEGER",
    async (n) => {
      const made = await openHere().job_retry_history.create({ ...attempt, attempt: n });
      expect(made.attempt).toBe(n);
      expect(
        await row(
          "SELECT CAST(attempt AS TEXT) AS n, typeof(attempt) AS type FROM job_retry_history WHERE id = ?",
          made.id,
        ),
      ).toEqual({ n: String(n), type: "integer" });
      expect((await openHere().job_retry_history.get({ id: made.id }))!.attempt).toBe(n);
    },
  );
  it("-0 is 0", async () => {
    const made = await openHere().job_retry_history.create({ ...attempt, attempt: -0 });
    expect(Object.is(made.attempt, 0)).toBe(true);
  });
  it("in a list of objects is an INTEGER too", async () => {
    const [made] = await openHere().jobs.create_many({
      jobs: [{ workspace_id, type: "import", priority: biggest, max_retries: -biggest }],
    });
    expect([made!.priority, made!.max_retries]).toEqual([biggest, -biggest]);
    expect(
      await row("SELECT CAST(priority AS TEXT) AS n, typeof(priority) AS type FROM jobs WHERE id = ?", made!.id),
    ).toEqual({ n: String(biggest), type: "integer" });
  });
  it("compares as an integer: a limit is one, and a version is found", async () => {
    expect(await openHere().agent_versions.get({ workspace_id, agent_id: "agent_live", version: 2 })).not.toBe(null);
    expect(await openHere().users.list({ limit: 1 })).toMatchObject({ items: [{ id: "user_ann" }] });
  });
  refuses(
    (
      [
        2 ** 53,
        -(2 ** 53),
        1e300,
        1.5,
        NaN,
        Infinity,
        -Infinity,
        "1",
        true,
        [1],
        { valueOf: () => 1 },
        new Number(1),
        1n,
        new Date(0),
      ] as unknown[]
    ).map((n) => [
      `is not ${typeof n === "bigint" ? "1n" : typeof n === "object" ? Object.prototype.toString.call(n) : String(n)} of type ${typeof n}`,
      "job_retry_history.create",
      { ...attempt, attempt: n },
      "invalid_argument",
      { message: expect.stringMatching(/^invalid_argument: attempt must be an integer/) },
    ]),
  );
});
