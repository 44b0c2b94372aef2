// Calls of the job manager.
import { JobManager } from "../moved/jobs.mjs";
import { call, differs, all, calls, workspaces, text } from "./calls.mjs";

const ofManager = (name) => ({
  old: ({ code, db }, ...args) => new code.jobs.JobManager(db)[name](...args),
  ours: ({ client }, ...args) => new JobManager(client)[name](...args),
});
const statuses = ["queued", "running", "completed", "failed", "cancelled"];
const jobIn = {
  queued: "job_00",
  running: "job_01",
  completed: "job_02",
  failed: "job_03",
  cancelled: "job_05",
  none: "job_x",
};
const everyJob = Object.values(jobIn);

export const jobsOperations = [
  {
    name: "jobs.createJob",
    ...ofManager("createJob"),
    writes: true,
    calls: [
      ...calls(["import", "generate", "execute", "monitor", "taskset_run"], ["ws_1", "ws_2"]),
      ...calls(
        ["import"],
        ["ws_1"],
        [{}, { evalId: "e", traceIds: ["t"] }, { maxRetries: 1, priority: 9 }, { workspaceId: "other" }, { name: "Ü" }],
      ),
      call("import", "ws_none"),
      call("no_such_type", "ws_1"),
      differs("checked-values", "import", "ws_1", { priority: 1.5 }),
    ],
  },
  { name: "jobs.getJob", ...ofManager("getJob"), calls: [...calls([...everyJob, "job_04", "job_07", "job_10", ""])] },
  { name: "jobs.getJobMetadata", ...ofManager("getJobMetadata"), calls: calls([...everyJob, "job_10"]) },
  {
    name: "jobs.listJobs",
    ...ofManager("listJobs"),
    calls: [
      ...calls(
        workspaces,
        [
          {},
          { limit: 2 },
          { limit: 100 },
          { limit: 0 },
          ...statuses.map((status) => ({ status })),
          { type: "import" },
          { type: "import", status: "queued" },
          { type: "gepa_optimization" },
        ].slice(0, 10),
      ),
      differs("limits", "ws_1", { limit: 101 }),
      differs("limits", "ws_1", { limit: -1 }),
      differs("checked-values", "ws_1", { status: "done" }),
    ],
  },
  { name: "jobs.getJobRetryHistory", ...ofManager("getJobRetryHistory"), calls: calls(["job_03", "job_00", "job_x"]) },
  {
    name: "jobs.listJobsPendingRetry",
    ...ofManager("listJobsPendingRetry"),
    calls: [...calls(workspaces), call("ws_1", 1), differs("limits", "ws_1", 0)],
  },
  {
    name: "jobs.getJobsByErrorCategory",
    ...ofManager("getJobsByErrorCategory"),
    calls: [
      ...calls(workspaces, ["transient_network", "transient_rate_limit", "unknown"]),
      call("ws_1", "transient_network", 1),
      differs("limits", "ws_1", "transient_network", 101),
    ],
  },
  {
    name: "jobs.updateJobErrorCategory",
    ...ofManager("updateJobErrorCategory"),
    writes: true,
    calls: [
      ...calls(Object.values(jobIn).slice(0, 5), ["transient_network", "unknown"]),
      differs("unknown-row", "job_x", "unknown"),
      differs("checked-values", "job_00", "bad_luck"),
    ],
  },
  {
    name: "jobs.updateJobProgress",
    ...ofManager("updateJobProgress"),
    writes: true,
    calls: [
      ...calls([jobIn.queued, jobIn.running], [1, 50, 100]),
      call(jobIn.queued, 0),
      call(jobIn.running, 0),
      ...[jobIn.completed, jobIn.failed, jobIn.cancelled].map((id) => differs("job-transitions", id, 50)),
      differs("unknown-row", "job_x", 50),
      differs("checked-values", jobIn.running, 33.3),
      differs("checked-values", jobIn.running, 120),
    ],
  },
  {
    name: "jobs.completeJob",
    ...ofManager("completeJob"),
    writes: true,
    calls: [
      ...calls([jobIn.queued, jobIn.running], [{ n: 2 }, { list: [1, "a"] }]),
      differs("null-result", jobIn.queued, null),
      differs("null-result", jobIn.running, null),
      ...["completed", "failed", "cancelled"].map((status) => differs("job-transitions", jobIn[status], { n: 2 })),
      differs("unknown-row", "job_x", {}),
      differs("undefined-is-stored", jobIn.running, undefined),
    ],
  },
  {
    name: "jobs.failJob",
    ...ofManager("failJob"),
    writes: true,
    calls: [
      ...calls([jobIn.queued, jobIn.running], ["it broke", "", text]),
      call(jobIn.failed, "it broke"),
      ...["completed", "cancelled"].map((status) => differs("job-transitions", jobIn[status], "late")),
      differs("unknown-row", "job_x", "late"),
    ],
  },
  { name: "jobs.cancelJob", ...ofManager("cancelJob"), writes: true, calls: calls([...everyJob, "job_04"]) },
  {
    name: "jobs.updateJobStatus",
    ...ofManager("updateJobStatus"),
    writes: true,
    calls: [
      call(jobIn.queued, "running", 0),
      call(jobIn.queued, "running", 10),
      call(jobIn.running, "running", 60),
      call(jobIn.running, "cancelled"),
      call(jobIn.queued, "cancelled"),
      call(jobIn.running, "failed", undefined, "it broke"),
      ...all(
        ["completed", "failed", "cancelled"].map((s) => jobIn[s]),
        ["running"],
        [10],
      ).map((args) => differs("job-transitions", ...args)),
      differs("unused-forms", jobIn.queued, "running"),
      differs("unused-forms", jobIn.running, "queued"),
      differs("unused-forms", jobIn.running, "completed"),
      differs("unused-forms", jobIn.running, "failed"),
      differs("unknown-row", "job_x", "running", 0),
    ],
  },
  {
    name: "jobs.completeJob twice",
    writes: true,
    old: async ({ code, db }, id) => {
      const m = new code.jobs.JobManager(db);
      await m.completeJob(id, { n: 1 });
      await m.completeJob(id, { success: true });
    },
    ours: async ({ client }, id) => {
      const m = new JobManager(client);
      await m.completeJob(id, { n: 1 });
      await m.completeJob(id, { success: true });
    },
    calls: [differs("job-transitions", jobIn.running), differs("job-transitions", jobIn.queued)],
  },
];
