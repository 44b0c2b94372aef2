// What the tests of a file know of the rows that are there.
import { env } from "cloudflare:workers";

/** Counts what has been written on this connection, ever. */
export const changes = (): Promise<number> =>
  env.DB.prepare("SELECT total_changes()")
    .raw<[number]>()
    .then(([row]) => row![0]);

/** Whether the rows are those of filled.ts; setup.ts leaves them alone. */
export const ownRows = { there: false };
