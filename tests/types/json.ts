import { open } from "../../dist/index.js";
import { openJson } from "../../dist/json.js";
import { open as openValueTypes } from "../../build/value_types/index.js";
import { openJson as openValueTypesJson } from "../../build/value_types/json.js";
import { same } from "./equal.js";

export async function texts(binding: D1Database) {
  const json = openJson(open, binding, { retry: true });
  const list = await json.traces.list({ workspace_id: "w" }, { deadline: 10 });
  same<typeof list, string>();
  const [user, count] = await json.batch((q) => [q.users.get({ id: "u" }), q.jobs.count({ workspace_id: "w" })]);
  same<typeof user, string>();
  same<typeof count, string>();
  // @ts-expect-error a function has its own arguments
  await json.traces.list({ workspace: "w" });
  const values = openValueTypesJson(openValueTypes, binding);
  same<Awaited<ReturnType<typeof values.prices.list>>, string>();
  same<typeof values.files.get, never>();
  same<typeof values.files.size_of, never>();
  same<typeof values.folders.tree, never>();
}
