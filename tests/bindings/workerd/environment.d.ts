declare namespace Cloudflare {
  interface Env {
    DB: D1Database;
    OBJECTS: DurableObjectNamespace;
    MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}
