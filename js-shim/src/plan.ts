import type { Bound } from "./binding.js";
import { StatementFlag, type Idempotency } from "./protocol.js";

/** What a second run of a statement does. */
export const idempotencyOf = (flags: number): Idempotency => (flags >> StatementFlag.idempotencyShift) & 3;

const none: never[] = [];

/** A plan as the module recorded it. */
export class Plan {
  texts: string[] = none;
  values: Bound[][] = none;
  flags: number[] = none;
  /** A page is cut at this many rows. */
  pageRows = 0;
  /** The number of the step that waits behind this plan in the module, or 0. */
  nextStep = 0;
  /** The guard of the write, where it is no statement of its own: it has failed when the write returns no row. Or 0. */
  changeGuard = 0;

  /** Made of other plans, with lists of nested rows in parts. */
  inParts = false;

  constructor(
    /** The function's number in the client's table. */
    readonly fn: number,
    /** The instance of the module that made it, in which its next step waits. */
    readonly instance: number,
  ) {}

  get writes(): boolean {
    return this.flags.some((f) => (f & StatementFlag.writes) !== 0);
  }
}

/** The rows of one statement, as the binding gave them: lists of cells, or objects. */
export type Rows = unknown[];
/** Makes a result from the rows of a plan's answers. */
export type Finish = (answers: Rows[], plan: Plan) => unknown;
