// Blobs and bigints on a Durable Object's own SQLite.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { objectDatabase } from "squall/durable-object";
import { open, type Binding } from "../../../build/value_types/index.js";
import { describeValueTypes } from "../../worker/value_types/scenario.js";

// A request into the object for each use of its storage.
describeValueTypes("a Durable Object", async () => {
  const stub = env.OBJECTS.get(env.OBJECTS.idFromName("value types"));
  const inObject = <T>(act: (binding: Binding) => Promise<T>): Promise<T> =>
    runInDurableObject(stub, (_object, state) => act(objectDatabase(state.storage) as unknown as Binding));
  type Values = Parameters<ReturnType<Binding["prepare"]>["bind"]>;
  const statement = (sql: string, values: Values) => ({
    sql,
    values,
    bind: (...bound: Values) => statement(sql, bound),
    raw: () =>
      inObject((binding) =>
        binding
          .prepare(sql)
          .bind(...values)
          .raw(),
      ),
    all: () =>
      inObject((binding) =>
        binding
          .prepare(sql)
          .bind(...values)
          .all(),
      ),
  });
  const binding = {
    prepare: (sql: string) => statement(sql, []),
    batch: (all: ReturnType<typeof statement>[]) =>
      inObject((of) => of.batch(all.map(({ sql, values }) => of.prepare(sql).bind(...values)))),
  };
  return { open, binding: binding as unknown as Binding };
});
