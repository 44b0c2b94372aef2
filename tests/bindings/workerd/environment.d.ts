declare module "cloudflare:test" {
  interface ProvidedEnv {
    DB: D1Database;
    OBJECTS: DurableObjectNamespace;
    MIGRATIONS: D1Migration[];
  }
}
