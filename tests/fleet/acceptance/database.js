// A fleet that looks like one D1 database, for a suite of cases that knows one: rows that the suite puts are spread over four shards and
// a home, its calls go where a fleet runs them, and what it reads is gathered from all of them.
import { DurableObject } from "cloudflare:workers";
import { open } from "../../../dist/index.js";
import { answerCall, objectDatabase, objectShards } from "../../../dist/durable-object.js";
import { facts, openFleet } from "../../../dist/fleet.js";
import { dropRowsOfTwoTenants, homeTables, ownedTables, prune, tables, tenantNamed, tenantOf } from "../spread.mjs";

export { OneDatabase } from "./one_database.js";
export class Shard extends DurableObject {
  squall(call) {
    return answerCall(objectDatabase(this.ctx.storage), call);
  }
}
const shardNames = ["s1", "s2", "s3", "s4"];
const quoted = (name) => `"${name}"`;
const bound = (binding, { sql, values }) =>
  values.length === 0 ? binding.prepare(sql) : binding.prepare(sql).bind(...values);

const keyed = ownedTables.filter((table) => facts.tables[table].key.length === 1);

export class FleetDatabase {
  #home;
  #shards;
  /** All rows in one database, for what the suite reads. */
  #gathered;
  #isGathered = false;
  #isPrepared = false;
  #filled = [];
  #tenants = [];
  constructor(env) {
    this.#home = env.HOME;
    this.#shards =
      env.SHARDS === undefined
        ? Object.fromEntries(shardNames.map((name) => [name, env[name]]))
        : objectShards(env.SHARDS, shardNames);
    this.#gathered = env.GATHERED;
  }

