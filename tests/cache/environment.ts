// What the Worker's environment is here: a database in memory.
import { database } from "../schema/database.mjs";

export const env = { DB: (await database()) as unknown as D1Database };
