// Three functions as a team has them today: SQL in the handlers, checks before writes, rows changed by hand.

export interface OldAgent {
  id: string;
  name: string;
  status: string;
  isArchived: boolean;
}
const shown = (row: Record<string, unknown>): OldAgent => ({
  id: row.id as string,
  name: row.name as string,
  status: row.status as string,
  isArchived: row.status === "archived",
});

export async function getAgent(db: D1Database, workspace: string, id: string): Promise<OldAgent | null> {
  const row = await db.prepare("SELECT * FROM agents WHERE id = ? AND workspace_id = ?").bind(id, workspace).first();
  return row === null ? null : shown(row);
}

export async function createAgent(db: D1Database, workspace: string, name: string): Promise<OldAgent | null> {
  const taken = await db
    .prepare("SELECT 1 FROM agents WHERE workspace_id = ? AND name = ?")
    .bind(workspace, name)
    .first();
  if (taken !== null) return null;
  const id = `agent_${crypto.randomUUID()}`;
  const now = new Date().toISOString();
  await db
    .prepare(
      "INSERT INTO agents (id, workspace_id, name, description, status, created_at, updated_at) VALUES (?, ?, ?, NULL, 'confirmed', ?, ?)",
    )
    .bind(id, workspace, name, now, now)
    .run();
  return shown({ id, name, status: "confirmed" });
}

export async function cancelJob(db: D1Database, workspace: string, id: string): Promise<boolean> {
  const job = await db
    .prepare("SELECT status FROM jobs WHERE id = ? AND workspace_id = ?")
    .bind(id, workspace)
    .first<{ status: string }>();
  if (job === null || !["queued", "running"].includes(job.status)) return false;
  await db
    .prepare("UPDATE jobs SET status = 'cancelled', completed_at = ? WHERE id = ?")
    .bind(new Date().toISOString(), id)
    .run();
  return true;
}
