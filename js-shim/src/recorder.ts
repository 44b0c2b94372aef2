// The q of db.batch(): it records plans instead of performing them.
import { made, perform, type FunctionInfo } from "./domains.js";
import type { Engine, Host } from "./engine.js";
import { SquallError } from "./error.js";
import type { Plan } from "./plan.js";

/** A plan that was recorded for a batch; nothing but db.batch() can use it. */
export class RecordedPlan {
  constructor(
    readonly plan: Plan,
    readonly info: FunctionInfo,
    readonly batchIndex: number,
    /** The batch that it belongs to. */
    readonly recorder: object,
  ) {}
}

/** The q of one batch: it records plans. */
export class Recorder {
  readonly [made] = {};
  readonly #infos: FunctionInfo[] = [];
  readonly #engine: Engine;
  readonly #host: Host;

  constructor(engine: Engine, host: Host) {
    this.#engine = engine;
    this.#host = host;
  }
  /** The functions that were called, by batch index. */
  static infosOf(recorder: Recorder): FunctionInfo[] {
    return recorder.#infos;
  }
  [perform](info: FunctionInfo, args: unknown): RecordedPlan {
    if (info.hasSteps)
      throw new SquallError(
        "invalid_argument",
        "invalid_argument: a function of several steps cannot be part of a batch",
        { function: info.name },
      );
    const batchIndex = this.#infos.push(info) - 1;
    return new RecordedPlan(
      this.#engine.record(info.number, info.name, info.layout, args, this.#host, batchIndex, true),
      info,
      batchIndex,
      this,
    );
  }
}
