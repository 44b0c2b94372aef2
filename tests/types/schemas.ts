import type { Agent, Client } from "../../dist/index.js";
import { openApi, schemas, type StandardSchema } from "../../dist/schema.js";
import { same } from "./equal.js";

/** The schemas have the types of the client's methods. */
export function types(db: Client) {
  type Arguments = Parameters<Client["agents"]["create"]>[0];
  const args: StandardSchema<Arguments> = schemas.agents.create.arguments;
  const validated = args["~standard"].validate({});
  if (!validated.issues) {
    same<typeof validated.value, Arguments>();
    void db.agents.create(validated.value);
  }
  const result = schemas.agents.create.result["~standard"].validate({});
  if (!result.issues) same<typeof result.value, Agent>();
  // @ts-expect-error there is no such function
  void schemas.agents.paint;
  return openApi({ title: "t", version: "1" }, [{ method: "GET", path: "/agents/:id", function: "agents.get" }]);
}
