// What is compared: each function of the application beside the one that takes its place, and the calls that are made of both.
// A call is a list of arguments; `differs` marks one whose answers or databases differ, by the name of its reason.
import * as agents from "./moved/agents.mjs";
import * as evalExecution from "./moved/eval_execution.mjs";
import * as evalGeneration from "./moved/eval_generation.mjs";
import * as evals from "./moved/evals.mjs";
import * as feedback from "./moved/feedback.mjs";
import { JobManager } from "./moved/jobs.mjs";
import * as matrix from "./moved/matrix.mjs";
import * as tasksets from "./moved/tasksets.mjs";
import * as tools from "./moved/tools.mjs";
import * as traces from "./moved/traces.mjs";

const request = (workspace, { body, query = {}, method = body === undefined ? "GET" : "POST" } = {}) =>
  new Request(`https://app.example/?${new URLSearchParams(query)}`, {
    method,
    headers: workspace === null ? {} : { "X-Workspace-Id": workspace },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
const environment = (db) => ({ DB: db, JOB_QUEUE: { send: async () => undefined } });

/** A handler that reads the workspace, a body and ids of the path. */
const withBody = (file, name, ours) => ({
  old: ({ code, db }, workspace, body, ...ids) =>
    code[file][name](request(workspace, { body }), environment(db), ...ids),
  ours: ({ client }, workspace, body, ...ids) => ours(client, workspace, body, ...ids),
});
/** A handler that reads the workspace, a query and ids of the path. */
const withQuery = (file, name, ours) => ({
  old: ({ code, db }, workspace, query, ...ids) =>
    code[file][name](request(workspace, { query }), environment(db), ...ids),
  ours: ({ client }, workspace, query, ...ids) => ours(client, workspace, query, ...ids),
});
/** A handler that reads the workspace and ids of the path. */
const withIds = (file, name, ours) => ({
  old: ({ code, db }, workspace, ...ids) => code[file][name](request(workspace), environment(db), ...ids),
  ours: ({ client }, workspace, ...ids) => ours(client, workspace, ...ids),
});
const ofManager = (name) => ({
  old: ({ code, db }, ...args) => new code.jobs.JobManager(db)[name](...args),
  ours: ({ client }, ...args) => new JobManager(client)[name](...args),
});
const ofEvals = (name, ours = evals[name]) => ({
  old: ({ code, db }, ...args) => new code.evals.EvalsAPI(db, {})[name](...args),
  ours: ({ client }, ...args) => ours(client, ...args),
});
const ofMatrix = (name) => ({
  old: ({ code, db }, ...args) => code.matrix[name](db, ...args),
  ours: ({ client }, ...args) => matrix[name](client, ...args),
});
const parameters = (query) => new URLSearchParams(query);
const call = (...args) => ({ args });
const differs = (reason, ...args) => ({ args, differs: reason });
/** The cross product of lists, as calls. */
const all = (...lists) =>
  lists.reduce((calls, list) => calls.flatMap((args) => list.map((one) => [...args, one])), [[]]);
const calls = (...lists) => all(...lists).map((args) => ({ args }));

/** Calls of which those that `test` picks differ. */
const marked = (reason, test, list) => list.map((one) => (test(...one.args) ? { ...one, differs: reason } : one));

const workspaces = ["ws_1", "ws_2", "ws_none"];
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
const text = "x".repeat(300);

/** name, how it is called, its calls; `writes`: on a fresh database each; `walks`: pages are followed to the end. */
export const operations = [
  // ---- the job manager
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

  // ---- feedback
  {
    name: "feedback.submitFeedback",
    ...withBody("feedback", "submitFeedback", feedback.submitFeedback),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        ["trace_12", "trace_00", "trace_03"].flatMap((trace_id) =>
          ["positive", "negative", "neutral"].map((rating) => ({ trace_id, rating, agent_id: "agent_1" })),
        ),
      ),
      ...calls(
        ["ws_1"],
        [
          { trace_id: "trace_13", rating: "neutral" },
          { trace_id: "trace_01", rating: "positive", notes: "better" },
          { trace_id: "trace_01", rating: "positive", notes: "" },
          { trace_id: "trace_x", rating: "positive" },
          { trace_id: "trace_00", rating: "positive", agent_id: "agent_x" },
          { trace_id: "trace_00", rating: "positive", agent_id: "agent_4" },
          { trace_id: "trace_00" },
          { rating: "positive" },
          { trace_id: "trace_00", rating: "good" },
          {},
        ],
      ),
      call("ws_2", { trace_id: "trace_18", rating: "positive" }),
      call("ws_2", { trace_id: "trace_00", rating: "positive" }),
      call(null, { trace_id: "trace_00", rating: "positive" }),
    ],
  },
  {
    name: "feedback.updateFeedback",
    ...withBody("feedback", "updateFeedback", feedback.updateFeedback),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [{ rating: "negative" }, { notes: "n" }, { notes: "" }, { rating: "neutral", notes: "n" }, {}],
        ["fb_00", "fb_01"],
      ),
      call("ws_1", { rating: "good" }, "fb_00"),
      call("ws_1", { rating: "positive" }, "fb_x"),
      call("ws_2", { rating: "positive" }, "fb_00"),
      call("ws_2", { rating: "negative" }, "fb_20"),
      differs("feedback-without-agent", "ws_1", { rating: "positive" }, "fb_03"),
      differs("null-rating", "ws_1", { rating: null }, "fb_00"),
      call(null, { rating: "positive" }, "fb_00"),
    ],
  },
  {
    name: "feedback.deleteFeedback",
    ...withIds("feedback", "deleteFeedback", feedback.deleteFeedback),
    writes: true,
    calls: [
      call("ws_1", "fb_00"),
      call("ws_1", "fb_x"),
      call("ws_2", "fb_00"),
      call("ws_2", "fb_20"),
      call(null, "fb_00"),
      differs("feedback-without-agent", "ws_1", "fb_03"),
    ],
  },
  {
    name: "feedback.listFeedback",
    ...withQuery("feedback", "listFeedback", feedback.listFeedback),
    walks: true,
    calls: [
      ...calls(workspaces, [
        {},
        { limit: "2" },
        { limit: "500" },
        { rating: "positive" },
        { agent_id: "agent_1", limit: "3" },
        { trace_id: "trace_01" },
      ]),
      ...calls(["ws_1"], [{ limit: "0" }, { limit: "many" }, { rating: "good" }]),
      call(null, {}),
    ],
  },

  // ---- tools
  {
    name: "tools.listTools",
    ...withQuery("tools", "listTools", tools.listTools),
    calls: [
      ...calls(["ws_1", "ws_2"], [{}, { category: "general" }, { category: "email" }, { category: "code" }]).map(
        ({ args }) =>
          args[1].category === "general" || args[1].category === "code" ? { args } : differs("json-spacing", ...args),
      ),
      differs("checked-values", "ws_1", { category: "none_such" }),
    ],
  },
  {
    name: "tools.getToolById",
    ...withIds("tools", "getToolById", tools.getToolById),
    calls: [
      call("ws_1", "tool_search"),
      call("ws_1", "tool_x"),
      call("ws_2", "tool_search"),
      differs("json-spacing", "ws_1", "tool_mail"),
    ],
  },
  {
    name: "tools.getAgentTools",
    ...withIds("tools", "getAgentTools", tools.getAgentTools),
    calls: [
      differs("json-spacing", "ws_1", "agent_1"),
      call("ws_1", "agent_2"),
      call("ws_1", "agent_4"),
      call("ws_2", "agent_4"),
      call("ws_1", "agent_x"),
      call(null, "agent_1"),
    ],
  },
  {
    name: "tools.attachToolToAgent",
    ...withBody("tools", "attachToolToAgent", tools.attachToolToAgent),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { tool_id: "tool_search" },
          { tool_id: "tool_search", config: { k: [1] } },
          { tool_id: "tool_x" },
          {},
          { tool_id: 7 },
        ],
        ["agent_2", "agent_5"],
      ),
      call("ws_1", { tool_id: "tool_search" }, "agent_1"),
      call("ws_1", { tool_id: "tool_search" }, "agent_4"),
      call("ws_2", { tool_id: "tool_search" }, "agent_4"),
      call("ws_1", { tool_id: "tool_search" }, "agent_x"),
      differs("checked-values", "ws_1", { tool_id: "tool_search", config: "text" }, "agent_2"),
      differs("json-spacing", "ws_1", { tool_id: "tool_mail" }, "agent_2"),
    ],
  },
  {
    name: "tools.detachToolFromAgent",
    ...withIds("tools", "detachToolFromAgent", tools.detachToolFromAgent),
    writes: true,
    calls: [
      call("ws_1", "agent_1", "tool_search"),
      call("ws_1", "agent_1", "tool_x"),
      call("ws_1", "agent_2", "tool_search"),
      call("ws_2", "agent_1", "tool_search"),
      call("ws_1", "agent_x", "tool_search"),
      call(null, "agent_1", "tool_search"),
    ],
  },

  // ---- tasksets
  {
    name: "tasksets.createTaskset",
    ...withBody("tasksets", "createTaskset", tasksets.createTaskset),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [{ name: "New" }, { name: " New ", description: "d" }, { name: "New", description: "" }, { name: " " }, {}],
        ["agent_1", "agent_2"],
      ),
      call("ws_1", { name: "New" }, "agent_x"),
      call("ws_1", { name: "New" }, "agent_4"),
      call("ws_2", { name: "New" }, "agent_4"),
      call(null, { name: "New" }, "agent_1"),
    ],
  },
  {
    name: "tasksets.createTasksetFromTraces",
    ...withBody("tasksets", "createTasksetFromTraces", tasksets.createTasksetFromTraces),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { name: "T" },
          { name: "T", filter: { rating: "positive" } },
          { name: "T", filter: { rating: "negative" } },
          { name: "T", filter: { limit: 3 } },
          { name: "T", filter: { rating: "any", limit: 900 } },
          { name: "" },
        ],
        ["agent_1"],
      ),
      call("ws_1", { name: "T" }, "agent_2"),
      call("ws_1", { name: "T" }, "agent_x"),
      call("ws_2", { name: "T" }, "agent_4"),
      call("ws_1", { name: "T" }, "agent_4"),
      differs("limits", "ws_1", { name: "T", filter: { limit: -1 } }, "agent_1"),
    ],
  },
  {
    name: "tasksets.listTasksets",
    ...withQuery("tasksets", "listTasksets", tasksets.listTasksets),
    calls: calls(workspaces, [{}, { include_archived: "true" }, { include_archived: "no" }], ["agent_1", "agent_4"]),
  },
  {
    name: "tasksets.getTaskset",
    ...withIds("tasksets", "getTaskset", tasksets.getTaskset),
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_4"], ["tsk_1", "tsk_2", "tsk_4", "tsk_x"]),
  },
  {
    name: "tasksets.addTasksToTaskset",
    ...withBody("tasksets", "addTasksToTaskset", tasksets.addTasksToTaskset),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { tasks: [{ user_message: "a" }] },
          { tasks: [{ user_message: "a" }, { user_message: "a" }, { user_message: " " }] },
          { tasks: [{ user_message: " b ", expected_output: "o", source: "imported", metadata: { k: 1 } }] },
          { tasks: [] },
          {},
        ],
        ["agent_1"],
        ["tsk_1", "tsk_2", "tsk_3", "tsk_x"],
      ),
      call("ws_2", { tasks: [{ user_message: "a" }] }, "agent_1", "tsk_1"),
      call("ws_1", { tasks: Array.from({ length: 40 }, (_, i) => ({ user_message: `m ${i}` })) }, "agent_1", "tsk_1"),
      call("ws_1", { tasks: [{ user_message: "a", metadata: "text" }] }, "agent_1", "tsk_1"),
    ],
  },
  {
    name: "tasksets.archiveTaskset",
    ...withIds("tasksets", "archiveTaskset", tasksets.archiveTaskset),
    writes: true,
    calls: calls(["ws_1", "ws_2"], ["agent_1"], ["tsk_1", "tsk_3", "tsk_4", "tsk_x"]),
  },
  {
    name: "tasksets.runTaskset",
    ...withBody("tasksets", "runTaskset", tasksets.runTaskset),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [{}, { model_id: "m2" }, { model_provider: "openai", config: { parallelism: 2 } }],
        ["agent_1"],
        ["tsk_1", "tsk_2", "tsk_3", "tsk_x"],
      ),
      call("ws_2", {}, "agent_1", "tsk_1"),
      call("ws_none", {}, "agent_1", "tsk_1"),
      call("ws_1", {}, "agent_x", "tsk_1"),
    ],
  },
  {
    name: "tasksets.listTasksetRuns",
    ...withIds("tasksets", "listTasksetRuns", tasksets.listTasksetRuns),
    calls: calls(["ws_1", "ws_2"], ["agent_1"], ["tsk_1", "tsk_2", "tsk_x"]),
  },
  {
    name: "tasksets.getTasksetRun",
    ...withIds("tasksets", "getTasksetRun", tasksets.getTasksetRun),
    calls: calls(["ws_1", "ws_2"], ["agent_1"], ["tsk_1", "tsk_2"], ["tsr_1", "tsr_2", "tsr_x"]),
  },

  // ---- the matrix
  {
    name: "matrix.getComparisonMatrix",
    ...ofMatrix("getComparisonMatrix"),
    state: "candidates",
    calls: [
      ...[{}, { limit: "3" }, { rating: "positive" }, { filter: "errors_only" }].map((query) => ({
        args: ["agent_1", parameters({ eval_ids: "candidate_safety_1_a,candidate_correctness_1_b", ...query })],
        differs: "never-worked",
      })),
      call("agent_1", parameters({ eval_ids: "" })),
      call("agent_1", parameters({ eval_ids: " , " })),
      call("agent_1", parameters({})),
      call("agent_1", parameters({ eval_ids: "a", filter: "some" })),
      call("agent_1", parameters({ eval_ids: "a", limit: "0" })),
      call("agent_1", parameters({ eval_ids: "a", limit: "201" })),
    ],
    adapt: (args) => [args[0], Object.fromEntries(args[1])],
  },
  {
    name: "matrix.getEvalExecutionDetail",
    ...ofMatrix("getEvalExecutionDetail"),
    state: "candidates",
    calls: calls(
      ["trace_00", "trace_01", "trace_03", "trace_05", "trace_09", "trace_x"],
      ["candidate_safety_1_a", "candidate_correctness_1_b", "candidate_x"],
    ),
  },
  {
    name: "matrix.getTraceExecutions",
    ...ofMatrix("getTraceExecutions"),
    state: "candidates",
    calls: calls(["trace_00", "trace_01", "trace_04", "trace_05", "trace_09", "trace_x"]),
  },
  {
    name: "matrix.getEvalExecutions",
    ...ofMatrix("getEvalExecutions"),
    state: "candidates",
    walks: true,
    calls: [
      ...calls(
        ["candidate_safety_1_a", "candidate_correctness_1_b", "candidate_x"],
        [
          {},
          { limit: "3" },
          { result: "true" },
          { result: "false", limit: "2" },
          { has_error: "true" },
          { has_error: "false" },
        ],
      ),
      ...calls(["candidate_safety_1_a"], [{ limit: "0" }, { limit: "201" }, { result: "maybe" }]),
    ].map((c) => ({ ...c, args: [c.args[0], parameters(c.args[1])] })),
    adapt: (args) => [args[0], Object.fromEntries(args[1])],
  },

  // ---- agents
  {
    name: "agents.createAgent",
    ...withBody("agents", "createAgent", agents.createAgent),
    writes: true,
    calls: [
      ...calls(
        ["ws_1", "ws_2"],
        [
          { name: "New" },
          { name: " New ", description: "d" },
          { name: "Support" },
          { name: "Sales" },
          { name: "Old" },
          { name: " " },
          {},
        ],
      ),
      call(null, { name: "New" }),
      differs("missing-parent", "ws_none", { name: "New" }),
    ],
  },
  {
    name: "agents.listAgents",
    ...withQuery("agents", "listAgents", agents.listAgents),
    calls: calls(workspaces, [{}, { limit: "1" }, { limit: "2" }, { limit: "0" }, { limit: "many" }]),
  },
  {
    name: "agents.getAgentById",
    ...withIds("agents", "getAgentById", agents.getAgentById),
    calls: [
      ...calls(["ws_1", "ws_2"], ["agent_1", "agent_2", "agent_3", "agent_4", "agent_5", "agent_x"]),
      call(null, "agent_1"),
    ],
  },
  {
    name: "agents.confirmAgent",
    ...withBody("agents", "confirmAgent", agents.confirmAgent),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [{}, { name: "Renamed" }, { name: "Support" }, { name: " " }],
        ["agent_2", "agent_5", "agent_1"],
      ),
      call("ws_2", {}, "agent_2"),
      call("ws_1", {}, "agent_x"),
    ],
  },
  {
    name: "agents.deleteAgent",
    ...withIds("agents", "deleteAgent", agents.deleteAgent),
    writes: true,
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_3", "agent_4", "agent_x"]),
  },
  {
    name: "agents.getAgentPrompt",
    ...withIds("agents", "getAgentPrompt", agents.getAgentPrompt),
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_2", "agent_3", "agent_4", "agent_x"]),
  },
  {
    name: "agents.updateAgent",
    ...withBody("agents", "updateAgent", agents.updateAgent),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { name: "Renamed" },
          { description: "d" },
          { description: "" },
          { name: "Sales", description: "d" },
          { name: " " },
          {},
        ],
        ["agent_1", "agent_2"],
      ),
      call("ws_2", { name: "N" }, "agent_1"),
      call("ws_1", { name: "N" }, "agent_x"),
    ],
  },
  {
    name: "agents.improveAgent",
    ...withBody("agents", "improveAgent", agents.improveAgent),
    writes: true,
    calls: marked(
      "empty-variables",
      (_workspace, _body, agent) => ["agent_1", "agent_3"].includes(agent),
      calls(
        ["ws_1"],
        [{}, { custom_instructions: "be kind" }],
        ["agent_1", "agent_2", "agent_3", "agent_4", "agent_x"],
      ),
    ),
  },

  // ---- traces
  {
    name: "traces.listTraces",
    ...withQuery("traces", "listTraces", traces.listTraces),
    walks: true,
    calls: [
      ...calls(
        ["ws_1", "ws_2"],
        [
          {},
          { limit: "4" },
          { limit: "0" },
          { agent_id: "agent_1" },
          { agent_id: "agent_3", limit: "1" },
          { source: "langfuse" },
          { rating: "positive" },
          { rating: "positive,negative", limit: "3" },
          { has_feedback: "true" },
          { has_feedback: "false" },
          { has_feedback: "maybe" },
          { date_from: "2026-01-03T12:00:00.000Z", date_to: "2026-01-09T12:00:00.000Z" },
        ],
      ),
      differs("checked-values", "ws_1", { source: "none_such" }),
      differs("checked-values", "ws_1", { rating: "good" }),
      call("ws_1", { cursor: "!" }),
      differs("instants", "ws_1", { date_from: "2026-01-05T00:00:00.000Z" }),
    ],
  },
  {
    name: "traces.getTraceById",
    ...withIds("traces", "getTraceById", traces.getTraceById),
    calls: calls(
      ["ws_1", "ws_2"],
      ["trace_00", "trace_01", "trace_03", "trace_06", "trace_12", "trace_18", "trace_20", "trace_x"],
    ),
  },
  {
    name: "traces.createTrace",
    ...withBody("traces", "createTrace", traces.createTrace),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { integration_id: "int_1" },
          { integration_id: "int_1", trace_id: "new", timestamp: "2026-02-01T00:00:00.000Z", has_errors: true },
          {
            integration_id: "int_1",
            steps: [
              {
                step_id: "s",
                trace_id: "t",
                timestamp: "2026-02-01T00:00:00.000Z",
                messages_added: [],
                tool_calls: [],
                input: 1,
                output: 2,
                metadata: {},
              },
            ],
          },
          { integration_id: "int_2" },
          { integration_id: "int_x" },
          {},
        ],
      ),
      differs("taken-key", "ws_1", { integration_id: "int_1", trace_id: "ext_0" }),
      differs("checked-values", "ws_1", { integration_id: "int_1", timestamp: "yesterday" }),
    ],
  },
  {
    name: "traces.deleteTrace",
    ...withIds("traces", "deleteTrace", traces.deleteTrace),
    writes: true,
    calls: marked(
      "still-referred",
      (workspace, trace) => workspace === "ws_1" && trace === "trace_00",
      calls(["ws_1", "ws_2"], ["trace_00", "trace_12", "trace_18", "trace_x"]),
    ),
  },
  {
    name: "traces.deleteTraces",
    ...withBody("traces", "deleteTraces", traces.deleteTraces),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { trace_ids: ["trace_16"] },
          { trace_ids: ["trace_16", "trace_18", "trace_x"] },
          { trace_ids: ["trace_16", "trace_16"] },
          { trace_ids: [] },
          {},
          { trace_ids: Array.from({ length: 101 }, (_, i) => `t${i}`) },
        ],
      ),
      call("ws_2", { trace_ids: ["trace_21", "trace_22"] }),
      call("ws_1", { trace_ids: ["trace_13", "trace_14"] }),
      differs("changes-count", "ws_1", { trace_ids: ["trace_01"] }),
    ],
  },
  {
    name: "traces.importTraces",
    ...withBody("traces", "importTraces", traces.importTraces),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { integration_id: "int_1" },
          { integration_id: "int_1", filters: { limit: 5, date_from: "2026-01-01" } },
          { integration_id: "int_1", filters: { limit: 2000 } },
          { integration_id: "int_2" },
          {},
        ],
      ),
      call("ws_2", { integration_id: "int_2" }),
    ],
  },

  // ---- evals
  {
    name: "evals.createEval",
    ...ofEvals("createEval"),
    writes: true,
    calls: [
      ...calls(
        [
          { agent_id: "agent_1", name: "E", code: "c" },
          { agent_id: "agent_5", name: "E", code: "c", description: "d", model_used: "m" },
          { agent_id: "agent_x", name: "E", code: "c" },
          { agent_id: "agent_4", name: "E", code: "c" },
          { agent_id: "agent_1", name: "", code: "c" },
          { agent_id: "agent_1", name: text, code: "c" },
          { name: "E" },
        ],
        ["ws_1", "ws_2", undefined],
      ),
    ],
  },
  {
    name: "evals.listEvals",
    ...ofEvals("listEvals", (client, query, workspace) =>
      evals.listEvals(client, Object.fromEntries(query), workspace),
    ),
    walks: true,
    calls: [
      ...calls(
        [
          {},
          { limit: "2" },
          { agent_id: "agent_1" },
          { agent_id: "agent_1", limit: "1" },
          { limit: "0" },
          { limit: "201" },
        ],
        ["ws_1", "ws_2", undefined],
      ),
    ].map(({ args }) => ({ args: [parameters(args[0]), args[1]] })),
  },
  {
    name: "evals.getEval",
    ...ofEvals("getEval"),
    calls: calls(["eval_0", "eval_2", "eval_4", "eval_5", "eval_x"], ["ws_1", "ws_2", undefined]),
  },
  {
    name: "evals.updateEval",
    ...ofEvals("updateEval"),
    writes: true,
    calls: [
      ...calls(
        ["eval_1"],
        [{ name: "N" }, { description: "d" }, { code: "c2" }, { name: "N", code: "c2" }, { name: "" }, {}],
        ["ws_1", "ws_2"],
      ),
      call("eval_1", { name: "N" }, undefined),
      call("eval_x", { name: "N" }, "ws_1"),
    ],
  },
  {
    name: "evals.deleteEval",
    ...ofEvals("deleteEval"),
    writes: true,
    calls: calls(["eval_0", "eval_5", "eval_x"], ["ws_1", "ws_2", undefined]),
  },

  // ---- eval generation
  {
    name: "eval_generation.listTasks",
    ...withIds("eval_generation", "listTasks", evalGeneration.listTasks),
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_2", "agent_4", "agent_x"]),
  },
  {
    name: "eval_generation.activateEval",
    ...withIds("eval_generation", "activateEval", evalGeneration.activateEval),
    writes: true,
    calls: calls(
      ["ws_1", "ws_2"],
      ["agent_1", "agent_4"],
      [
        "candidate_safety_1_a",
        "candidate_correctness_1_b",
        "candidate_efficiency_1_c",
        "candidate_other_1_e",
        "candidate_x",
      ],
    ),
  },
  {
    name: "eval_generation.getActiveEval",
    ...withIds("eval_generation", "getActiveEval", evalGeneration.getActiveEval),
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_2", "agent_3", "agent_4", "agent_x"]),
  },

  // ---- the execution of evals
  {
    name: "eval_execution.fetchTraces",
    state: "evals",
    old: ({ code, db }, agent, traceIds) =>
      new code.eval_execution.EvalExecutionJob({ traceIds }, { db }).fetchTraces(agent),
    ours: ({ client }, agent, traceIds) => evalExecution.fetchTraces(client, agent, traceIds),
    calls: [["agent_1"], ["agent_1", ["trace_00"]], ["agent_4"]]
      .map((args) => differs("never-worked", ...args))
      .concat(call("agent_2")),
  },
  {
    name: "eval_execution.storeExecutionResults",
    state: "evals",
    writes: true,
    old: ({ code, db }, ...args) => new code.eval_execution.EvalExecutionJob({}, { db }).storeExecutionResults(...args),
    ours: ({ client }, ...args) => evalExecution.storeExecutionResults(client, ...args),
    calls: [
      [{ traceId: "trace_00", result: true, reason: "r", executionTimeMs: 5 }],
      [{ traceId: "trace_12", result: false, reason: "", executionTimeMs: 0, error: "e" }],
    ].map((results) => differs("never-worked", "eval_0", results)),
  },
];
