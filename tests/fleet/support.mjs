// A fleet for tests: a home and shards with iofold's tables, two users and their tenants.
import assert from "node:assert/strict";
import { open, SquallError } from "../../dist/node.js";
import { openFleet } from "../../dist/fleet.js";
import { openEngine } from "./engines.mjs";

/** Whether an error is of this kind, for assert.rejects(). */
export const fails = (kind, message) => (error) => {
  assert.ok(error instanceof SquallError, String(error));
  assert.equal(error.kind, kind, error.message);
  if (message) assert.match(error.message, message);
  return true;
};

/** Counts what is sent, and may stop before or after it is performed. */
export function counted(db) {
  const counts = { trips: 0, texts: [] };
  const binding = {
    counts,
    db,
    hook: async (_, perform) => await perform(),
    prepare: (sql) => statement(sql, []),
    batch: (statements) =>
      send(
        statements.map(({ sql }) => sql),
        () => db.batch(statements.map(({ real }) => real())),
      ),
  };
  const send = async (texts, perform) => {
    counts.trips++;
    counts.texts.push(...texts);
    return await binding.hook(texts, perform);
  };
  const statement = (sql, values) => {
    const real = () => (values.length === 0 ? db.prepare(sql) : db.prepare(sql).bind(...values));
    return {
      sql,
      real,
      bind: (...all) => statement(sql, all),
      raw: () => send([sql], () => real().raw()),
      all: () => send([sql], () => real().all()),
    };
  };
  return binding;
}
export async function newFleet({ shards: count = 3, engine, ...options } = {}) {
  const names = Array.from({ length: count }, (_, i) => `s${i + 1}`);
  const { databases, close } = await openEngine(["home", ...names], engine);
  const home = counted(databases.home);
  const shards = Object.fromEntries(names.map((name) => [name, counted(databases[name])]));
  const openOne = (more = {}) => openFleet(open, { home, shards, ...options, ...more });
  const fleet = openOne();
  await fleet.prepare();
  return { fleet, home, shards, openOne, close };
}
/** A tenant with its user. */
export async function newTenant(fleet, tenant, shard) {
  const user = `user_${tenant}`;
  await fleet.home.users.create({ id: user, email: `${tenant}@example.com` });
  await fleet.create(tenant, { ...(shard === undefined ? {} : { shard }), refer: { users: [user] } });
  await fleet.of(tenant).workspaces.create({ user_id: user, name: tenant });
}
export const rows = async (binding, sql, ...values) => {
  const statement = (binding.db ?? binding).prepare(sql);
  return await (values.length === 0 ? statement : statement.bind(...values)).raw();
};
