// From the rows of a plan's statements to its result, or to the error of a result that cannot be read.
import { allCells, AnswerError } from "./answer.js";
import type { StatementResult } from "./binding.js";
import type { FunctionInfo } from "./domains.js";
import { SquallError, withDetails } from "./error.js";
import type { Plan, Rows } from "./plan.js";
import { StatementFlag } from "./protocol.js";

/** The rows of the statements that are answers. */
export function answersOf(plan: Plan, results: StatementResult[], first: number): Rows[] {
  const answers: Rows[] = [];
  for (let i = 0; i < plan.flags.length; i++)
    if ((plan.flags[i]! & StatementFlag.isAnswer) !== 0) answers.push(results[first + i]!.results);
  return answers;
}
/** Makes the result. Where it cannot be read, what was written is committed all the same. */
export function finish(info: FunctionInfo, plan: Plan, answers: Rows[], committed: boolean): unknown {
  try {
    return info.finish(answers, plan);
  } catch (error) {
    throw readingError(error, info.name, { committed });
  }
}
/** The rows of a step's answers, for the module, which reads them by position. */
export function readCells(answers: Rows[]): unknown[][][] {
  return answers.map(allCells);
}
/** An error of a result, with its function and what became of the writes. */
export function readingError(
  error: unknown,
  name: string,
  details: { committed?: boolean; mayHaveHappened?: boolean },
): SquallError {
  const known =
    error instanceof SquallError
      ? error
      : new SquallError(
          "internal",
          "internal: the database's answer cannot be read" + (error instanceof AnswerError ? `: ${error.message}` : ""),
          { cause: error },
        );
  const message = details.committed ? `${known.message}; what the call writes is committed` : known.message;
  return withDetails(known, message, { function: known.function ?? name, ...details });
}
