import { contentHash, handler, ok, refusal, userMessage } from "./answers.mjs";

const hasName = (body) => typeof body.name === "string" && body.name.trim() !== "";

export const createTaskset = handler(async (db, workspace_id, body, agent_id) => {
  if (!hasName(body)) return refusal(400);
  return ok(
    await db.tasksets.create({ workspace_id, agent_id, name: body.name.trim(), description: body.description || null }),
    201,
  );
});
export const createTasksetFromTraces = handler(async (db, workspace_id, body, agent_id) => {
  if (!hasName(body)) return refusal(400);
  const { rating = "any", limit } = body.filter ?? {};
  const [exists, traces] = await db.batch((q) => [
    q.agents.exists({ workspace_id, id: agent_id }),
    q.traces.list_labelled_traces({
      workspace_id,
      agent_id,
      rating: rating === "any" ? undefined : rating,
      feedback_agent: "any",
      limit: Math.min(limit || 100, 500),
    }),
  ]);
  if (!exists) return refusal(404);
  if (traces.length === 0) return refusal(400);
  const tasks = [];
  for (const { trace_id, steps } of traces) {
    const user_message = userMessage(steps);
    if (user_message === null) continue;
    const content_hash = await contentHash(user_message);
    tasks.push({ user_message, content_hash, source: "trace", source_trace_id: trace_id });
  }
  const name = body.name.trim();
  const made = await db.tasksets.create_with_tasks({
    workspace_id,
    agent_id,
    name,
    description: body.description || null,
    tasks,
  });
  const { id, task_count, skipped_duplicates } = made;
  const message = `Created taskset with ${task_count} tasks (${skipped_duplicates} duplicates skipped)`;
  return ok({ id, name, task_count, skipped_duplicates, message }, 201);
});
export const listTasksets = handler(async (db, workspace_id, query, agent_id) =>
  ok({
    tasksets: await db.tasksets.list({ workspace_id, agent_id, include_archived: query.include_archived === "true" }),
  }),
);
export const getTaskset = handler(async (db, workspace_id, agent_id, id) => {
  const [taskset, tasks] = await db.batch((q) => [
    q.tasksets.get({ workspace_id, agent_id, id }),
    q.taskset_tasks.list({ taskset_id: id }),
  ]);
  if (taskset === null) return refusal(404);
  return ok({ ...taskset, tasks: tasks.map(({ taskset_id, content_hash, ...task }) => task) });
});
export const addTasksToTaskset = handler(async (db, workspace_id, body, agent_id, id) => {
  if (!body.tasks || body.tasks.length === 0) return refusal(400);
  const tasks = [];
  for (const task of body.tasks)
    if (task.user_message && task.user_message.trim() !== "")
      tasks.push({
        user_message: task.user_message.trim(),
        content_hash: await contentHash(task.user_message),
        source: task.source || "manual",
        expected_output: task.expected_output || null,
        metadata: task.metadata ?? null,
      });
  return ok(await db.tasksets.add_tasks({ workspace_id, agent_id, id, tasks }));
});
export const archiveTaskset = handler(async (db, workspace_id, agent_id, id) => {
  await db.tasksets.archive({ workspace_id, agent_id, id });
  return ok({ message: "Taskset archived" });
});
export const runTaskset = handler(async (db, workspace_id, body, agent_id, taskset_id) => {
  const { model_provider, model_id, config } = body ?? {};
  const run = await db.taskset_runs.create({
    workspace_id,
    agent_id,
    taskset_id,
    model_provider: model_provider || undefined,
    model_id: model_id || undefined,
    config,
  });
  // The queue's own statement: a job whose id has no prefix, as the queue's messages name it.
  await db.jobs.create({
    id: crypto.randomUUID(),
    workspace_id,
    type: "taskset_run",
    metadata: {
      workspaceId: workspace_id,
      type: "taskset_run",
      run_id: run.id,
      workspace_id,
      agent_id,
      taskset_id,
      model_provider: run.model_provider,
      model_id: run.model_id,
      ...(config === undefined ? {} : { config }),
    },
  });
  return ok(
    {
      run_id: run.id,
      status: run.status,
      task_count: run.task_count,
      model_provider: run.model_provider,
      model_id: run.model_id,
    },
    201,
  );
});
export const listTasksetRuns = handler(async (db, workspace_id, agent_id, taskset_id) => {
  const [taskset, runs] = await db.batch((q) => [
    q.tasksets.get({ workspace_id, agent_id, id: taskset_id }),
    q.taskset_runs.list({ workspace_id, taskset_id }),
  ]);
  return taskset === null ? refusal(404) : ok({ runs });
});
export const getTasksetRun = handler(async (db, workspace_id, agent_id, taskset_id, id) => {
  const [run, results] = await db.batch((q) => [
    q.taskset_runs.get({ workspace_id, agent_id, taskset_id, id }),
    q.taskset_run_results.list({ run_id: id }),
  ]);
  return run === null ? refusal(404) : ok({ ...run, results });
});
