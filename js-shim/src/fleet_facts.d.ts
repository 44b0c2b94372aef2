declare module "squall/fleet-facts" {
  const facts: import("./fleet/facts.js").FleetFacts;
  export default facts;
}
