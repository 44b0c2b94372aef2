// Everyone by name: from a D1 binding to the operations.
import { open as openApplication } from "../../dist/index.js";
import { open as openReadings } from "../../build/bench/index.js";
import { drizzleFresh, drizzleKept, drizzlePrepared, drizzleRelational } from "./drizzle.js";
import { hand } from "./hand.js";
import { kysely } from "./kysely.js";
import { squall } from "./squall.js";

export const contenders = {
  "hand-written": hand,
  squall: squall(openApplication, openReadings),
  Drizzle: drizzleKept,
  "Drizzle, new client": drizzleFresh,
  "Drizzle, prepared": drizzlePrepared,
  "Drizzle, relational": drizzleRelational,
  Kysely: kysely,
};
