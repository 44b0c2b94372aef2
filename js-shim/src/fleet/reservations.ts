// Values that are unique across tenants: a row of the home database holds the value before the shard has it.
import type { Binding } from "../binding.js";
import { SquallError } from "../error.js";
import { rowsOf } from "./directory.js";

export interface Leftover {
  name: string;
  value: string;
  owner: string;
}
export class Reservations {
  constructor(
    readonly home: Binding,
    readonly now: () => number,
  ) {}

  /**
   * Holds a value for an owner; fails with conflict while another owner has it. It expires after `ttl` milliseconds (a minute by
   * default) unless it is confirmed. To hold it again renews it.
   */
  async hold(name: string, value: string, owner: string, ttl = 60_000): Promise<void> {
    const now = this.now();
    const [result] = await this.home.batch([
      this.home
        .prepare(
          "INSERT INTO squall_fleet_reservations (name, value, owner, expires_at) VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER)) " +
            "ON CONFLICT (name, value) DO UPDATE SET owner = excluded.owner, " +
            "expires_at = CASE WHEN squall_fleet_reservations.expires_at IS NULL THEN NULL ELSE excluded.expires_at END " +
            "WHERE squall_fleet_reservations.owner = excluded.owner OR squall_fleet_reservations.expires_at <= ?5 RETURNING owner",
        )
        .bind(name, value, owner, now + ttl, now),
    ]);
    if (result!.results.length === 0)
      throw new SquallError("conflict", `conflict: ${name} is taken`, {
        table: "squall_fleet_reservations",
        columns: [name],
      });
  }
  /** Makes it permanent. Fails with conflict where it has expired and another owner holds it, and with not_found where it is gone. */
  async confirm(name: string, value: string, owner: string): Promise<void> {
    const results = await this.home.batch([
      this.home
        .prepare(
          "UPDATE squall_fleet_reservations SET expires_at = NULL WHERE name = ?1 AND value = ?2 AND owner = ?3 RETURNING owner",
        )
        .bind(name, value, owner),
      this.home.prepare("SELECT owner FROM squall_fleet_reservations WHERE name = ?1 AND value = ?2").bind(name, value),
    ]);
    if (results[0]!.results.length > 0) return;
    const isTaken = results[1]!.results.length > 0;
    throw new SquallError(
      isTaken ? "conflict" : "not_found",
      isTaken ? `conflict: ${name} is taken` : `not_found: ${name} is not reserved`,
      {
        table: "squall_fleet_reservations",
        columns: [name],
      },
    );
  }
  async release(name: string, value: string, owner: string): Promise<void> {
    await this.home.batch([
      this.home
        .prepare("DELETE FROM squall_fleet_reservations WHERE name = ?1 AND value = ?2 AND owner = ?3")
        .bind(name, value, owner),
    ]);
  }
  /** Holds that have expired without being confirmed: perhaps the shard has the value, perhaps it never got it. */
  async leftovers(limit = 100): Promise<Leftover[]> {
    const rows = await rowsOf(
      this.home,
      "SELECT name, value, owner FROM squall_fleet_reservations WHERE expires_at <= ?1 ORDER BY expires_at, name, value LIMIT ?2",
      this.now(),
      limit,
    );
    return rows.map(([name, value, owner]) => ({ name: String(name), value: String(value), owner: String(owner) }));
  }
}
