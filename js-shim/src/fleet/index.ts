// The entry squall/fleet of an application: openFleet() with what was found when it was built.
import facts from "squall/fleet-facts";
import type { Binding } from "../binding.js";
import { makeOpenFleet } from "./fleet.js";
import { Mover } from "./move/mover.js";

export { facts };
export const openFleet = makeOpenFleet(facts);
/** The moves alone, for what calls no functions: the command, or a Worker that only moves tenants. */
export const openMoves = ({ home, shards }: { home: Binding; shards: Readonly<Record<string, Binding>> }): Mover =>
  new Mover(facts, home, shards, { now: Date.now });
