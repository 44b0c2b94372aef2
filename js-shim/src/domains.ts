// The functions of a module's table, and what makes them methods of a client and of a batch.
import type { Declared, Layout } from "./encode.js";
import type { Finish } from "./plan.js";
import type { Taker } from "./result.js";
import type { CallOptions } from "./types.js";

/** One function: its name, its arguments, how its rows become its result. */
export type FunctionEntry = [name: string, declared: Declared, result: Taker, steps?: "steps"];
export type Domains = Record<string, FunctionEntry[]>;

export interface FunctionInfo {
  number: number;
  name: string;
  layout: Layout;
  finish: Finish;
  /** Needs an answer in between: several round trips, and no part of a batch. */
  hasSteps: boolean;
}

/**
 * What the functions of a domain call, the domains made so far, and the client or recorder of a domain. Symbols, for every
 * other name may be a domain's or a function's.
 */
export const perform = Symbol("perform");
export const made = Symbol("made");
const performer = Symbol("performer");
export interface Performer {
  [perform](info: FunctionInfo, args: unknown, options?: CallOptions): unknown;
  readonly [made]: Record<string, object>;
}

/**
 * Adds each domain to a class as a property. Clients are opened for every request and batches built for every call, so nothing
 * is redefined for each of them: domains are properties of the class, functions methods of their domain's class.
 */
export function giveDomains(target: { prototype: Performer }, infos: Map<string, FunctionInfo[]>): void {
  for (const [domain, functions] of infos) {
    class Functions {
      readonly [performer]: Performer;
      constructor(of: Performer) {
        this[performer] = of;
      }
    }
    for (const info of functions)
      Object.defineProperty(Functions.prototype, info.name.slice(domain.length + 1), {
        value(this: Functions, args: unknown, options?: CallOptions) {
          return this[performer][perform](info, args, options);
        },
      });
    Object.defineProperty(target.prototype, domain, {
      enumerable: true,
      get(this: Performer) {
        return (this[made][domain] ??= new Functions(this));
      },
    });
  }
}
