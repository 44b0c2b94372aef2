// A Worker that plays cases where its bindings are: on its D1, or on the SQLite of its Durable Object. A request plays a whole
// domain, for a request for each statement costs more than the statement.
import { DurableObject } from "cloudflare:workers";
import { open, SquallError } from "#client";
import { objectDatabase } from "#durable-object";
import * as cases from "../../cases/all.ts";
import { clientRunner } from "./client_runner.mjs";
import { player } from "./play_cases.mjs";

/** `settled` is awaited after each call and each statement. */
function playerOn(binding, settled) {
  const runner = clientRunner({ open, SquallError }, binding, cases.now);
  if (settled === undefined) return player(runner, cases);
  const settling =
    (act) =>
    async (...of) => {
      const value = await act(...of);
      await settled();
      return value;
    };
  return player(Object.fromEntries(Object.entries(runner).map(([name, act]) => [name, settling(act)])), cases);
}

/** What an event of a Durable Object writes is one transaction until it is awaited: each call is to be one of its own. */
export class Keeper extends DurableObject {
  #database = objectDatabase(this.ctx.storage);
  #player = playerOn(this.#database, () => this.ctx.storage.sync());

  async fetch(request) {
    const { migrations, domain } = await request.json();
    if (migrations !== undefined) await this.#database.applyMigrations(migrations);
    return Response.json(domain === undefined ? null : await this.#player(domain));
  }
}

let playerOnD1;
async function onD1(db, { migrations = [], domain }) {
  for (const { statements } of migrations) await db.batch(statements.map((sql) => db.prepare(sql)));
  playerOnD1 ??= playerOn(db);
  return Response.json(domain === undefined ? null : await playerOnD1(domain));
}

export default {
  async fetch(request, { DB, OBJECTS }) {
    if (new URL(request.url).pathname === "/d1") return onD1(DB, await request.json());
    return OBJECTS.get(OBJECTS.idFromName("cases")).fetch(request);
  },
};
