// Five things that take several statements: as an application does them call by call, each answer awaited, and as a function
// of squall. `view` is what must stand in the tables afterwards, whoever did it.
import { agent, moment, trace, workspace } from "./data.js";

const candidate = "cand_2";
const taskset = "tsk_1";
const tasks = Array.from({ length: 50 }, (_, i) => ({
  id: `task_${i}`,
  user_message: `Question ${i}`,
  content_hash: `hash_${i}`,
}));
const tasksInOneInsert = 14; // 7 bound columns each, of the 100 parameters that a statement may have
const one = (d1, sql, ...values) =>
  d1
    .prepare(sql)
    .bind(...values)
    .first();
const run = (d1, sql, ...values) =>
  d1
    .prepare(sql)
    .bind(...values)
    .run();
const mustHave = (row, what) => {
  if (row === null) throw new Error(`${what} not found`);
  return row;
};
const ownAgent = async (d1) =>
  mustHave(
    await one(d1, "SELECT id, active_version_id FROM agents WHERE id = ? AND workspace_id = ?", agent, workspace),
    "agent",
  );

/** Rows that the sequences need besides those of data.js. */
export const candidates = [
  ["cand_1", agent, "code", 0.5, "active"],
  [candidate, agent, "code", 0.7, "candidate"],
];

export const sequences = {
  "next version of an agent": {
    view: "SELECT agent_id, version, prompt_template, status, parent_version_id FROM agent_versions ORDER BY version",
    async statements(d1) {
      const { active_version_id } = await ownAgent(d1);
      const { latest } = await one(d1, "SELECT max(version) AS latest FROM agent_versions WHERE agent_id = ?", agent);
      await run(
        d1,
        "INSERT INTO agent_versions (id, agent_id, version, prompt_template, variables, source, parent_version_id, status, created_at) VALUES (?, ?, ?, ?, '[]', 'manual', ?, 'candidate', ?)",
        `ver_${crypto.randomUUID()}`,
        agent,
        latest + 1,
        "Sort {{ticket}}.",
        active_version_id,
        moment,
      );
    },
    squall: (db) =>
      db.agent_versions.create({ workspace_id: workspace, agent_id: agent, prompt_template: "Sort {{ticket}}." }),
  },
  "feedback given or changed": {
    view: "SELECT trace_id, agent_id, rating, rating_detail FROM feedback",
    async statements(d1) {
      mustHave(await one(d1, "SELECT id FROM traces WHERE id = ? AND workspace_id = ?", trace, workspace), "trace");
      await ownAgent(d1);
      const known = await one(d1, "SELECT id FROM feedback WHERE trace_id = ?", trace);
      if (known !== null)
        await run(
          d1,
          "UPDATE feedback SET rating = ?, rating_detail = ?, agent_id = ? WHERE id = ?",
          "negative",
          "wrong",
          agent,
          known.id,
        );
      else
        await run(
          d1,
          "INSERT INTO feedback (id, trace_id, agent_id, rating, rating_detail, created_at) VALUES (?, ?, ?, ?, ?, ?)",
          `fb_${crypto.randomUUID()}`,
          trace,
          agent,
          "negative",
          "wrong",
          moment,
        );
    },
    squall: (db) =>
      db.feedback.upsert({
        workspace_id: workspace,
        trace_id: trace,
        agent_id: agent,
        rating: "negative",
        rating_detail: "wrong",
      }),
  },
  "a version promoted": {
    view: "SELECT v.version, v.status, a.active_version_id FROM agent_versions v JOIN agents a ON a.id = v.agent_id ORDER BY v.version",
    async statements(d1) {
      const { active_version_id } = await ownAgent(d1);
      const version = mustHave(
        await one(d1, "SELECT id, status FROM agent_versions WHERE agent_id = ? AND version = ?", agent, 2),
        "version",
      );
      if (version.status !== "candidate" && version.status !== "archived") throw new Error("wrong state");
      if (active_version_id !== null)
        await run(d1, "UPDATE agent_versions SET status = 'archived' WHERE id = ?", active_version_id);
      await run(d1, "UPDATE agent_versions SET status = 'active' WHERE id = ?", version.id);
      await run(d1, "UPDATE agents SET active_version_id = ?, updated_at = ? WHERE id = ?", version.id, moment, agent);
    },
    squall: (db) => db.agent_versions.promote({ workspace_id: workspace, agent_id: agent, version: 2 }),
  },
  "an eval activated": {
    view: "SELECT c.id, c.status, a.active_eval_id FROM eval_candidates c JOIN agents a ON a.id = c.agent_id ORDER BY c.id",
    async statements(d1) {
      const found = mustHave(
        await one(d1, "SELECT id, accuracy FROM eval_candidates WHERE id = ? AND agent_id = ?", candidate, agent),
        "candidate",
      );
      if (found.accuracy === null) throw new Error("not tested");
      await one(d1, "SELECT id FROM eval_candidates WHERE agent_id = ? AND status = 'active'", agent);
      await run(
        d1,
        "UPDATE eval_candidates SET status = 'archived' WHERE agent_id = ? AND status = 'active' AND id <> ?",
        agent,
        candidate,
      );
      await run(d1, "UPDATE eval_candidates SET status = 'active', activated_at = ? WHERE id = ?", moment, candidate);
      await run(d1, "UPDATE agents SET active_eval_id = ? WHERE id = ?", candidate, agent);
    },
    squall: (db) => db.eval_candidates.activate({ agent_id: agent, id: candidate }),
  },
  "a set with 50 tasks": {
    view: "SELECT s.name, s.task_count, t.id, t.user_message, t.content_hash FROM tasksets s JOIN taskset_tasks t ON t.taskset_id = s.id ORDER BY t.id",
    async statements(d1) {
      await ownAgent(d1);
      await run(
        d1,
        "INSERT INTO tasksets (id, workspace_id, agent_id, name, task_count, status, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 'active', ?, ?)",
        taskset,
        workspace,
        agent,
        "Fifty",
        tasks.length,
        moment,
        moment,
      );
      for (let i = 0; i < tasks.length; i += tasksInOneInsert) {
        const some = tasks.slice(i, i + tasksInOneInsert);
        await run(
          d1,
          `INSERT INTO taskset_tasks (id, taskset_id, user_message, source, content_hash, metadata, created_at) VALUES ${some.map(() => "(?, ?, ?, ?, ?, ?, ?)").join(", ")}`,
          ...some.flatMap((t) => [t.id, taskset, t.user_message, "trace", t.content_hash, null, moment]),
        );
      }
    },
    squall: (db) =>
      db.tasksets.create_with_tasks({ workspace_id: workspace, agent_id: agent, id: taskset, name: "Fifty", tasks }),
  },
};
