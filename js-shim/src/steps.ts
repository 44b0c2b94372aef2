// Chains of steps, for clients whose functions have one: the rows of each plan make the next one.
import type { FunctionInfo } from "./domains.js";
import type { Engine, Host } from "./engine.js";
import { SquallError } from "./error.js";
import type { Plan, Rows } from "./plan.js";
import { finish, readCells, readingError } from "./plan_result.js";
import { Limit, ValueType as Tag } from "./protocol.js";
import type { ArgumentWriter } from "./encode.js";

/** Sends the plan of each step, and makes the result of the last one. */
export async function performSteps(
  engine: Engine,
  host: Host,
  info: FunctionInfo,
  first: Plan,
  send: (plan: Plan) => Promise<Rows[]>,
): Promise<unknown> {
  let wrote = false;
  for (let plan = first; ;) {
    try {
      const answers = await send(plan);
      wrote ||= plan.writes;
      if (plan.nextStep === 0) return finish(info, plan, answers, wrote);
      plan = resume(engine, plan, info.name, readCells(answers), host);
    } catch (error) {
      // The step behind a plan that failed is forgotten.
      if (plan.nextStep !== 0 && plan.instance === engine.instance) engine.exports.squall_drop(plan.nextStep);
      if (!wrote && error instanceof SquallError) throw error;
      throw readingError(error, info.name, wrote ? { mayHaveHappened: true } : {});
    }
  }
}

/** Records the plan of the step that waits behind a plan, made of that plan's rows. */
function resume(engine: Engine, done: Plan, name: string, answers: unknown[][][], host: Host): Plan {
  if (done.instance !== engine.instance)
    throw new SquallError(
      "internal",
      "internal: the module was restarted between two steps; the earlier steps are done",
      { function: name },
    );
  engine.enter(done.fn, name, host, 0);
  let refused: number;
  try {
    writeRows(engine.writer, answers);
    engine.entered = true;
    refused = engine.exports.squall_resume(done.nextStep, done.pageRows);
  } catch (cause) {
    throw engine.stopped(name, cause);
  } finally {
    engine.busy = false;
  }
  return refused === 0 ? engine.plan : engine.refuse(refused, name);
}

/** Writes the rows of a step's answers: a list of lists of lists of cells. */
function writeRows(writer: ArgumentWriter, answers: unknown[][][]): void {
  writer.begin(1);
  writeNested(writer, answers, 0);
}
function writeNested(writer: ArgumentWriter, items: unknown[], at: number): void {
  const offset = writer.allocate(items.length * Limit.slotSize);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (Array.isArray(item)) writeNested(writer, item, offset + i * Limit.slotSize);
    else writer.scalar(item, offset + i * Limit.slotSize, true);
  }
  writer.point(at, Tag.list, items.length, offset);
}
