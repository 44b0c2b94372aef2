import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

const metrics = {
  agreement_rate: 0.1,
  accuracy: 0.2,
  cohen_kappa: 0.3,
  f1_score: 0.4,
  confusion_matrix: { true_positive: 2, true_negative: 1, false_positive: 0, false_negative: 0 },
  per_trace_results: [{ trace_id: "trace_1", eval_score: 1, human_score: 1, feedback: "f" }],
  total_cost_usd: 0.5,
  avg_duration_ms: 6,
};
const none = {
  agreement_rate: null,
  accuracy: null,
  cohen_kappa: null,
  f1_score: null,
  confusion_matrix: null,
  per_trace_results: null,
  total_cost_usd: null,
  avg_duration_ms: null,
};

export default domain("eval_candidates", ["eval_candidates", "agents"], {
  create_many: [
    returns(
      "adds them in the order given",
      {
        agent_id: "agent_1",
        candidates: [
          { id: "cand_z", code: "z", variation: "safety", parent_candidate_id: "cand_1" },
          { code: "a", variation: null },
        ],
      },
      [
        {
          id: "cand_z",
          variation: "safety",
          parent_candidate_id: "cand_1",
          status: "candidate",
          accuracy: null,
          created_at: now,
        },
        { id: newId("candidate"), code: "a", variation: null, created_at: now },
      ],
    ),
    refuses(
      "refuses a taken id, and adds no other",
      {
        agent_id: "agent_1",
        candidates: [
          { code: "a", variation: null },
          { id: "cand_1", code: "b", variation: null },
        ],
      },
      "conflict",
    ),
    refuses(
      "refuses an unknown parent",
      { agent_id: "agent_1", candidates: [{ code: "a", variation: null, parent_candidate_id: "cand_none" }] },
      "foreign_key",
    ),
    refuses(
      "refuses an unknown agent",
      { agent_id: "agent_none", candidates: [{ code: "a", variation: null }] },
      "foreign_key",
    ),
    refuses(
      "refuses a variation that is none",
      { agent_id: "agent_1", candidates: [{ code: "a", variation: "speed" }] },
      "invalid_argument",
    ),
    refuses("refuses an empty list", { agent_id: "agent_1", candidates: [] }, "invalid_argument"),
  ],
  create: [
    returns(
      "adds a candidate without figures",
      { agent_id: "agent_1", code: "c" },
      {
        ...none,
        id: newId("candidate"),
        agent_id: "agent_1",
        code: "c",
        variation: null,
        status: "candidate",
        parent_candidate_id: null,
        created_at: now,
        activated_at: null,
      },
    ),
    returns(
      "takes what is given, and archives no other",
      {
        agent_id: "agent_1",
        code: "c",
        id: "cand_new",
        variation: "ensemble",
        ...metrics,
        status: "active",
        parent_candidate_id: "cand_1",
        activated_at: at(9),
      },
      {
        id: "cand_new",
        variation: "ensemble",
        ...metrics,
        status: "active",
        parent_candidate_id: "cand_1",
        activated_at: at(9),
      },
      {
        leaves: {
          eval_candidates: [{ id: "cand_active", status: "active" }],
          agents: [{ id: "agent_1", active_eval_id: "cand_active" }],
        },
      },
    ),
    refuses("refuses a taken id", { agent_id: "agent_1", code: "c", id: "cand_1" }, "conflict"),
    refuses("refuses an unknown agent", { agent_id: "agent_none", code: "c" }, "foreign_key"),
    refuses("refuses a status that is none", { agent_id: "agent_1", code: "c", status: "new" }, "invalid_argument"),
  ],
  get: [
    returns(
      "returns the row",
      { id: "cand_2" },
      { id: "cand_2", accuracy: 0.8, confusion_matrix: { tp: 1 }, parent_candidate_id: "cand_1" },
    ),
    returns("returns null for an unknown id", { id: "cand_none" }, null),
  ],
  list: [
    returns("lists the newest first", { agent_id: "agent_1" }, page(ids("cand_active", "cand_2", "cand_1"))),
    returns("narrows by status", { agent_id: "agent_1", status: "testing" }, page(ids("cand_2"))),
    returns(
      "can keep those that were tested",
      { agent_id: "agent_1", tested_only: true },
      page(ids("cand_active", "cand_2")),
    ),
    returns(
      "returns a cursor where more follow",
      { agent_id: "agent_1", limit: 1 },
      page(ids("cand_active"), someText),
    ),
    refuses("refuses a spoiled cursor", { agent_id: "agent_1", cursor: "x" }, "invalid_argument"),
  ],
  list_by_ids: [
    returns(
      "returns the agent's own, each once, by id",
      { agent_id: "agent_1", ids: ["cand_2", "cand_1", "cand_2", "cand_theirs", "cand_none"] },
      ids("cand_1", "cand_2"),
    ),
    returns(
      "can keep those that were tested",
      { agent_id: "agent_1", ids: ["cand_2", "cand_1"], tested_only: true },
      ids("cand_2"),
    ),
    returns("returns nothing for an unknown agent", { agent_id: "agent_none", ids: ["cand_1"] }, []),
    refuses("refuses ids that are no texts", { agent_id: "agent_1", ids: [null] }, "invalid_argument"),
  ],
  record_test_results: [
    returns(
      "overwrites the figures and nothing else",
      {
        agent_id: "agent_1",
        results: [
          { candidate_id: "cand_1", ...metrics },
          { candidate_id: "cand_2", ...none },
        ],
      },
      2,
      {
        leaves: {
          eval_candidates: [
            { id: "cand_1", ...metrics, status: "candidate", created_at: at(1) },
            { id: "cand_2", ...none, status: "testing" },
          ],
        },
      },
    ),
    returns("takes candidates of any agent without one", { results: [{ candidate_id: "cand_theirs", ...metrics }] }, 1),
    returns("writes nothing for an empty list", { results: [] }, 0),
    refuses(
      "does not find another agent's candidate, and writes no other",
      {
        agent_id: "agent_1",
        results: [
          { candidate_id: "cand_1", ...metrics },
          { candidate_id: "cand_theirs", ...metrics },
        ],
      },
      "not_found",
    ),
    refuses(
      "does not find an unknown candidate",
      { results: [{ candidate_id: "cand_none", ...metrics }] },
      "not_found",
    ),
    refuses(
      "refuses a candidate that stands twice",
      {
        results: [
          { candidate_id: "cand_1", ...metrics },
          { candidate_id: "cand_1", ...metrics },
        ],
      },
      "invalid_argument",
    ),
  ],
  get_active: [
    returns("returns the active one", { agent_id: "agent_1" }, { id: "cand_active" }),
    returns(
      "returns the last activated of several",
      { agent_id: "agent_1" },
      { id: "cand_2" },
      {
        when: "UPDATE eval_candidates SET status = 'active', activated_at = '2026-01-02T00:00:00.000Z' WHERE id = 'cand_2'; UPDATE eval_candidates SET status = 'active' WHERE id = 'cand_1'",
      },
    ),
    returns("returns null where the pointer is to another", { agent_id: "agent_1", candidate_id: "cand_1" }, null),
    returns("returns null for an agent without one", { agent_id: "agent_bare" }, null),
  ],
  activate: [
    returns(
      "makes it the only active one",
      { agent_id: "agent_1", id: "cand_2" },
      { activated_eval_id: "cand_2", previous_eval_id: "cand_active", archived_count: 1 },
      {
        leaves: {
          eval_candidates: [
            { id: "cand_2", status: "active", activated_at: now },
            { id: "cand_active", status: "archived" },
          ],
          agents: [{ id: "agent_1", active_eval_id: "cand_2", updated_at: at(4) }],
        },
      },
    ),
    returns(
      "may be repeated",
      { agent_id: "agent_1", id: "cand_active" },
      { activated_eval_id: "cand_active", previous_eval_id: "cand_active", archived_count: 0 },
    ),
    refuses("refuses one that was not tested", { agent_id: "agent_1", id: "cand_1" }, "guard_failed", {
      guard: "tested",
    }),
    refuses("does not find another agent's", { agent_id: "agent_1", id: "cand_theirs" }, "not_found"),
    refuses("does not find an unknown id", { agent_id: "agent_1", id: "cand_none" }, "not_found"),
  ],
  create_active: [
    returns(
      "adds the only active one",
      { agent_id: "agent_1", code: "c", parent_candidate_id: "cand_1" },
      { id: newId("eval"), archived_count: 1 },
      {
        leaves: {
          eval_candidates: [
            {
              id: newId("eval"),
              status: "active",
              created_at: now,
              activated_at: now,
              parent_candidate_id: "cand_1",
              accuracy: null,
            },
            { id: "cand_active", status: "archived" },
            { id: "cand_1", status: "candidate" },
          ],
          agents: [{ id: "agent_1", active_eval_id: newId("eval") }],
        },
      },
    ),
    returns(
      "takes what is given",
      { agent_id: "agent_bare", code: "c", id: "cand_new", variation: "safety", ...metrics },
      { id: "cand_new", archived_count: 0 },
      { leaves: { eval_candidates: [{ id: "cand_new", variation: "safety", ...metrics }] } },
    ),
    refuses("does not find an unknown agent", { agent_id: "agent_none", code: "c" }, "not_found"),
    refuses("refuses a taken id", { agent_id: "agent_1", code: "c", id: "cand_1" }, "conflict"),
    refuses(
      "refuses an unknown parent",
      { agent_id: "agent_1", code: "c", parent_candidate_id: "cand_none" },
      "foreign_key",
    ),
  ],
  delete: [
    returns("removes the row", { id: "cand_2" }, true, { removes: { eval_candidates: [{ id: "cand_2" }] } }),
    returns("says no for an unknown id", { id: "cand_none" }, false),
    refuses("is blocked while an agent points at it", { id: "cand_active" }, "foreign_key"),
    refuses("is blocked while it has children", { id: "cand_1" }, "foreign_key"),
  ],
});
