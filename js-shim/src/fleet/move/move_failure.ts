// What ends a move, and what only interrupts it.
import { SquallError } from "../../error.js";
import { keyGuard } from "./move_sql.js";

/** What is in the way of this move, and does not go away: the move is undone. */
export class MoveFailure extends Error {}

export const takenOver = (): SquallError =>
  new SquallError("guard_failed", "guard_failed: fleet_mover; another mover has taken this move over", {
    guard: "fleet_mover",
  });
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Throws what is no violated constraint. */
export function mustBeConstraint(error: unknown): void {
  if (messageOf(error).includes(keyGuard))
    throw new MoveFailure("a row of another tenant on the target has the key of a row that is copied");
  if (!/constraint failed/i.test(messageOf(error))) throw error;
}
