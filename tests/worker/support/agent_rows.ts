// The agents of the world, as the client gives them.
import { now, numberedId } from "./squall.js";
import { before } from "./world.js";

export const workspace_id = "ws_ours";
export const live = { workspace_id, id: "agent_live" };
export const theirs = { workspace_id, id: "agent_theirs" };
export const unknown = { workspace_id, id: "agent_nowhere" };

export const liveRow = {
  id: "agent_live",
  workspace_id,
  name: "Live",
  description: null,
  status: "confirmed",
  active_version_id: "ver_2",
  created_at: "2026-01-01T00:00:03.000Z",
  updated_at: before,
  active_eval_id: null,
};
export const activeVersion = {
  version_id: "ver_2",
  version_number: 2,
  prompt_template: "prompt 2 for {{name}}",
  variables: ["name"],
  source: "manual",
  parent_version_id: null,
  accuracy: null,
  version_status: "active",
  version_created_at: before,
};
export const noVersion = Object.fromEntries(Object.keys(activeVersion).map((key) => [key, null]));
export const newRow = {
  ...liveRow,
  id: numberedId("agent", 1),
  active_version_id: null,
  created_at: now,
  updated_at: now,
};
export const noCounts = {
  trace_count: 0,
  feedback_count: 0,
  positive_feedback_count: 0,
  negative_feedback_count: 0,
  eval_count: 0,
};
