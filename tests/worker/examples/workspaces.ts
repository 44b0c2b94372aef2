import type { ExamplesOf } from "../support/examples.js";

export default {
  exists: { id: "ws_ours" },
  get: { id: "ws_ours" },
  list: { user_id: "user_ann" },
  create: { user_id: "user_ann", name: "New", id: "ws_new" },
  delete: { id: "ws_theirs" },
} satisfies ExamplesOf<"workspaces">;
