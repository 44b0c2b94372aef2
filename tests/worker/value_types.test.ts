// Blobs and bigints on D1.
import { env } from "cloudflare:workers";
import { open, type Binding } from "../../build/value_types/index.js";
import { describeValueTypes } from "./value_types/scenario.js";

declare global {
  namespace Cloudflare {
    interface Env {
      VALUES: D1Database;
    }
  }
}

describeValueTypes("D1", async () => ({ open, binding: env.VALUES as unknown as Binding }));
