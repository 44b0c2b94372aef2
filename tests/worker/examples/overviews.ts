import type { ExamplesOf } from "../support/examples.js";

const workspace_id = "ws_ours";

export default {
  agent: { workspace_id, id: "agent_live" },
  taskset: { workspace_id, id: "set_1" },
  session: { workspace_id, id: "session_unknown" },
} satisfies ExamplesOf<"overviews">;
