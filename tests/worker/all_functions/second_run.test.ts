// A function whose call may be sent again: its second run does no harm, whatever became of the first. Which functions
// those are is derived from their plans; here it is held against the database.
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { answerLost, faulty, notSent, testTimer, type Fault } from "../support/faults.js";
import { empty, everyRow, fill, functions, workingArguments } from "../support/filled.js";
import { call, openHere, refused } from "../support/squall.js";

beforeEach(async () => {
  await scheduler.wait(0); // lets vitest hear of the test before
  await fill();
});
afterAll(empty);

/** There is nothing in a workspace that may be deleted. */
const without = ["workspaces.delete"];

const again = new Map<string, boolean>();

describe("the second run of", () => {
  it.each(functions.filter(([fn]) => !without.includes(fn)))("%s", async (fn, list) => {
    const args = await workingArguments(fn, list);
    expect(args).toBeDefined();
    const untouched = await everyRow();
    const result = await call(openHere(), fn, args);
    const once = await everyRow();

    const sendWith = async (fault: Fault) => {
      await fill();
      const { binding, sent } = faulty([fault]);
      const told = await call(openHere({ retry: true, timer: testTimer() }, binding), fn, args).catch(
        (e: unknown) => e,
      );
      return { told, sent: sent(), rows: await everyRow() };
    };
    const unsent = await sendWith(notSent);
    again.set(fn, unsent.sent > 1);
    if (unsent.sent === 1) {
      expect(unsent.told).toEqual(refused("unavailable", fn, { retryable: true, mayHaveHappened: true }));
      expect(unsent.rows).toEqual(untouched);
    } else {
      expect(unsent.told).toEqual(result);
      expect(unsent.rows).toEqual(once);
    }
    const unheard = await sendWith(answerLost);
    expect(unheard.sent).toBe(unsent.sent);
    expect(unheard.rows).toEqual(once);
    if (unheard.told instanceof Error)
      expect(unheard.told).toEqual(refused("unavailable", fn, { mayHaveHappened: true }));
    else expect(unheard.told).toEqual(result);
  });
});

it("is allowed to all that read and to many that write", () => {
  const count = [...again.values()].filter(Boolean).length;
  console.log(
    `sent again after a fault: ${count} of ${again.size} functions; not: ${[...again].flatMap(([fn, is]) => (is ? [] : [fn])).join(", ")}`,
  );
  expect(again.size).toBe(functions.length - without.length);
  expect(count).toBeGreaterThan(functions.length / 2);
});
