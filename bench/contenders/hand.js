// D1 called by hand, as a good engineer writes it: first, all, run and batch, and the columns that need it brought into form.
import { agent, agentVersion, functionId, moment, patch, readingId, retry, sensor, trace, workspace } from "./data.js";

const readingOf = (row) => ({ ...row, labels: JSON.parse(row.labels), is_valid: row.is_valid !== 0 });
const withVersion = (row) => row && { ...row, variables: row.variables === null ? null : JSON.parse(row.variables) };
const pageOf = (rows, size) => {
  const items = rows.length > size ? rows.slice(0, size) : rows;
  return { items, next_cursor: rows.length > size ? items[size - 1].id : null };
};

export function hand(d1) {
  const get = () => d1.prepare("SELECT * FROM agents WHERE id = ? AND workspace_id = ?").bind(agent, workspace);
  const joined = () =>
    d1
      .prepare(
        "SELECT a.*, v.id AS version_id, v.version AS version_number, v.prompt_template, v.variables, v.source, v.parent_version_id, v.accuracy, v.status AS version_status, v.created_at AS version_created_at FROM agents a LEFT JOIN agent_versions v ON v.id = a.active_version_id WHERE a.id = ? AND a.workspace_id = ?",
      )
      .bind(agent, workspace);
  const page = () =>
    d1
      .prepare(
        "SELECT f.* FROM feedback f JOIN traces t ON t.id = f.trace_id WHERE t.workspace_id = ? AND f.trace_id = ? AND f.agent_id = ? AND f.rating = ? ORDER BY f.id LIMIT ?",
      )
      .bind(workspace, trace, agent, "positive", 21);
  const count = () =>
    d1.prepare("SELECT count(*) AS value FROM jobs WHERE status = ? AND workspace_id = ?").bind("queued", workspace);
  const upsert = () =>
    d1
      .prepare(
        "INSERT INTO agent_functions (agent_id, function_id, role) VALUES (?, ?, ?) ON CONFLICT (agent_id, role) DO UPDATE SET function_id = excluded.function_id RETURNING *",
      )
      .bind(agent, functionId, "extractor");
  const list = async (limit) =>
    (
      await d1.prepare("SELECT * FROM readings WHERE sensor_id = ? ORDER BY sequence LIMIT ?").bind(sensor, limit).all()
    ).results.map(readingOf);
  return {
    get: () => get().first(),
    joined: async () => withVersion(await joined().first()),
    list,
    body: async (limit) => JSON.stringify(await list(limit)),
    insert: () =>
      d1
        .prepare(
          "INSERT INTO job_retry_history (id, job_id, attempt, error, error_category, delay_ms, created_at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
        )
        .bind(retry.id, retry.job_id, retry.attempt, retry.error, retry.error_category, retry.delay_ms, moment)
        .first(),
    update: async () => {
      const names = Object.keys(patch);
      const values = Object.values(patch);
      return readingOf(
        await d1
          .prepare(`UPDATE readings SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE id = ? RETURNING *`)
          .bind(...values, readingId(1))
          .first(),
      );
    },
    upsert: () => upsert().first(),
    delete: async () =>
      (await d1
        .prepare("DELETE FROM agent_functions WHERE agent_id = ? AND role = ? RETURNING 1 AS value")
        .bind(agent, "extractor")
        .first()) !== null,
    guarded: async () => {
      const found = await d1
        .prepare("UPDATE agent_versions SET accuracy = ? WHERE id = ? RETURNING 1 AS value")
        .bind(0.75, agentVersion)
        .first();
      if (found === null) throw new Error("no such version");
      return true;
    },
    page: async () => pageOf((await page().all()).results, 20),
    count: () => count().first("value"),
    batch: async () => {
      const [a, b, c, d, e] = await d1.batch([get(), joined(), count(), page(), upsert()]);
      return [a.results[0], withVersion(b.results[0]), c.results[0].value, pageOf(d.results, 20), e.results[0]];
    },
  };
}
