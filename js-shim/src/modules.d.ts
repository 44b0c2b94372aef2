declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
declare module "squall/client" {
  export const contract: number;
  export const domains: import("./domains.js").Domains;
}
declare module "squall/functions" {
  const description: import("./schema/description.js").Description;
  export default description;
}
declare module "squall/declared-budgets" {
  const budgets: Record<string, number>;
  export default budgets;
}
declare module "squall/touched" {
  const touched: import("./cache.js").Description;
  export default touched;
}
declare module "squall/tables" {
  export const tables: import("./testing/factories.js").FactoryTables;
  export const migrations: { name: string; sql: string }[];
}
declare module "squall/dist/node.js" {
  export const open: (binding: import("./binding.js").Binding, options: import("./types.js").OpenOptions) => object;
}
declare module "squall/dist/index.js" {
  export const open: (binding: import("./binding.js").Binding, options: import("./types.js").OpenOptions) => object;
}
declare module "squall/dist/sqlite-wasm-node.js" {
  export const openSqlite: () => Promise<import("./local_database.js").LocalDatabase>;
}
declare module "cloudflare:workers";
