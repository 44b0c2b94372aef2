declare module "squall/fleet-facts" {
  export const facts: import("./fleet/facts.js").FleetFacts;
}