  // ---- as the suite sees it ----
  prepare(sql) {
    const statement = (values) => ({
      sql,
      values,
      bind: (...all) => statement(all),
      raw: async (options) => {
        await this.#gather();
        return await bound(this.#gathered, { sql, values }).raw(options);
      },
    });
    return statement([]);
  }
  async batch(statements) {
    // Rows for a case are added to those of its fixture, which empties every table first. What comes before a fixture are migrations.
    const isFixture = statements.some(({ sql }) => /^DELETE FROM "?users"?$/.test(sql));
    if (!isFixture && this.#filled.length === 0) return await this.#migrate(statements);
    this.#filled = [...(isFixture ? [] : this.#filled), ...statements];
    await this.#spread();
  }
  openClient(options) {
    const fleet = openFleet(open, { home: this.#home, shards: this.#shards, ...options });
    const client = {};
    for (const name of Object.keys(facts.functions)) {
      const [domain, fn] = name.split(".");
      (client[domain] ??= {})[fn] = (args) => this.#call(fleet, name, args);
    }
    return client;
  }

  async #migrate(statements) {
    for (const binding of [this.#home, ...Object.values(this.#shards), this.#gathered])
      await binding.batch(statements.map((one) => bound(binding, one)));
  }
  async #prepareFleet() {
    if (this.#isPrepared) return;
    await openFleet(open, { home: this.#home, shards: this.#shards }).prepare();
    this.#isPrepared = true;
  }
  /** Every database gets all rows and keeps those that belong there. */
  async #spread() {
    await this.#prepareFleet();
    this.#isGathered = false;
    const put = async (binding, more) =>
      await binding.batch([
        ...this.#filled.map((one) => bound(binding, one)),
        ...[...dropRowsOfTwoTenants, ...more].map((sql) => binding.prepare(sql)),
      ]);
    const results = await put(this.#home, [
      `SELECT id FROM ${facts.root} ORDER BY id`,
      ...prune({}),
      "DELETE FROM squall_fleet_tenants",
    ]);
    this.#tenants = results[this.#filled.length + dropRowsOfTwoTenants.length].results.map(({ id }) => id);
    const [first, second, third, ...rest] = this.#tenants;
    const of = { s1: [first], s2: [second], s3: [third], s4: rest };
    const placed = shardNames.map((name) => [name, of[name].filter((tenant) => tenant !== undefined)]);
    await this.#home.batch(
      placed.flatMap(([name, tenants]) =>
        tenants.map((tenant) =>
          this.#home
            .prepare("INSERT INTO squall_fleet_tenants (tenant, shard, generation, state) VALUES (?1, ?2, 1, 'active')")
            .bind(tenant, name),
        ),
      ),
    );
    await Promise.all(
      placed.map(([name, tenants]) =>
        put(this.#shards[name], [
          ...prune(name === "s4" ? { others: [first, second, third].filter((one) => one !== undefined) } : { tenants }),
          ...homeTables
            .filter((table) => facts.tables[table].class === "global")
            .map((table) => `DELETE FROM ${table}`),
          "DELETE FROM squall_fleet_owned",
          ...tenants.map(
            (tenant) => `INSERT INTO squall_fleet_owned (tenant, generation, state) VALUES ('${tenant}', 1, 'active')`,
          ),
        ]),
      ),
    );
  }

  /** Where an application would call it: it knows the tenant, which a case does not name in every call. */
  async #call(fleet, name, args) {
    const known = facts.functions[name];
    const [domain, fn] = name.split(".");
    // A tenant begins in the directory.
    if (name === `${facts.root}.create` && typeof args?.id === "string" && !this.#tenants.includes(args.id))
      await fleet.create(args.id, { refer: { users: [args.user_id] } });
    const scope = known.runs === "home" ? fleet.home : await this.#scope(fleet, known, name, args);
    this.#isGathered = false;
    return await scope[domain][fn](args);
  }
  async #scope(fleet, known, name, args) {
    const named = tenantNamed(name, args);
    if (typeof named === "string" && named !== "") return fleet.of(named);
    if (named === undefined && known.every !== undefined) return fleet.every;
    // An id that is an argument by itself says more than those of a list.
    const alone = Object.fromEntries(Object.entries(args ?? {}).filter(([, value]) => typeof value === "string"));
    const [found] = named === undefined ? [...(await this.#tenantsOf(alone)), ...(await this.#tenantsOf(args))] : [];
    return fleet.of(found ?? this.#tenants[0] ?? "nobody");
  }
  /** The tenants of the rows that the arguments name by their keys. */
  async #tenantsOf(args) {
    const texts = new Set();
    const collect = (value) => {
      if (typeof value === "string") texts.add(value);
      else if (value !== null && typeof value === "object") Object.values(value).forEach(collect);
    };
    collect(args);
    if (texts.size === 0) return [];
    const found = new Set();
    for (const shard of Object.values(this.#shards)) {
      const results = await shard.batch(
        keyed.map((table) =>
          shard
            .prepare(
              `SELECT ${tenantOf(table)} AS tenant FROM ${quoted(table)} WHERE ${quoted(facts.tables[table].key[0])} IN (SELECT value FROM json_each(?1))`,
            )
            .bind(JSON.stringify([...texts])),
        ),
      );
      for (const { results: rows } of results)
        for (const { tenant } of rows) if (typeof tenant === "string") found.add(tenant);
    }
    return [...found];
  }

  async #gather() {
    if (this.#isGathered) return;
    const rowsOf = async (binding, names) => {
      const results = await binding.batch(
        names.map((table) => {
          const { columns } = facts.tables[table];
          const cells = columns.map((c) => `t.${quoted(c)}`).join(", ");
          return binding.prepare(
            `SELECT json_group_array(json_array(${cells})) AS rows FROM (SELECT * FROM ${quoted(table)} ORDER BY rowid) AS t`,
          );
        }),
      );
      return names.map((table, i) => [table, results[i].results[0].rows]);
    };
    const all = [
      ...(await rowsOf(this.#home, homeTables)),
      ...(await Promise.all(Object.values(this.#shards).map((shard) => rowsOf(shard, ownedTables)))).flat(),
    ].filter(([, rows]) => rows !== "[]");
    const prepare = (sql) => this.#gathered.prepare(sql);
    await this.#gathered.batch([
      prepare("PRAGMA defer_foreign_keys = on"),
      ...tables.toReversed().map((table) => prepare(`DELETE FROM ${quoted(table)}`)),
      ...all.map(([table, rows]) => {
        const { columns } = facts.tables[table];
        return prepare(
          `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(", ")}) SELECT ${columns.map((_, i) => `value->>${i}`).join(", ")} FROM json_each(?1)`,
        ).bind(rows);
      }),
    ]);
    this.#isGathered = true;
  }
}
