import { domain, returns, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const step = { session_id: "sess_1", trace_id: "trace_1", step_index: 5, step_type: "tool_call" };

export default domain("playground_steps", ["playground_steps"], {
  create: [
    returns("adds a step with a new id", step, {
      ...step,
      id: newId("step"),
      input: null,
      output: null,
      tool_name: null,
      latency_ms: null,
      timestamp: now,
    }),
    returns(
      "takes what is given",
      {
        ...step,
        input: [1],
        output: { o: 1 },
        tool_name: "t",
        tool_args: {},
        tool_result: 0,
        tool_error: "e",
        latency_ms: 1,
        tokens_input: 2,
        tokens_output: 3,
        timestamp: at(9),
        id: "step_new",
      },
      {
        id: "step_new",
        input: [1],
        output: { o: 1 },
        tool_name: "t",
        tool_args: {},
        tool_result: 0,
        tool_error: "e",
        latency_ms: 1,
        tokens_input: 2,
        tokens_output: 3,
        timestamp: at(9),
      },
    ),
    refuses("refuses an unknown session", { ...step, session_id: "sess_none" }, "foreign_key"),
    refuses("refuses an unknown trace", { ...step, trace_id: "trace_none" }, "foreign_key"),
    refuses("refuses a taken id", { ...step, id: "step_1" }, "conflict"),
    refuses("refuses a type that is none", { ...step, step_type: "other" }, "invalid_argument"),
  ],
  get: [
    returns("returns the row", { id: "step_1" }, { id: "step_1", step_index: 0, input: { q: 1 }, output: null }),
    returns("returns null for an unknown id", { id: "step_none" }, null),
  ],
  list: [
    returns("lists by time", { session_id: "sess_1" }, ids("step_1", "step_2")),
    returns("narrows by trace", { session_id: "sess_1", trace_id: "trace_2" }, ids("step_2")),
    returns("returns nothing for an unknown session", { session_id: "sess_none" }, []),
  ],
  delete_many: [
    returns("removes all of a session", { session_id: "sess_1" }, 2, {
      removes: { playground_steps: [{ id: "step_1" }, { id: "step_2" }] },
    }),
    returns("narrows by trace", { session_id: "sess_1", trace_id: "trace_2" }, 1, {
      leaves: { playground_steps: [{ id: "step_1" }] },
    }),
    returns("returns 0 for an unknown session", { session_id: "sess_none" }, 0),
  ],
});
