// What the tests of a file know of the rows that are there.
import { env } from "cloudflare:workers";
import { watchWrites } from "../../bindings/suite/writes.mjs";

/** How often something that may write was sent. */
export const changes = watchWrites(env.DB);

/** Whether the rows are those of filled.ts; setup.ts leaves them alone. */
export const ownRows = { there: false };
