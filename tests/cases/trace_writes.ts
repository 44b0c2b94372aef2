// Traces that are created, imported and deleted.
import { domain, returns, newId, now, refuses, step } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const integration = { workspace_id, integration_id: "int_1" };
const many = (n: number): string[] => Array.from({ length: n }, (_, i) => `t${i}`);

export const traceWrites = domain("traces", ["traces", "feedback"], {
  create: [
    returns("adds an unassigned trace", integration, {
      id: newId("trace", 1),
      trace_id: newId("ext", 2),
      source: "langfuse",
      timestamp: now,
      steps: [],
      step_count: 0,
      has_errors: false,
      metadata: null,
      assignment_status: "unassigned",
      imported_at: now,
    }),
    returns(
      "takes what is given",
      {
        ...integration,
        trace_id: "ext_9",
        timestamp: at(9),
        steps: [1, 2],
        input_preview: "i",
        output_preview: "o",
        has_errors: true,
        metadata: { m: 1 },
        raw_data: [0],
        id: "trace_9",
      },
      {
        id: "trace_9",
        trace_id: "ext_9",
        timestamp: at(9),
        step_count: 2,
        input_preview: "i",
        has_errors: true,
        metadata: { m: 1 },
        raw_data: [0],
      },
    ),
    refuses("refuses a trace that is there", { ...integration, trace_id: "ext_1" }, "conflict", {
      error: { table: "traces", columns: ["integration_id", "trace_id"] },
    }),
    refuses("refuses a taken id", { ...integration, id: "trace_1" }, "conflict"),
    refuses(
      "does not find another workspace's integration",
      { workspace_id, integration_id: "int_theirs" },
      "not_found",
    ),
    refuses("refuses steps that are not a list", { ...integration, steps: { n: 1 } }, "invalid_argument"),
    returns(
      "takes the platform of the integration",
      { ...integration, steps: [{ a: 1 }, {}] },
      { source: "openai", step_count: 2 },
      {
        when: "UPDATE integrations SET platform = 'openai' WHERE id = 'int_1'",
      },
    ),
    refuses(
      "reports another workspace's integration before a taken id",
      { workspace_id, integration_id: "int_theirs", id: "trace_1" },
      "not_found",
      { guard: "integration" },
    ),
  ],
  import: [
    returns(
      "adds a trace, with the time of its first step",
      { ...integration, trace_id: "ext_9", source: "langfuse", steps: [step] },
      { imported: true, id: newId("trc") },
      {
        leaves: {
          traces: [
            {
              id: newId("trc"),
              timestamp: at(9),
              step_count: 1,
              metadata: {},
              assignment_status: "unassigned",
              imported_at: now,
            },
          ],
        },
      },
    ),
    returns(
      "takes the clock without steps",
      { ...integration, trace_id: "ext_9", source: "langfuse", id: "trace_9" },
      { imported: true, id: "trace_9" },
      { leaves: { traces: [{ id: "trace_9", timestamp: now, step_count: 0 }] } },
    ),
    returns(
      "leaves a trace that is there as it is",
      { ...integration, trace_id: "ext_1", source: "langfuse", steps: [1, 2, 3] },
      { imported: false, id: "trace_1" },
      { leaves: { traces: [{ id: "trace_1", step_count: 1 }] } },
    ),
    refuses(
      "refuses a taken id",
      { ...integration, trace_id: "ext_9", source: "langfuse", id: "trace_2" },
      "conflict",
      {
        guard: "id",
      },
    ),
    refuses(
      "refuses the id of another trace, also for one that is there",
      { ...integration, trace_id: "ext_1", source: "langfuse", id: "trace_2" },
      "conflict",
      { guard: "id" },
    ),
    refuses(
      "does not find another workspace's integration",
      { workspace_id, integration_id: "int_theirs", trace_id: "e", source: "langsmith" },
      "not_found",
    ),
    refuses("refuses a source that is none", { ...integration, trace_id: "e", source: "files" }, "invalid_argument"),
    returns(
      "finds a trace that is there by its own id",
      { ...integration, trace_id: "ext_1", source: "langfuse", id: "trace_1" },
      { imported: false, id: "trace_1" },
    ),
    ...(
      [
        [[{ timestamp: "2026-01-01T10:00:00+02:00" }], "2026-01-01T08:00:00.000Z"],
        [[{ timestamp: "2026-01-02 03:04:05" }, { timestamp: "2026-01-09" }], "2026-01-02T03:04:05.000Z"],
        [[{ timestamp: "2026-01-02" }], "2026-01-02T00:00:00.000Z"],
        [[{ timestamp: "now" }], now],
        [[{ timestamp: 5 }], now],
        [[{ timestamp: "2026-13-01" }], now],
        [[1], now],
        [[], now],
      ] as [unknown[], string][]
    ).map(([steps, timestamp]) =>
      returns(
        `takes the time of the first step, where it is one: ${JSON.stringify(steps)}`,
        { ...integration, trace_id: "ext_9", source: "langfuse", steps },
        { imported: true },
        { leaves: { traces: [{ trace_id: "ext_9", timestamp }] } },
      ),
    ),
  ],
  upsert_many: [
    returns(
      "adds what is new and overwrites what is there",
      {
        ...integration,
        traces: [
          { trace_id: "ext_1", source: "langfuse", steps: [step, step], has_errors: true },
          { trace_id: "ext_9", source: "langfuse", steps: [] },
        ],
      },
      { inserted_count: 1, updated_count: 1 },
      {
        leaves: {
          traces: [
            {
              id: "trace_1",
              step_count: 2,
              has_errors: true,
              raw_data: null,
              assignment_status: "assigned",
              imported_at: at(11),
            },
            { trace_id: "ext_9", metadata: null, imported_at: now },
          ],
        },
      },
    ),
    returns(
      "writes nothing for an empty list",
      { ...integration, traces: [] },
      { inserted_count: 0, updated_count: 0 },
    ),
    refuses(
      "refuses a trace that stands twice",
      {
        ...integration,
        traces: [
          { trace_id: "e", source: "langfuse", steps: [] },
          { trace_id: "e", source: "langfuse", steps: [] },
        ],
      },
      "invalid_argument",
    ),
    refuses(
      "refuses a taken id, and adds no other",
      {
        ...integration,
        traces: [
          { trace_id: "e", source: "langfuse", steps: [] },
          { trace_id: "f", source: "langfuse", steps: [], id: "trace_2" },
        ],
      },
      "conflict",
    ),
    refuses(
      "does not find another workspace's integration",
      { workspace_id, integration_id: "int_theirs", traces: [{ trace_id: "e", source: "langfuse", steps: [] }] },
      "not_found",
    ),
    refuses(
      "refuses a field that is none",
      { ...integration, traces: [{ trace_id: "e", source: "langfuse", steps: [], extra: 1 }] },
      "invalid_argument",
    ),
    returns(
      "takes ids, sources and times; what hangs on a trace stays",
      {
        ...integration,
        traces: [
          { trace_id: "ext_1", source: "openai", steps: [1, 2, 3], id: "trace_1" },
          { trace_id: "ext_8", source: "langsmith", steps: [], id: "trace_8" },
          { trace_id: "ext_9", source: "langfuse", steps: [{}], timestamp: "2020-01-01 00:00:00" },
        ],
      },
      { inserted_count: 2, updated_count: 1 },
      {
        leaves: {
          traces: [
            { id: "trace_1", source: "openai", timestamp: now, step_count: 3, agent_version_id: "ver_2" },
            { id: "trace_8", source: "langsmith", timestamp: now, step_count: 0, assignment_status: "unassigned" },
            { id: newId("trc"), trace_id: "ext_9", timestamp: "2020-01-01T00:00:00.000Z", step_count: 1 },
          ],
          feedback: [{ id: "fb_1", trace_id: "trace_1" }],
        },
      },
    ),
    returns(
      "does not look for the integration for an empty list",
      { workspace_id, integration_id: "int_theirs", traces: [] },
      { inserted_count: 0, updated_count: 0 },
    ),
    refuses(
      "refuses the id of another trace, also for one that is there",
      {
        ...integration,
        traces: [
          { trace_id: "e", source: "langfuse", steps: [] },
          { trace_id: "ext_1", source: "langfuse", steps: [], id: "trace_2" },
        ],
      },
      "conflict",
      { guard: "id" },
    ),
    refuses(
      "refuses the id of another workspace's trace",
      { ...integration, traces: [{ trace_id: "e", source: "langfuse", steps: [], id: "trace_theirs" }] },
      "conflict",
      { guard: "id" },
    ),
  ],
  mark_orphaned: [
    returns(
      "marks those that are unassigned",
      { workspace_id, trace_ids: ["trace_3", "trace_1", "trace_theirs", "trace_3", "trace_none"] },
      1,
      {
        leaves: {
          traces: [
            { id: "trace_3", assignment_status: "orphaned" },
            { id: "trace_1", assignment_status: "assigned" },
          ],
        },
      },
    ),
    returns("leaves another workspace's alone", { workspace_id: "ws_2", trace_ids: ["trace_3"] }, 0),
    returns("changes nothing for an empty list", { workspace_id, trace_ids: [] }, 0),
    refuses("refuses more than 1000", { workspace_id, trace_ids: many(1001) }, "invalid_argument"),
  ],
  delete: [
    returns("removes the trace and its feedback", { workspace_id, id: "trace_1" }, true, {
      removes: { traces: [{ id: "trace_1" }], feedback: [{ id: "fb_1" }] },
    }),
    returns("says no for another workspace's", { workspace_id, id: "trace_theirs" }, false, {
      leaves: { traces: [{ id: "trace_theirs" }] },
    }),
    returns("says no for an unknown id", { workspace_id, id: "trace_none" }, false),
    refuses("is blocked while a task was made from it", { workspace_id, id: "trace_task" }, "foreign_key"),
  ],
  delete_many: [
    returns(
      "removes those of the workspace and counts them",
      { workspace_id, trace_ids: ["trace_3", "trace_1", "trace_theirs", "trace_3", "trace_none"] },
      2,
      { removes: { traces: [{ id: "trace_1" }, { id: "trace_3" }] }, leaves: { traces: [{ id: "trace_theirs" }] } },
    ),
    returns("returns 0 for an empty list", { workspace_id, trace_ids: [] }, 0),
    refuses(
      "is blocked by one that a task was made from",
      { workspace_id, trace_ids: ["trace_3", "trace_task"] },
      "foreign_key",
    ),
    refuses("refuses more than 100", { workspace_id, trace_ids: many(101) }, "invalid_argument"),
  ],
});
