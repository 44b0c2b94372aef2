// The entry squall/fleet of an application: openFleet() with what was found when it was built.
import facts from "squall/fleet-facts";
import { makeOpenFleet } from "./fleet.js";

export { facts };
export const openFleet = makeOpenFleet(facts);
