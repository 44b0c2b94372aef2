import type { ExamplesOf } from "../support/examples.js";

const workspace_id = "ws_ours";
const numbered = (version: number) => ({ workspace_id, agent_id: "agent_live", version });

export default {
  list: { workspace_id, agent_id: "agent_live" },
  get: numbered(2),
  get_by_id: { id: "ver_2" },
  get_active_version: { agent_id: "agent_live" },
  create: {
    workspace_id,
    agent_id: "agent_live",
    prompt_template: "p",
    variables: ["v"],
    source: "ai_improved",
    parent_version_id: "ver_1",
    id: "ver_new",
  },
  promote: numbered(3),
  reject: numbered(3),
  set_accuracy: { id: "ver_2", accuracy: 0.5 },
  delete: numbered(3),
} satisfies ExamplesOf<"agent_versions">;
