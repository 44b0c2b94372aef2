// Traces that are read. trace_writes.ts has those that are written.
import { domain, gives, ids, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const many = (n: number): string[] => Array.from({ length: n }, (_, i) => `t${i}`);
const all = ids("trace_task", "trace_4", "trace_3", "trace_2", "trace_1");

export default domain("traces", [], {
  list: [
    gives("lists those of the workspace, the last imported first", { workspace_id }, page(all)),
    gives(
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
    gives(
      "returns nulls where there is neither",
      { workspace_id, source: "playground", limit: 1 },
      page(
        [{ id: "trace_task", agent_version_id: null, trace_agent_id: null, feedback_id: null, rating: null }],
        someText,
      ),
    ),
    gives("narrows by feedback", { workspace_id, has_feedback: false }, page(ids("trace_task", "trace_4", "trace_3"))),
    gives(
      "narrows by import dates, both included",
      { workspace_id, date_from: at(12), date_to: at(13) },
      page(ids("trace_3", "trace_2")),
    ),
    gives(
      "returns nothing for a rating without feedback",
      { workspace_id, ratings: ["positive"], has_feedback: false },
      page([]),
    ),
    refuses("refuses an unknown rating", { workspace_id, ratings: ["good"] }, "invalid_argument"),
    refuses("refuses an empty list of ratings", { workspace_id, ratings: [] }, "invalid_argument"),
    refuses("refuses a spoiled cursor", { workspace_id, cursor: "x" }, "invalid_argument"),
  ],
  count: [
    gives("counts those of the workspace", { workspace_id }, 5),
    gives(
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
    gives("returns 0 for an empty workspace", { workspace_id: "ws_empty" }, 0),
    refuses("refuses a source that is none", { workspace_id, source: "files" }, "invalid_argument"),
  ],
  get_detail: [
    gives(
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
    gives(
      "returns nulls without feedback",
      { workspace_id, id: "trace_3" },
      { id: "trace_3", feedback_id: null, rating: null, notes: null, feedback_created_at: null },
    ),
    gives("returns null for another workspace's", { workspace_id, id: "trace_theirs" }, null),
    gives("returns null for an unknown id", { workspace_id, id: "trace_none" }, null),
  ],
  get: [
    gives(
      "returns the row",
      { workspace_id, id: "trace_2" },
      { id: "trace_2", has_errors: true, assignment_status: "assigned", system_prompt_id: "spr_1", metadata: null },
    ),
    gives("returns null for another workspace's", { workspace_id, id: "trace_theirs" }, null),
    gives("returns null for an unknown id", { workspace_id, id: "trace_none" }, null),
  ],
  get_any_workspace: [
    gives("returns the row of any workspace", { id: "trace_theirs" }, { id: "trace_theirs", workspace_id: "ws_2" }),
    gives(
      "returns a JSON cell that does not parse as its text",
      { id: "trace_1" },
      { steps: "[broken" },
      { when: "UPDATE traces SET steps = '[broken' WHERE id = 'trace_1'" },
    ),
    gives("returns null for an unknown id", { id: "trace_none" }, null),
  ],
  count_by_assignment: [
    gives("counts the unassigned by default", { workspace_id }, 2),
    gives("counts one status", { workspace_id, assignment_status: "orphaned" }, 1),
    gives("returns 0 for an empty workspace", { workspace_id: "ws_empty" }, 0),
    refuses("refuses a status that is none", { workspace_id, assignment_status: "lost" }, "invalid_argument"),
  ],
  list_unassigned: [
    gives("lists the first imported first", { workspace_id }, [
      { id: "trace_3", steps: [], workspace_id },
      { id: "trace_4" },
    ]),
    gives("stops at the limit", { workspace_id, limit: 1 }, ids("trace_3")),
    gives("returns nothing of another workspace", { workspace_id: "ws_2" }, []),
    refuses("refuses a limit above 1000", { workspace_id, limit: 1001 }, "invalid_argument"),
  ],
  list_agent_traces: [
    gives("lists traces of the agent's versions, the last imported first", { agent_id: "agent_1" }, [
      { id: "trace_2", integration_id: "int_1" },
      { id: "trace_1", trace_id: "ext_1", raw_data: { raw: true } },
    ]),
    gives("narrows by version", { agent_id: "agent_1", agent_version_id: "ver_1" }, ids("trace_2")),
    gives("returns nothing for another agent's version", { agent_id: "agent_1", agent_version_id: "ver_theirs" }, []),
    refuses("refuses a limit of 0", { agent_id: "agent_1", limit: 0 }, "invalid_argument"),
  ],
  list_labelled_traces: [
    gives("lists the agent's traces with feedback", { workspace_id, agent_id: "agent_1" }, [
      { trace_id: "trace_2", rating: "negative", rating_detail: "bad" },
      { trace_id: "trace_1", steps: [{ n: 1 }] },
    ]),
    gives("narrows by rating", { workspace_id, agent_id: "agent_1", rating: "positive" }, [{ trace_id: "trace_1" }]),
    gives(
      "can leave out feedback that names another agent",
      { workspace_id, agent_id: "agent_1", feedback_agent: "same_or_none" },
      [{ trace_id: "trace_1" }],
      {
        when: "UPDATE feedback SET agent_id = 'agent_bare' WHERE id = 'fb_2'; UPDATE feedback SET agent_id = NULL WHERE id = 'fb_1'",
      },
    ),
    gives("returns nothing for another workspace's agent", { workspace_id, agent_id: "agent_theirs" }, []),
    refuses("refuses a limit above 500", { workspace_id, agent_id: "agent_1", limit: 501 }, "invalid_argument"),
  ],
  list_for_eval_run: [
    gives("lists traces with the agent's feedback", { agent_id: "agent_1" }, ids("trace_2", "trace_1")),
    gives(
      "takes ids of any workspace, each once",
      { agent_id: "agent_none", trace_ids: ["trace_3", "trace_theirs", "trace_3", "trace_none"] },
      ids("trace_3", "trace_theirs"),
    ),
    gives("takes an empty list as none", { agent_id: "agent_1", trace_ids: [] }, ids("trace_2", "trace_1")),
    gives("returns nothing for an unknown agent", { agent_id: "agent_none" }, []),
    refuses("refuses ids that are no texts", { agent_id: "agent_1", trace_ids: [1] }, "invalid_argument"),
  ],
  list_with_agent_feedback: [
    gives(
      "returns each trace with this agent's feedback",
      { workspace_id, agent_id: "agent_1", trace_ids: ["trace_3", "trace_1", "trace_1"] },
      [
        { id: "trace_1", human_rating: "positive", human_notes: "good" },
        { id: "trace_3", human_rating: null, human_notes: null },
      ],
    ),
    gives("leaves another agent's feedback out", { agent_id: "agent_bare", trace_ids: ["trace_1"] }, [
      { id: "trace_1", human_rating: null },
    ]),
    gives(
      "leaves another workspace's traces out",
      { workspace_id, agent_id: "agent_1", trace_ids: ["trace_theirs"] },
      [],
    ),
    gives("looks in every workspace when none is named", { agent_id: "agent_theirs", trace_ids: ["trace_theirs"] }, [
      { human_rating: "positive" },
    ]),
    refuses("refuses a list of more than 100", { agent_id: "agent_1", trace_ids: many(101) }, "invalid_argument"),
  ],
  list_positive_among: [
    gives(
      "keeps the given order",
      { agent_id: "agent_1", trace_ids: ["trace_2", "trace_3", "trace_1", "trace_2"], limit: 5 },
      [
        { id: "trace_2", rating: "positive" },
        { id: "trace_1", trace_id: "ext_1" },
      ],
      { when: "UPDATE feedback SET rating = 'positive'" },
    ),
    gives(
      "leaves out what is not positive",
      { agent_id: "agent_1", trace_ids: ["trace_2", "trace_1"], limit: 5 },
      ids("trace_1"),
    ),
    gives("stops at the limit", { agent_id: "agent_1", trace_ids: ["trace_2", "trace_1"], limit: 1 }, ids("trace_2"), {
      when: "UPDATE feedback SET rating = 'positive'",
    }),
    gives("returns nothing for no candidates", { agent_id: "agent_1", trace_ids: [], limit: 5 }, []),
    refuses("refuses a limit of 0", { agent_id: "agent_1", trace_ids: ["trace_1"], limit: 0 }, "invalid_argument"),
  ],
});
