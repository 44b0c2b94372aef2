// The suite's Worker with a fleet in the place of its database.
import suite from "./suite-worker.js";
import { FleetDatabase, OneDatabase, Shard } from "./database.js";

export { Shard };
let database;
export default {
  fetch(request, env) {
    database ??= env.ENGINE === "one" ? new OneDatabase(env) : new FleetDatabase(env);
    return suite.fetch(request, { ...env, DB: database });
  },
};
