// squall/json: a client whose functions return the JSON text of their results, for the body of a response.
import { domains } from "squall/json-client";
import type { Binding } from "./binding.js";
import type { FunctionInfo } from "./domains.js";
import { SquallError } from "./error.js";
import { finishWith } from "./result.js";
import type { OpenOptions } from "./types.js";

type Infos = Map<string, FunctionInfo[]>;

function withText(info: FunctionInfo): FunctionInfo {
  const [domain, name] = info.name.split(".") as [string, string];
  const taker = domains[domain]?.find(([known]) => known === name)?.[1];
  // What the client knows of its function, with another result.
  const own = Object.create(info) as FunctionInfo;
  if (taker !== undefined) return Object.assign(own, { finish: finishWith(taker) });
  return Object.defineProperty(own, "layout", {
    get() {
      throw new SquallError(
        "invalid_argument",
        `invalid_argument: ${info.name} returns a blob or a bigint, which JSON has no form for; call it on the client of open()`,
        { function: info.name },
      );
    },
  });
}
/** Once for a module: the client that asks makes classes of them. */
const withTexts = (infos: Infos): Infos =>
  new Map([...infos].map(([domain, functions]) => [domain, functions.map(withText)]));

export const openJson = (
  open: (binding: Binding, options?: OpenOptions) => object,
  binding: Binding,
  options: OpenOptions = {},
): object => open(binding, { ...options, results: withTexts });
