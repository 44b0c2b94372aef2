// A move as its row of the home database has it.

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
export interface Move extends MoveState {
  generation: number;
  epoch: number;
  position: { table: number; row: string };
  fencedAt: number;
  flippedAt: number;
}

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
    position:
      position === "" ? { table: 0, row: String(-(2n ** 63n)) } : (JSON.parse(String(position)) as Move["position"]),
    epoch: Number(epoch),
    fencedAt: Number(fenced),
    flippedAt: Number(flipped),
  };
}
