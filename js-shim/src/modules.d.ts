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
declare module "squall/touched" {
  const touched: import("./cache.js").Description;
  export default touched;
}
