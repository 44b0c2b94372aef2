// What is compared: each function of the application beside the one that takes its place, and the calls that are made of both.
// A call is a list of arguments; `differs` marks one whose answers or databases differ, by the name of its reason.
import { jobsOperations } from "./operations/jobs.mjs";
import { feedbackOperations } from "./operations/feedback.mjs";
import { toolsOperations } from "./operations/tools.mjs";
import { tasksetsOperations } from "./operations/tasksets.mjs";
import { matrixOperations } from "./operations/matrix.mjs";
import { agentsOperations } from "./operations/agents.mjs";
import { tracesOperations } from "./operations/traces.mjs";
import { evalsOperations } from "./operations/evals.mjs";
import { evalGenerationOperations } from "./operations/eval_generation.mjs";
import { evalExecutionOperations } from "./operations/eval_execution.mjs";

/** name, how it is called, its calls; `writes`: on a fresh database each; `walks`: pages are followed to the end. */
export const operations = [
  ...jobsOperations,
  ...feedbackOperations,
  ...toolsOperations,
  ...tasksetsOperations,
  ...matrixOperations,
  ...agentsOperations,
  ...tracesOperations,
  ...evalsOperations,
  ...evalGenerationOperations,
  ...evalExecutionOperations,
];
