import { domain, returns, ids, newId, now, page, refuses, someText, step } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const agent = { workspace_id, agent_id: "agent_1" };
const ours = { workspace_id, id: "sess_1" };
const turn = { ...ours, trace: { integration_id: "int_play", steps: [step, step] }, steps: [] };

const file = { content: ["b"], created_at: at(8), modified_at: at(9) };

export default domain("playground_sessions", ["playground_sessions", "playground_steps", "traces"], {
  get: [
    returns(
      "returns the row",
      { ...agent, id: "sess_1" },
      {
        id: "sess_1",
        agent_version_id: "ver_2",
        messages: [{ id: "m1", content: "hi" }],
        variables: { name: "Ann" },
        files: { "a.txt": { content: "a" } },
        updated_at: at(2),
      },
    ),
    returns("returns null where the agent is another", { workspace_id, agent_id: "agent_bare", id: "sess_1" }, null),
    returns(
      "returns null for another workspace's",
      { workspace_id, agent_id: "agent_theirs", id: "sess_theirs" },
      null,
    ),
  ],
  create: [
    returns("begins with the active version and nothing said", agent, {
      id: newId("sess"),
      agent_id: "agent_1",
      agent_version_id: "ver_2",
      messages: [],
      variables: {},
      files: {},
      model_provider: "anthropic",
      model_id: "anthropic/claude-sonnet-4-5",
      created_at: now,
      updated_at: now,
    }),
    returns(
      "takes what is given",
      {
        ...agent,
        agent_version_id: "ver_1",
        variables: { a: "b" },
        model_provider: "google",
        model_id: "g",
        id: "sess_new",
      },
      { id: "sess_new", agent_version_id: "ver_1", variables: { a: "b" }, model_provider: "google", model_id: "g" },
    ),
    refuses("refuses an agent without an active version", { workspace_id, agent_id: "agent_bare" }, "guard_failed"),
    refuses("refuses another agent's version", { ...agent, agent_version_id: "ver_theirs" }, "guard_failed"),
    refuses("refuses a taken id", { ...agent, id: "sess_1" }, "conflict"),
    refuses("does not find another workspace's agent", { workspace_id, agent_id: "agent_theirs" }, "not_found"),
    refuses("refuses a provider that is none", { ...agent, model_provider: "other" }, "invalid_argument"),
  ],
  set_model: [
    returns(
      "sets the model",
      { ...ours, model_provider: "openai", model_id: "gpt" },
      { model_provider: "openai", model_id: "gpt", updated_at: now },
    ),
    returns("leaves what is not given", { ...ours, model_id: "new" }, { model_provider: "anthropic", model_id: "new" }),
    returns(
      "writes nothing where nothing is new",
      { ...ours, model_provider: "anthropic", model_id: "claude" },
      { updated_at: at(2) },
    ),
    returns("writes nothing where nothing is given", ours, { id: "sess_1", updated_at: at(2) }),
    refuses("does not find another workspace's", { workspace_id, id: "sess_theirs", model_id: "m" }, "not_found"),
    refuses("refuses a provider that is none", { ...ours, model_provider: "other" }, "invalid_argument"),
  ],
  record_turn: [
    returns(
      "adds the trace, its steps and the messages",
      {
        ...turn,
        steps: [
          { step_type: "llm_call", input: { q: 1 } },
          { step_type: "tool_call", tool_name: "calc", latency_ms: 3 },
        ],
        messages: [{ id: "m2", role: "assistant", content: "yes", timestamp: at(9) }],
      },
      { trace_id: newId("trace", 1), step_count: 2, message_count: 2 },
      {
        leaves: {
          traces: [
            {
              id: newId("trace", 1),
              trace_id: newId("trace", 1),
              source: "playground",
              step_count: 2,
              agent_version_id: "ver_2",
              assignment_status: "assigned",
              timestamp: now,
              imported_at: now,
            },
          ],
          playground_steps: [
            {
              id: newId("step", 2),
              session_id: "sess_1",
              trace_id: newId("trace", 1),
              step_index: 0,
              input: { q: 1 },
              timestamp: now,
            },
            { id: newId("step", 3), step_index: 1, tool_name: "calc", latency_ms: 3 },
          ],
          playground_sessions: [
            {
              id: "sess_1",
              updated_at: now,
              messages: [{ id: "m1" }, { id: "m2", role: "assistant", content: "yes" }],
            },
          ],
        },
      },
    ),
    returns(
      "leaves the session alone without messages",
      { ...turn, trace: { ...turn.trace, agent_version_id: null } },
      { trace_id: newId("trace"), message_count: 1 },
      {
        leaves: {
          playground_sessions: [{ id: "sess_1", updated_at: at(2) }],
          traces: [{ id: newId("trace"), agent_version_id: null, assignment_status: "unassigned" }],
        },
      },
    ),
    refuses("does not find another workspace's session", { ...turn, id: "sess_theirs" }, "not_found"),
    refuses(
      "refuses a trace id that is taken, and adds nothing",
      {
        ...turn,
        trace: { ...turn.trace, id: "trace_1" },
        messages: [{ id: "m2", role: "user", content: "x", timestamp: at(9) }],
      },
      "conflict",
      { guard: "trace" },
    ),
    refuses(
      "refuses an external id that the integration has",
      { ...turn, trace: { ...turn.trace, trace_id: "ext_4" } },
      "conflict",
      { guard: "trace_id" },
    ),
    refuses(
      "refuses another workspace's version",
      { ...turn, trace: { ...turn.trace, agent_version_id: "ver_theirs" } },
      "foreign_key",
    ),
    refuses(
      "does not find another workspace's integration",
      { ...turn, trace: { integration_id: "int_theirs", steps: [] } },
      "not_found",
    ),
    refuses("refuses a step type that is none", { ...turn, steps: [{ step_type: "other" }] }, "invalid_argument"),
  ],
  get_files: [
    returns("returns the files", { id: "sess_1" }, { files: { "a.txt": { content: "a" } }, updated_at: at(2) }),
    returns("returns null for an unknown id", { id: "sess_none" }, null),
  ],
  set_files: [
    returns(
      "sets a path and keeps the others",
      { id: "sess_1", changes: { 'b."x"/c': file } },
      { files: { "a.txt": { content: "a" }, 'b."x"/c': file }, updated_at: now },
    ),
    returns(
      "removes a path with null",
      { id: "sess_1", changes: { "a.txt": null } },
      { files: {} },
      { leaves: { playground_sessions: [{ id: "sess_1", files: "{}" }] } },
    ),
    returns(
      "takes the expected timestamp in either form",
      { id: "sess_1", changes: { b: {} }, expected_updated_at: at(2) },
      { updated_at: now },
    ),
    returns(
      "takes the expected timestamp without milliseconds and with an offset",
      { id: "sess_1", changes: { b: {} }, expected_updated_at: "2026-01-02T01:00:00+01:00" },
      { updated_at: now },
      { when: "UPDATE playground_sessions SET updated_at = '2026-01-02 00:00:00' WHERE id = 'sess_1'" },
    ),
    returns(
      "makes a later text than before",
      { id: "sess_1", changes: { b: {} } },
      { updated_at: "2030-01-01T00:00:00.001Z" },
      { when: "UPDATE playground_sessions SET updated_at = '2030-01-01T00:00:00.000Z' WHERE id = 'sess_1'" },
    ),
    refuses(
      "refuses when someone was faster",
      { id: "sess_1", changes: { b: {} }, expected_updated_at: at(1) },
      "guard_failed",
    ),
    refuses("does not find an unknown id", { id: "sess_none", changes: { b: {} } }, "not_found"),
    refuses("refuses no changes", { id: "sess_1", changes: {} }, "invalid_argument"),
  ],
  delete: [
    returns("removes the session and its steps, not the traces", { ...agent, id: "sess_1" }, true, {
      removes: { playground_sessions: [{ id: "sess_1" }], playground_steps: [{ id: "step_1" }] },
      leaves: { traces: [{ id: "trace_1" }] },
    }),
    returns("says no where the agent is another", { workspace_id, agent_id: "agent_bare", id: "sess_1" }, false),
    returns("says no for another workspace's", { workspace_id, agent_id: "agent_theirs", id: "sess_theirs" }, false),
  ],
  count: [
    returns("counts nothing of another workspace's agent", { workspace_id: "ws_1", agent_id: "agent_theirs" }, 0),
    returns("counts those of the workspace", { workspace_id }, 2),
    returns("narrows by agent", { workspace_id, agent_id: "agent_bare" }, 0),
    returns("counts none of another workspace", { workspace_id: "ws_empty" }, 0),
  ],
  list: [
    returns(
      "lists the last used first",
      { workspace_id },
      page([
        { id: "sess_1", agent_id: "agent_1", agent_name: "Sorter", message_count: 1 },
        { id: "sess_2", message_count: 0 },
      ]),
    ),
    returns("narrows by agent", { workspace_id, agent_id: "agent_bare" }, page([])),
    returns("returns a cursor where more follow", { workspace_id, limit: 1 }, page(ids("sess_1"), someText)),
    refuses("refuses a spoiled cursor", { workspace_id, cursor: "x" }, "invalid_argument"),
  ],
});
