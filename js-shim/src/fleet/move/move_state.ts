// A move as its row of the home database has it.
import type { SquallError } from "../../error.js";

export type MoveStep =
  "capture" | "copy" | "late" | "drain" | "fence" | "compare" | "flip" | "cede" | "cleanup" | "abort" | "done";
export interface MoveState {
  tenant: string;
  source: string;
  target: string;
  step: MoveStep;
  /** In step "cleanup": when the rows at the source may be deleted, in milliseconds. */
  ready_at?: number;
  /** How long the tenant's writes waited, in milliseconds; once it is known. */
  fenced_for?: number;
}
export interface MoveOptions {
  /** Rows that are read and written at once; 100 by default. */
  page_rows?: number;
  /** How long the rows stay at the source after the move, for readers with an old route, in milliseconds; 60,000 by default. */
  grace?: number;
  /** Up to this many rows are compared one by one while writes wait; beyond it counts and lengths are. 20,000 by default. */
  compare_rows?: number;
  /** Milliseconds after which advance() returns between two steps; without it, it goes on until the move ends or has to wait. */
  budget?: number;
}
/** What a move would copy. */
export interface MovePreview {
  tenant: string;
  source: string;
  target: string;
  tables: { table: string; rows: number; bytes: number }[];
  rows: number;
  bytes: number;
}
/** What all moves have come to. */
export interface MovesReport {
  moves: MoveState[];
  /** Moves that were undone, or have met an error; those of a transient error go on with the next call. */
  failed: { tenant: string; error: SquallError }[];
  /** When to call again, in milliseconds; absent when nothing is left. */
  next_at?: number;
}
export interface Move extends MoveState {
  generation: number;
  epoch: number;
  position: { table: number; row: string };
  fencedAt: number;
  flippedAt: number;
}

/** Before the first row of a table. */
export const firstRow = String(-(2n ** 63n));
export const firstPosition: Move["position"] = { table: 0, row: firstRow };

/** The columns of a move, as moveOf() takes them. */
export const moveColumns = "tenant, source, target, generation, step, position, epoch, fenced_at, flipped_at";
export const selectMove = `SELECT ${moveColumns} FROM squall_fleet_moves`;
export function moveOf([tenant, source, target, generation, step, position, epoch, fenced, flipped]: unknown[]): Move {
  return {
    tenant: String(tenant),
    source: String(source),
    target: String(target),
    generation: Number(generation),
    step: step as MoveStep,
    position: position === "" ? firstPosition : (JSON.parse(String(position)) as Move["position"]),
    epoch: Number(epoch),
    fencedAt: Number(fenced),
    flippedAt: Number(flipped),
  };
}
