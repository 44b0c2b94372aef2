// Everyone by name: from a D1 binding to the operations.
import { open as openApplication } from "../../dist/index.js";
import { open as openReadings } from "../../build/bench/index.js";
import { drizzleFresh, drizzleKept, drizzlePrepared } from "./drizzle.js";
import { drizzleKept as drizzleNextKept, drizzlePrepared as drizzleNextPrepared } from "./drizzle.js?next";
import { drizzleRelational } from "./drizzle_relational.js";
import { hand } from "./hand.js";
import { kysely } from "./kysely.js";
import { limit } from "./limit.js";
import { squall } from "./squall.js";

export const contenders = {
  "hand-written": hand,
  squall: squall(openApplication, openReadings),
  Drizzle: drizzleKept,
  "Drizzle, new client": drizzleFresh,
  "Drizzle, prepared": drizzlePrepared,
  "Drizzle, relational": drizzleRelational,
  "Drizzle 1.0 RC": drizzleNextKept,
  "Drizzle 1.0 RC, prepared": drizzleNextPrepared,
  Kysely: kysely,
  "raw() alone": limit,
};
