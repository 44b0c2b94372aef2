import type { ExamplesOf } from "../support/examples.js";

const workspace_id = "ws_ours";
const live = { workspace_id, id: "agent_live" };

export default {
  exists: live,
  get: live,
  get_with_active_version: live,
  get_active_prompt: live,
  list: { workspace_id, limit: 2 },
  count_by_status: { workspace_id, status: "confirmed" },
  get_metrics: live,
  create: { workspace_id, name: "New", description: "d", id: "agent_new" },
  create_discovered_agent: {
    workspace_id,
    name: "New",
    description: "d",
    prompt_template: "p",
    variables: ["v"],
    trace_ids: ["trace_1", "trace_2"],
    id: "agent_new",
    version_id: "ver_new",
  },
  confirm: { workspace_id, id: "agent_found", name: "Confirmed" },
  update: { ...live, patch: { name: "Renamed", description: "d" } },
  archive: live,
  set_active_eval: { ...live, active_eval_id: "cand_live" },
  delete: { workspace_id, id: "agent_bare" },
} satisfies ExamplesOf<"agents">;
