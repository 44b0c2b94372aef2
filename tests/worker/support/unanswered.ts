// D1 never answers, whether it has done what it was sent or not: no other call waits.
import { afterEach, expect, it } from "vitest";
import { callWith, shareOf } from "./faulty.js";
import { byDomain, everything, makeWorld, oneEach } from "./write_calls.js";

export function unansweredOfPart(part: number): void {
  afterEach(() => makeWorld());
  it.each(shareOf(byDomain(oneEach), part))("%s", async (_, calls) => {
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
}
