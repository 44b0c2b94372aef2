import { describe } from "vitest";
import { gives, refuses } from "./support/cases.js";
import { workspace_id, made } from "./support/job_rows.js";

describe("jobs.create", () => {
  const all = {
    priority: -2,
    max_retries: 0,
    agent_id: "agent_live",
    agent_version_id: "ver_1",
    trigger_event: "e",
    trigger_threshold: "t",
  };
  gives([
    ["fills in what is left out", "jobs.create", { workspace_id, type: "import" }, made],
    [
      "stores what is given",
      "jobs.create",
      { workspace_id, type: "execute", status: "running", metadata: { a: [1, null, { b: "ü" }] }, ...all },
      { ...made, type: "execute", status: "running", metadata: { a: [1, null, { b: "ü" }] }, ...all },
    ],
  ]);
  refuses([
    ["a type that is no job's", "jobs.create", { workspace_id, type: "rollout_task" }, "invalid_argument"],
    [
      "a status that a new job cannot have",
      "jobs.create",
      { workspace_id, type: "import", status: "completed" },
      "invalid_argument",
      { message: "invalid_argument: status must be one of queued, running" },
    ],
    ["an unknown workspace", "jobs.create", { workspace_id: "ws_nowhere", type: "import" }, "foreign_key"],
    [
      "another workspace's agent",
      "jobs.create",
      { workspace_id, type: "import", agent_id: "agent_theirs" },
      "foreign_key",
      { guard: "agent_id" },
    ],
    [
      "another workspace's version",
      "jobs.create",
      { workspace_id, type: "import", agent_version_id: "ver_theirs" },
      "foreign_key",
      { guard: "agent_version_id" },
    ],
    [
      "a taken id",
      "jobs.create",
      { workspace_id, type: "import", id: "job_theirs" },
      "conflict",
      { table: "jobs", columns: ["id"] },
    ],
    [
      "a taken id comes before a missing agent",
      "jobs.create",
      { workspace_id, type: "import", id: "job_theirs", agent_id: "agent_nowhere" },
      "conflict",
    ],
  ]);
});

describe("jobs.create_many", () => {
  const one = { workspace_id, type: "import" };
  gives([
    [
      "gives the rows in the order of the list",
      "jobs.create_many",
      { jobs: [{ ...one, id: "z" }, one, { ...one, id: "a", metadata: {}, priority: 1, max_retries: 9 }] },
      [{ ...made, id: "z" }, made, { ...made, id: "a", metadata: {}, priority: 1, max_retries: 9 }],
    ],
  ]);
  refuses([
    ["none", "jobs.create_many", { jobs: [] }, "invalid_argument"],
    [
      "an unknown field of an item",
      "jobs.create_many",
      { jobs: [one, { ...one, status: "running" }] },
      "invalid_argument",
      { message: "invalid_argument: jobs.status is not a known field" },
    ],
    ["an item that is none", "jobs.create_many", { jobs: [one, null] }, "invalid_argument"],
    ["a hole in the list", "jobs.create_many", { jobs: [one, , one] }, "invalid_argument"],
    ["an item without a workspace", "jobs.create_many", { jobs: [{ type: "import" }] }, "invalid_argument"],
    [
      "an id twice",
      "jobs.create_many",
      {
        jobs: [
          { ...one, id: "x" },
          { ...one, id: "x" },
        ],
      },
      "conflict",
      { table: "jobs", columns: ["id"] },
    ],
    ["one taken id undoes all", "jobs.create_many", { jobs: [one, { ...one, id: "job_queued" }, one] }, "conflict"],
    [
      "one unknown workspace undoes all",
      "jobs.create_many",
      { jobs: [one, { ...one, workspace_id: "ws_nowhere" }] },
      "foreign_key",
    ],
  ]);
});
