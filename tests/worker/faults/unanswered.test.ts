// D1 never answers, whether it has done what it was sent or not.
import { afterEach, describe, expect, it } from "vitest";
import { callWith } from "../support/faulty.js";
import { byDomain, everything, makeWorld, oneEach } from "../support/write_calls.js";

afterEach(() => makeWorld());

describe("a call without an answer keeps no other waiting", () => {
  it.each(byDomain(oneEach))("%s", async (_, calls) => {
    let settled = 0;
    const count = () => settled++;
    for (const one of calls) {
      await makeWorld(one.world);
      const before = await everything();
      callWith({ when: "unsent and unanswered", text: "" }, one.name, one.args).answer.then(count, count);
      expect(await everything()).toBe(before);
      const unanswered = callWith({ when: "unanswered", text: "" }, one.name, one.args);
      unanswered.answer.then(count, count);
      await unanswered.seen.sent;
      expect(await everything()).toBe(one.after);

      await makeWorld(one.world);
      await callWith(undefined, one.name, one.args).answer;
      expect(await everything()).toBe(one.after);
    }
    expect(settled).toBe(0);
  });
});
