import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";

export default domain("feedback", ["feedback"], {
  upsert: [
    returns(
      "adds the feedback of a trace",
      { workspace_id, trace_id: "trace_3", rating: "neutral", rating_detail: "" },
      {
        feedback: {
          id: newId("fb"),
          trace_id: "trace_3",
          agent_id: null,
          rating: "neutral",
          rating_detail: null,
          created_at: now,
        },
        created: true,
      },
    ),
    returns(
      "overwrites the one that is there",
      { workspace_id, trace_id: "trace_1", rating: "negative", rating_detail: "no" },
      {
        feedback: { id: "fb_1", agent_id: null, rating: "negative", rating_detail: "no", created_at: at(1) },
        created: false,
      },
      { leaves: { feedback: [{ id: "fb_1", agent_id: null, rating: "negative" }] } },
    ),
    returns(
      "takes agent and id",
      { workspace_id, trace_id: "trace_3", rating: "positive", agent_id: "agent_1", id: "fb_new" },
      { feedback: { id: "fb_new", agent_id: "agent_1" }, created: true },
    ),
    refuses(
      "does not find another workspace's trace",
      { workspace_id, trace_id: "trace_theirs", rating: "positive" },
      "not_found",
    ),
    refuses(
      "does not find another workspace's agent",
      { workspace_id, trace_id: "trace_3", rating: "positive", agent_id: "agent_theirs" },
      "not_found",
    ),
    refuses("refuses a rating that is none", { workspace_id, trace_id: "trace_3", rating: "good" }, "invalid_argument"),
    ...["fb_1", "fb_2", "fb_new"].map((id) =>
      returns(
        `counts the id ${id} only for a new row`,
        { workspace_id, trace_id: "trace_1", rating: "neutral", id },
        { feedback: { id: "fb_1", rating: "neutral" }, created: false },
      ),
    ),
    refuses("refuses a taken id", { workspace_id, trace_id: "trace_3", rating: "neutral", id: "fb_2" }, "conflict", {
      error: { table: "feedback", columns: ["id"] },
    }),
    refuses(
      "does not find an unknown trace",
      { workspace_id, trace_id: "trace_none", rating: "neutral" },
      "not_found",
      {
        guard: "trace",
      },
    ),
  ],
  get: [
    returns(
      "returns the row",
      { workspace_id, id: "fb_1" },
      { id: "fb_1", trace_id: "trace_1", rating: "positive", rating_detail: "good" },
    ),
    returns("returns null for another workspace's", { workspace_id, id: "fb_theirs" }, null),
    returns("returns null for an unknown id", { workspace_id, id: "fb_none" }, null),
  ],
  list: [
    returns("lists those of the workspace by id", { workspace_id }, page(ids("fb_1", "fb_2"))),
    returns(
      "narrows by every filter",
      { workspace_id, trace_id: "trace_2", agent_id: "agent_1", rating: "negative" },
      page(ids("fb_2")),
    ),
    returns("can leave out those without an agent", { workspace_id, with_agent_only: true }, page(ids("fb_2")), {
      when: "UPDATE feedback SET agent_id = NULL WHERE id = 'fb_1'",
    }),
    returns("returns a cursor where more follow", { workspace_id, limit: 1 }, page(ids("fb_1"), someText)),
    refuses("refuses a spoiled cursor", { workspace_id, cursor: "x" }, "invalid_argument"),
    refuses("refuses a limit above 200", { workspace_id, limit: 201 }, "invalid_argument"),
  ],
  update: [
    returns(
      "writes the given fields",
      { workspace_id, id: "fb_1", patch: { rating: "neutral" } },
      { id: "fb_1", rating: "neutral", rating_detail: "good", created_at: at(1) },
    ),
    returns(
      "clears the note with an empty text",
      { workspace_id, id: "fb_1", patch: { rating_detail: "" } },
      { rating: "positive", rating_detail: null },
    ),
    returns(
      "returns the row for an empty patch",
      { workspace_id, id: "fb_1", patch: {} },
      { id: "fb_1", rating: "positive" },
    ),
    refuses(
      "does not find another workspace's",
      { workspace_id, id: "fb_theirs", patch: { rating: "neutral" } },
      "not_found",
    ),
    refuses("does not find an unknown id", { workspace_id, id: "fb_none", patch: {} }, "not_found"),
    refuses(
      "refuses a rating that is none",
      { workspace_id, id: "fb_1", patch: { rating: "good" } },
      "invalid_argument",
    ),
    returns(
      "clears the note with null",
      { workspace_id, id: "fb_1", patch: { rating_detail: null } },
      { rating: "positive", rating_detail: null },
    ),
  ],
  delete: [
    returns("removes the row", { workspace_id, id: "fb_1" }, true, { removes: { feedback: [{ id: "fb_1" }] } }),
    returns("says no for another workspace's", { workspace_id, id: "fb_theirs" }, false, {
      leaves: { feedback: [{ id: "fb_theirs" }] },
    }),
    returns("says no for an unknown id", { workspace_id, id: "fb_none" }, false),
  ],
  count_by_rating: [
    returns("counts both ratings", { agent_id: "agent_1" }, { positive_count: 1, negative_count: 1 }),
    returns("returns zeros where there is none", { agent_id: "agent_bare" }, { positive_count: 0, negative_count: 0 }),
    refuses("needs the agent", {}, "invalid_argument"),
  ],
  count_labelled_traces: [
    returns("counts the traces with feedback", { agent_id: "agent_1" }, 2),
    returns("returns 0 for an unknown agent", { agent_id: "agent_none" }, 0),
  ],
  list_training_feedback: [
    returns("lists positive and negative with their traces, the oldest first", { agent_id: "agent_1" }, [
      {
        trace_id: "trace_1",
        rating: "positive",
        id: "trace_1",
        external_trace_id: "ext_1",
        steps: [{ n: 1 }],
        raw_data: { raw: true },
      },
      { trace_id: "trace_2", rating: "negative", raw_data: null },
    ]),
    returns("leaves neutral out", { agent_id: "agent_1" }, [{ trace_id: "trace_2" }], {
      when: "UPDATE feedback SET rating = 'neutral' WHERE id = 'fb_1'",
    }),
    returns("returns nothing for an unknown agent", { agent_id: "agent_none" }, []),
  ],
  list_noted_feedback: [
    returns("lists notes on the agent's traces, the newest first", { agent_id: "agent_1", limit: 5 }, [
      { trace_id: "ext_2", rating: "negative", rating_detail: "bad" },
      { trace_id: "ext_1", rating_detail: "good" },
    ]),
    returns("leaves out what has no note", { agent_id: "agent_1", limit: 5 }, [{ trace_id: "ext_2" }], {
      when: "UPDATE feedback SET rating_detail = '' WHERE id = 'fb_1'",
    }),
    returns("stops at the limit", { agent_id: "agent_1", limit: 1 }, [{ trace_id: "ext_2" }]),
    refuses("refuses a limit of 0", { agent_id: "agent_1", limit: 0 }, "invalid_argument"),
  ],
  list_matrix_rows: [
    returns(
      "lists traces with what people say of them",
      { workspace_id, agent_id: "agent_1" },
      page([
        {
          trace_id: "trace_1",
          external_trace_id: "ext_1",
          integration_id: "int_1",
          human_rating: "positive",
          human_notes: "good",
          source: "langfuse",
          steps: [{ n: 1 }],
        },
        { trace_id: "trace_2" },
      ]),
    ),
    returns(
      "narrows by rating and import dates, both included",
      { agent_id: "agent_1", rating: "negative", date_from: at(12), date_to: at(12) },
      page([{ trace_id: "trace_2" }]),
    ),
    returns("returns nothing outside of the dates", { agent_id: "agent_1", date_from: at(13) }, page([])),
    returns("returns nothing for another workspace's agent", { workspace_id, agent_id: "agent_theirs" }, page([])),
    returns(
      "returns a cursor where more follow",
      { agent_id: "agent_1", limit: 1 },
      page([{ trace_id: "trace_1" }], someText),
    ),
    refuses("refuses a spoiled cursor", { agent_id: "agent_1", cursor: "x" }, "invalid_argument"),
    refuses("refuses a date that is none", { agent_id: "agent_1", date_from: "soon" }, "invalid_argument"),
  ],
  list_contradictions: [
    returns("lists executions that contradict people", { agent_id: "agent_1", limit: 5 }, [
      {
        trace_id: "trace_1",
        human_rating: "positive",
        predicted_result: false,
        predicted_reason: "no",
        steps: [{ n: 1 }],
        raw_data: { raw: true },
      },
    ]),
    returns(
      "counts negative against true",
      { agent_id: "agent_1", limit: 5 },
      [{ trace_id: "trace_2", predicted_result: true }, { trace_id: "trace_1" }],
      { when: "UPDATE eval_executions SET predicted_result = 1 WHERE id = 'exec_2'" },
    ),
    returns("returns nothing for an unknown agent", { agent_id: "agent_none", limit: 5 }, []),
    refuses("refuses a limit of 0", { agent_id: "agent_1", limit: 0 }, "invalid_argument"),
  ],
});
