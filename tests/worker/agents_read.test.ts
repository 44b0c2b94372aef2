import { describe, expect, it } from "vitest";
import { reads, refuses } from "./support/cases.js";
import { openHere } from "./support/squall.js";
import { before } from "./support/world.js";
import {
  workspace_id,
  live,
  theirs,
  unknown,
  liveRow,
  activeVersion,
  noVersion,
  noCounts,
} from "./support/agent_rows.js";
describe("agents are read", () => {
  reads([
    ["one exists in its workspace", "agents.exists", live, true],
    ["one exists in any", "agents.exists", { id: "agent_theirs" }, true],
    ["another workspace's does not", "agents.exists", theirs, false],
    ["an archived one does", "agents.exists", { workspace_id, id: "agent_old" }, true],
    ["one is given whole", "agents.get", live, liveRow],
    ["an unknown one is null", "agents.get", unknown, null],
    ["another workspace's is null", "agents.get", theirs, null],
    ["one comes with its active version", "agents.get_with_active_version", live, { ...liveRow, ...activeVersion }],
    [
      "without a version its fields are null",
      "agents.get_with_active_version",
      { workspace_id, id: "agent_bare" },
      {
        ...liveRow,
        id: "agent_bare",
        name: "Bare",
        description: "no version",
        active_version_id: null,
        created_at: "2026-01-01T00:00:01.000Z",
        ...noVersion,
      },
    ],
    ["another workspace's has no version either", "agents.get_with_active_version", theirs, null],
    [
      "the active prompt",
      "agents.get_active_prompt",
      live,
      {
        version_id: "ver_2",
        version: 2,
        prompt_template: "prompt 2 for {{name}}",
        variables: ["name"],
        updated_at: before,
      },
    ],
    ["no active prompt without a version", "agents.get_active_prompt", { workspace_id, id: "agent_bare" }, null],
    ["no active prompt of another workspace", "agents.get_active_prompt", theirs, null],
    ["how many have a status", "agents.count_by_status", { workspace_id, status: "confirmed" }, 2],
    ["how many are discovered, which is meant when none is named", "agents.count_by_status", { workspace_id }, 1],
    [
      "the counts of one",
      "agents.get_metrics",
      live,
      { ...noCounts, trace_count: 1, feedback_count: 1, positive_feedback_count: 1, eval_count: 1 },
    ],
    [
      "all zero for another workspace's",
      "agents.get_metrics",
      { workspace_id: "ws_theirs", id: "agent_live" },
      noCounts,
    ],
    ["all zero for none", "agents.get_metrics", { id: "agent_nowhere" }, noCounts],
  ]);
  it("the list has those that are not archived, newest first, each with four counts", async () => {
    const list = await openHere().agents.list({ workspace_id });
    expect(
      list.map((a) => [a.id, a.version_number, a.trace_count, a.eval_count, a.feedback_count, a.task_count]),
    ).toEqual([
      ["agent_live", 2, 1, 1, 1, 12],
      ["agent_found", null, 0, 0, 0, 0],
      ["agent_bare", null, 0, 0, 0, 0],
    ]);
    const { active_eval_id: _, ...listed } = liveRow;
    expect(list[0]).toStrictEqual({
      ...listed,
      ...activeVersion,
      trace_count: 1,
      eval_count: 1,
      feedback_count: 1,
      task_count: 12,
    });
    expect((await openHere().agents.list({ workspace_id, limit: 1 })).map((a) => a.id)).toEqual(["agent_live"]);
  });
  refuses([
    [
      "a status that is none",
      "agents.count_by_status",
      { workspace_id, status: "retired" },
      "invalid_argument",
      { message: "invalid_argument: status must be one of discovered, confirmed, archived" },
    ],
    ["a list of none", "agents.list", { workspace_id, limit: 0 }, "invalid_argument"],
  ]);
});
