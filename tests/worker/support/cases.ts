// Tables of cases: a sentence, a call, and what comes of it.
import { expect, it } from "vitest";
import type { ErrorKind } from "../../../dist/index.js";
import { call, contents, openHere, refusal, refused } from "./squall.js";

export type Returned = [sentence: string, fn: string, args: unknown, result: unknown];
export type Refuses = [sentence: string, fn: string, args: unknown, kind: ErrorKind, details?: object];

/** Each call gives exactly this; keys and types count. */
export function returns(cases: Returned[]): void {
  it.each(cases)("%s (%s)", async (_sentence, fn, args, result) => {
    expect(await call(openHere(), fn, args)).toStrictEqual(result);
  });
}
/** Each call reads only: it gives this and leaves every row as it is. */
export function reads(cases: Returned[]): void {
  it.each(cases)("%s (%s)", async (_sentence, fn, args, result) => {
    const before = await contents();
    expect(await call(openHere(), fn, args)).toStrictEqual(result);
    expect(await contents()).toEqual(before);
  });
}
/** Each call is refused with this kind, told to its function, and changes nothing. */
export function refuses(cases: Refuses[]): void {
  it.each(cases)("%s (%s)", async (_sentence, fn, args, kind, details = {}) => {
    const before = await contents();
    expect(await refusal(call(openHere(), fn, args))).toEqual(refused(kind, fn, details));
    expect(await contents()).toEqual(before);
  });
}
