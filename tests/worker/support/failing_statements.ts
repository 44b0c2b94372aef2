// Faults of D1 at every statement of every function that writes: the database is wholly as before or wholly as after, the
// error says what it must, and the next call works.
import { afterEach, expect, it } from "vitest";
import { callWith, shareOf, type Fault } from "./faulty.js";
import { refusal, refused } from "./squall.js";
import { byDomain, d1Errors, everything, makeWorld, writeCalls, type WriteCall } from "./write_calls.js";

export function faultsOfPart(part: number): void {
  afterEach(() => makeWorld());
  let turn = 0;
  const fail = async (one: WriteCall, fault: Omit<Fault, "text">, expected: string) => {
    const { text, kind, retryable } = d1Errors[turn++ % d1Errors.length]!;
    const error = await refusal(callWith({ ...fault, text }, one.name, one.args).answer);
    expect(error).toEqual(refused(kind, one.name, { retryable }));
    expect(await everything(), `${one.name} ${JSON.stringify(one.args)}: ${JSON.stringify(fault)}`).toBe(expected);
  };
  it.each(shareOf(byDomain(writeCalls), part))("%s", async (_, calls) => {
    for (const one of calls) {
      await makeWorld(one.world);
      const before = await everything();
      const healthy = callWith(undefined, one.name, one.args);
      await healthy.answer;
      expect(await everything(), `${one.name}: D1 comes to what SQLite comes to`).toBe(one.after);
      expect(one.after).not.toBe(before);

      await makeWorld(one.world);
      await fail(one, { when: "before" }, before);
      for (let statement = 0; statement <= healthy.seen.statements; statement++)
        await fail(one, { when: "within", statement }, before);
      await callWith(undefined, one.name, one.args).answer;
      expect(await everything(), one.name).toBe(one.after);

      await makeWorld(one.world);
      await fail(one, { when: "after" }, one.after);
    }
  });
}
