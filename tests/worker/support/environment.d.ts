declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import("../../../worker/index.js");
  }
  interface Env {
    DB: D1Database;
    MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}
