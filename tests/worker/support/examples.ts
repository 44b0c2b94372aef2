// One call of each function that succeeds in the world: tests/worker/examples/<domain>.ts. A new function gets a line
// there, and the tests of what all functions have in common hold for it: one round trip, its name told to onQuery, the
// same result alone and in a batch, wrong arguments refused by name.
import type { Client, Functions } from "../../../dist/index.js";

export type ExamplesOf<D extends keyof Functions<"call">> = {
  [F in keyof Client[D]]: Client[D][F] extends (args: infer A) => unknown ? A : never;
};
type Example = Record<string, unknown>;

const files = import.meta.glob<Record<string, Example>>("../examples/*.ts", { eager: true, import: "default" });

export const exampleDomains = Object.keys(files).map((file) => file.slice("../examples/".length, -".ts".length));
export const examples: [name: string, args: Example][] = Object.values(files).flatMap((functions, i) =>
  Object.entries(functions).map(([fn, args]): [string, Example] => [`${exampleDomains[i]}.${fn}`, args]),
);
