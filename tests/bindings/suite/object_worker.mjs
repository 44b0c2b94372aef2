// A Worker whose Durable Object runs the cases' calls on its own SQLite, a request each.
import { DurableObject } from "cloudflare:workers";
import { open, SquallError } from "../../../dist/index.js";
import { objectDatabase } from "../../../dist/durable-object.js";
import { clientRunner } from "./client_runner.mjs";

export class Keeper extends DurableObject {
  async fetch(request) {
    const { act, now, of } = await request.json();
    const database = objectDatabase(this.ctx.storage);
    if (act === "applyMigrations") return Response.json({ value: await database.applyMigrations(of[0]) });
    const value = await clientRunner({ open, SquallError }, database, now)[act](...of);
    return Response.json({ value });
  }
}
export default {
  fetch: (request, env) => env.OBJECTS.get(env.OBJECTS.idFromName("cases")).fetch(request),
};
