// What each function does to a job in each state: it changes the row, leaves it as it is, or is refused by its guard.
import { anything, domain, returns, now, refuses, type Case } from "./case.js";

const states = ["queued", "running", "failed", "completed", "cancelled"] as const;
type State = (typeof states)[number];

interface Transition {
  args: object;
  /** The states from which the row becomes `after`. */
  from: State[];
  after: object;
  /** The states in which the call succeeds and changes nothing. */
  unchanged?: State[];
}
const transitions: Record<string, Transition> = {
  start: {
    args: {},
    from: ["queued", "running", "failed"],
    after: { status: "running", progress: 0, started_at: now },
  },
  set_progress: { args: { progress: 60 }, from: ["queued", "running"], after: { status: "running", progress: 60 } },
  complete: {
    args: { result: { n: 1 } },
    from: ["queued", "running"],
    after: { status: "completed", progress: 100, completed_at: now, result: '{"n":1}' },
    unchanged: ["completed"],
  },
  fail: {
    args: { error: "e" },
    from: ["queued", "running", "failed"],
    after: { status: "failed", error: "e", completed_at: now },
    unchanged: ["completed", "cancelled"],
  },
  cancel: { args: {}, from: ["queued", "running"], after: { status: "cancelled", completed_at: now } },
  retry: {
    args: {},
    from: ["failed"],
    after: {
      status: "queued",
      progress: 0,
      error: null,
      error_category: null,
      retry_count: 3,
      next_retry_at: now,
      completed_at: null,
    },
  },
  mark_dead_letter: {
    args: { error: "e", final_attempt: 4 },
    from: ["queued", "running", "failed"],
    after: { status: "failed", error: "e", completed_at: now },
  },
};

function caseOf(state: State, { args, from, after, unchanged = [] }: Transition): Case {
  const id = `job_${state}`;
  const call = { id, ...args };
  // Some of the functions return the row, some nothing: the stored row is compared.
  if (from.includes(state))
    return returns(`changes a ${state} job`, call, anything, { leaves: { jobs: [{ id, ...after }] } });
  if (unchanged.includes(state))
    return returns(
      `leaves a ${state} job as it is`,
      call,
      { id, status: state },
      { leaves: { jobs: [{ id, status: state }] } },
    );
  return refuses(`refuses a ${state} job`, call, "guard_failed", { guard: "status" });
}
export const jobTransitions = domain(
  "jobs",
  ["jobs", "job_retry_history"],
  Object.fromEntries(
    Object.entries(transitions).map(([name, one]) => [name, states.map((state) => caseOf(state, one))]),
  ),
);
