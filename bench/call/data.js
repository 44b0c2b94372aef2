// The rows that the stubbed database gives.
import { answer } from "./stub_d1.js";

const id = (kind, i) => `${kind}_00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
export const workspace = id("ws", 1);
export const agent = id("agent", 1);
export const job = id("job", 1);
export const retry = id("retry", 1);
const moment = "2026-02-03T04:05:06.789Z";

export const agentColumns = ["id", "workspace_id", "name", "description", "status", "active_version_id", "created_at", "updated_at", "active_eval_id"];
const agentRow = [agent, workspace, "Support Bot", "answers questions", "confirmed", id("ver", 1), moment, moment, null];

export const versionColumns = ["id", "agent_id", "version", "prompt_template", "variables", "source", "parent_version_id", "accuracy", "status", "created_at"];
const versionRow = (i) => [id("ver", i), agent, i, `You are agent number ${i}. Answer {{question}}.`, '["question","tone"]', "manual", i > 1 ? id("ver", i - 1) : null, 0.5 + (i % 50) / 100, "candidate", moment];
const versions = (count) => answer(versionColumns, Array.from({ length: count }, (_, i) => versionRow(count - i)));

/** From a part of the statement to the answer; the first that fits is taken. */
export const answers = (rows) => [
  ["SELECT EXISTS", answer(["value"], [[1]])],
  ["count(*)", answer(["value"], [[3]])],
  ["agent_versions", versions(rows)],
  ["agents", answer(agentColumns, [agentRow])],
  ["job_retry_history", answer(["id", "job_id", "attempt", "error", "error_category", "delay_ms", "created_at"], [[retry, job, 1, "timed out", "transient_network", 1000, moment]])],
];
