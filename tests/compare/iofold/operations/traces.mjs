// Calls of traces.
import * as traces from "../moved/traces.mjs";
import { withBody, withQuery, withIds, call, differs, calls, marked } from "./calls.mjs";

export const tracesOperations = [
  {
    name: "traces.listTraces",
    ...withQuery("traces", "listTraces", traces.listTraces),
    walks: true,
    calls: [
      ...calls(
        ["ws_1", "ws_2"],
        [
          {},
          { limit: "4" },
          { limit: "0" },
          { agent_id: "agent_1" },
          { agent_id: "agent_3", limit: "1" },
          { source: "langfuse" },
          { rating: "positive" },
          { rating: "positive,negative", limit: "3" },
          { has_feedback: "true" },
          { has_feedback: "false" },
          { has_feedback: "maybe" },
          { date_from: "2026-01-03T12:00:00.000Z", date_to: "2026-01-09T12:00:00.000Z" },
        ],
      ),
      differs("checked-values", "ws_1", { source: "none_such" }),
      differs("checked-values", "ws_1", { rating: "good" }),
      call("ws_1", { cursor: "!" }),
      differs("instants", "ws_1", { date_from: "2026-01-05T00:00:00.000Z" }),
    ],
  },
  {
    name: "traces.getTraceById",
    ...withIds("traces", "getTraceById", traces.getTraceById),
    calls: calls(
      ["ws_1", "ws_2"],
      ["trace_00", "trace_01", "trace_03", "trace_06", "trace_12", "trace_18", "trace_20", "trace_x"],
    ),
  },
  {
    name: "traces.createTrace",
    ...withBody("traces", "createTrace", traces.createTrace),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { integration_id: "int_1" },
          { integration_id: "int_1", trace_id: "new", timestamp: "2026-02-01T00:00:00.000Z", has_errors: true },
          {
            integration_id: "int_1",
            steps: [
              {
                step_id: "s",
                trace_id: "t",
                timestamp: "2026-02-01T00:00:00.000Z",
                messages_added: [],
                tool_calls: [],
                input: 1,
                output: 2,
                metadata: {},
              },
            ],
          },
          { integration_id: "int_2" },
          { integration_id: "int_x" },
          {},
        ],
      ),
      differs("taken-key", "ws_1", { integration_id: "int_1", trace_id: "ext_0" }),
      differs("checked-values", "ws_1", { integration_id: "int_1", timestamp: "yesterday" }),
    ],
  },
  {
    name: "traces.deleteTrace",
    ...withIds("traces", "deleteTrace", traces.deleteTrace),
    writes: true,
    calls: marked(
      "still-referred",
      (workspace, trace) => workspace === "ws_1" && trace === "trace_00",
      calls(["ws_1", "ws_2"], ["trace_00", "trace_12", "trace_18", "trace_x"]),
    ),
  },
  {
    name: "traces.deleteTraces",
    ...withBody("traces", "deleteTraces", traces.deleteTraces),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { trace_ids: ["trace_16"] },
          { trace_ids: ["trace_16", "trace_18", "trace_x"] },
          { trace_ids: ["trace_16", "trace_16"] },
          { trace_ids: [] },
          {},
          { trace_ids: Array.from({ length: 101 }, (_, i) => `t${i}`) },
        ],
      ),
      call("ws_2", { trace_ids: ["trace_21", "trace_22"] }),
      call("ws_1", { trace_ids: ["trace_13", "trace_14"] }),
      differs("changes-count", "ws_1", { trace_ids: ["trace_01"] }),
    ],
  },
  {
    name: "traces.importTraces",
    ...withBody("traces", "importTraces", traces.importTraces),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { integration_id: "int_1" },
          { integration_id: "int_1", filters: { limit: 5, date_from: "2026-01-01" } },
          { integration_id: "int_1", filters: { limit: 2000 } },
          { integration_id: "int_2" },
          {},
        ],
      ),
      call("ws_2", { integration_id: "int_2" }),
    ],
  },
];
