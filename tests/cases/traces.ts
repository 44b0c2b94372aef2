// Traces that are read. trace_writes.ts has those that are written.
import { domain, returns, ids, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const many = (n: number): string[] => Array.from({ length: n }, (_, i) => `t${i}`);
const all = ids("trace_task", "trace_4", "trace_3", "trace_2", "trace_1");

export default domain("traces", [], {
  list: [
    returns("lists those of the workspace, the last imported first", { workspace_id }, page(all)),
    returns(
      "returns feedback and agent with a trace",
      { workspace_id, agent_id: "agent_1", ratings: ["positive"] },
      page([
        {
          id: "trace_1",
          trace_id: "ext_1",
          step_count: 1,
          has_errors: false,
          agent_version_id: "ver_2",
          trace_agent_id: "agent_1",
          feedback_id: "fb_1",
          rating: "positive",
          notes: "good",
          feedback_agent_id: "agent_1",
        },
      ]),
    ),
    returns(
      "returns nulls where there is neither",
      { workspace_id, source: "playground", limit: 1 },
      page(
        [{ id: "trace_task", agent_version_id: null, trace_agent_id: null, feedback_id: null, rating: null }],
        someText,
      ),
    ),
    returns(
      "narrows by feedback",
      { workspace_id, has_feedback: false },
      page(ids("trace_task", "trace_4", "trace_3")),
    ),
    returns(
      "narrows by import dates, both included",
      { workspace_id, date_from: at(12), date_to: at(13) },
      page(ids("trace_3", "trace_2")),
    ),
    returns(
      "returns nothing for a rating without feedback",
      { workspace_id, ratings: ["positive"], has_feedback: false },
      page([]),
    ),
    refuses("refuses an unknown rating", { workspace_id, ratings: ["good"] }, "invalid_argument"),
    refuses("refuses an empty list of ratings", { workspace_id, ratings: [] }, "invalid_argument"),
    refuses("refuses a spoiled cursor", { workspace_id, cursor: "x" }, "invalid_argument"),
  ],
  count: [
    returns("counts those of the workspace", { workspace_id }, 5),
    returns(
      "counts under every filter",
      {
        workspace_id,
        agent_id: "agent_1",
        source: "langfuse",
        ratings: ["negative", "positive"],
        has_feedback: true,
        date_from: at(11),
        date_to: at(12),
      },
      2,
    ),
    returns("returns 0 for an empty workspace", { workspace_id: "ws_empty" }, 0),
    refuses("refuses a source that is none", { workspace_id, source: "files" }, "invalid_argument"),
  ],
  get_detail: [
    returns(
      "returns a trace with its feedback",
      { workspace_id, id: "trace_1" },
      {
        id: "trace_1",
        steps: [{ n: 1 }],
        raw_data: { raw: true },
        feedback_id: "fb_1",
        rating: "positive",
        notes: "good",
        agent_id: "agent_1",
        feedback_created_at: at(1),
      },
    ),
    returns(
      "returns nulls without feedback",
      { workspace_id, id: "trace_3" },
      { id: "trace_3", feedback_id: null, rating: null, notes: null, feedback_created_at: null },
    ),
    returns("returns null for another workspace's", { workspace_id, id: "trace_theirs" }, null),
    returns("returns null for an unknown id", { workspace_id, id: "trace_none" }, null),
  ],
  get: [
    returns(
      "returns the row",
      { workspace_id, id: "trace_2" },
      { id: "trace_2", has_errors: true, assignment_status: "assigned", system_prompt_id: "spr_1", metadata: null },
    ),
    returns("returns null for another workspace's", { workspace_id, id: "trace_theirs" }, null),
    returns("returns null for an unknown id", { workspace_id, id: "trace_none" }, null),
  ],
  get_any_workspace: [
    returns("returns the row of any workspace", { id: "trace_theirs" }, { id: "trace_theirs", workspace_id: "ws_2" }),
    returns(
      "returns a JSON cell that does not parse as its text",
      { id: "trace_1" },
      { steps: "[broken" },
      { when: "UPDATE traces SET steps = '[broken' WHERE id = 'trace_1'" },
    ),
    returns("returns null for an unknown id", { id: "trace_none" }, null),
  ],
  count_by_assignment: [
    returns("counts the unassigned by default", { workspace_id }, 2),
    returns("counts one status", { workspace_id, assignment_status: "orphaned" }, 1),
    returns("returns 0 for an empty workspace", { workspace_id: "ws_empty" }, 0),
    refuses("refuses a status that is none", { workspace_id, assignment_status: "lost" }, "invalid_argument"),
  ],
  list_unassigned: [
    returns("lists the first imported first", { workspace_id }, [
      { id: "trace_3", steps: [], workspace_id },
      { id: "trace_4" },
    ]),
    returns("stops at the limit", { workspace_id, limit: 1 }, ids("trace_3")),
    returns("returns nothing of another workspace", { workspace_id: "ws_2" }, []),
    refuses("refuses a limit above 1000", { workspace_id, limit: 1001 }, "invalid_argument"),
  ],
  list_agent_traces: [
    returns("lists traces of the agent's versions, the last imported first", { agent_id: "agent_1" }, [
      { id: "trace_2", integration_id: "int_1" },
      { id: "trace_1", trace_id: "ext_1", raw_data: { raw: true } },
    ]),
    returns("narrows by version", { agent_id: "agent_1", agent_version_id: "ver_1" }, ids("trace_2")),
    returns("returns nothing for another agent's version", { agent_id: "agent_1", agent_version_id: "ver_theirs" }, []),
    refuses("refuses a limit of 0", { agent_id: "agent_1", limit: 0 }, "invalid_argument"),
  ],
  list_labelled_traces: [
    returns("lists the agent's traces with feedback", { workspace_id, agent_id: "agent_1" }, [
      { trace_id: "trace_2", rating: "negative", rating_detail: "bad" },
      { trace_id: "trace_1", steps: [{ n: 1 }] },
    ]),
    returns("narrows by rating", { workspace_id, agent_id: "agent_1", rating: "positive" }, [{ trace_id: "trace_1" }]),
    returns(
      "can leave out feedback that names another agent",
      { workspace_id, agent_id: "agent_1", feedback_agent: "same_or_none" },
      [{ trace_id: "trace_1" }],
      {
        when: "UPDATE feedback SET agent_id = 'agent_bare' WHERE id = 'fb_2'; UPDATE feedback SET agent_id = NULL WHERE id = 'fb_1'",
      },
    ),
    returns("returns nothing for another workspace's agent", { workspace_id, agent_id: "agent_theirs" }, []),
    refuses("refuses a limit above 500", { workspace_id, agent_id: "agent_1", limit: 501 }, "invalid_argument"),
  ],
  list_for_eval_run: [
    returns("lists traces with the agent's feedback", { agent_id: "agent_1" }, ids("trace_2", "trace_1")),
    returns(
      "takes ids of any workspace, each once",
      { agent_id: "agent_none", trace_ids: ["trace_3", "trace_theirs", "trace_3", "trace_none"] },
      ids("trace_3", "trace_theirs"),
    ),
    returns("takes an empty list as none", { agent_id: "agent_1", trace_ids: [] }, ids("trace_2", "trace_1")),
    returns("returns nothing for an unknown agent", { agent_id: "agent_none" }, []),
    refuses("refuses ids that are no texts", { agent_id: "agent_1", trace_ids: [1] }, "invalid_argument"),
  ],
  list_with_agent_feedback: [
    returns(
      "returns each trace with this agent's feedback",
      { workspace_id, agent_id: "agent_1", trace_ids: ["trace_3", "trace_1", "trace_1"] },
      [
        { id: "trace_1", human_rating: "positive", human_notes: "good" },
        { id: "trace_3", human_rating: null, human_notes: null },
      ],
    ),
    returns("leaves another agent's feedback out", { agent_id: "agent_bare", trace_ids: ["trace_1"] }, [
      { id: "trace_1", human_rating: null },
    ]),
    returns(
      "leaves another workspace's traces out",
      { workspace_id, agent_id: "agent_1", trace_ids: ["trace_theirs"] },
      [],
    ),
    returns("looks in every workspace when none is named", { agent_id: "agent_theirs", trace_ids: ["trace_theirs"] }, [
      { human_rating: "positive" },
    ]),
    refuses("refuses a list of more than 100", { agent_id: "agent_1", trace_ids: many(101) }, "invalid_argument"),
  ],
  list_positive_among: [
    returns(
      "keeps the given order",
      { agent_id: "agent_1", trace_ids: ["trace_2", "trace_3", "trace_1", "trace_2"], limit: 5 },
      [
        { id: "trace_2", rating: "positive" },
        { id: "trace_1", trace_id: "ext_1" },
      ],
      { when: "UPDATE feedback SET rating = 'positive'" },
    ),
    returns(
      "leaves out what is not positive",
      { agent_id: "agent_1", trace_ids: ["trace_2", "trace_1"], limit: 5 },
      ids("trace_1"),
    ),
    returns(
      "stops at the limit",
      { agent_id: "agent_1", trace_ids: ["trace_2", "trace_1"], limit: 1 },
      ids("trace_2"),
      {
        when: "UPDATE feedback SET rating = 'positive'",
      },
    ),
    returns("returns nothing for no candidates", { agent_id: "agent_1", trace_ids: [], limit: 5 }, []),
    refuses("refuses a limit of 0", { agent_id: "agent_1", trace_ids: ["trace_1"], limit: 0 }, "invalid_argument"),
  ],
});
