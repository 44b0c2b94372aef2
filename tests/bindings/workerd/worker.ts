// The Worker of these tests: a Durable Object that keeps what it is told in its own SQLite.
import { DurableObject } from "cloudflare:workers";

export class Keeper extends DurableObject {}
export default {};
