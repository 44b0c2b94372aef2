#pragma once
// Candidates for an agent's eval: generated, tested, and one of them active.
#include "declaration.hpp"
#include "schema/evals.hpp"

namespace iofold::eval_candidates {

using schema::CandidateStatus;
using schema::CandidateVariation;
using schema::ConfusionMatrix;
using schema::EvalCandidate;
using schema::TraceResults;

template <template <fixed_string, class, auto...> class arg>
struct new_candidate_fields {
    arg<"id", optional<string>> id{};
    arg<"code", string> code{};
    arg<"variation", optional<CandidateVariation>> variation{};
    arg<"parent_candidate_id", optional<string>> parent_candidate_id{};
};
using new_candidate = arguments<new_candidate_fields>;
template <template <fixed_string, class, auto...> class arg>
struct create_many_fields {
    arg<"agent_id", string> agent_id{};
    arg<"candidates", vector<object<new_candidate_fields>>, at_least<1>> candidates{};
};
using create_many_args = arguments<create_many_fields>;
/// Stores generated candidates of an agent, all or none; returns them in the order of the list. Errors: conflict (an id is
/// taken), foreign_key (no such agent or parent).
plan<vector<EvalCandidate>> create_many(create_many_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"agent_id", string> agent_id{};
    arg<"code", string> code{};
    arg<"variation", optional<CandidateVariation>> variation{};
    arg<"agreement_rate", optional<double>> agreement_rate{};
    arg<"accuracy", optional<double>> accuracy{};
    arg<"cohen_kappa", optional<double>> cohen_kappa{};
    arg<"f1_score", optional<double>> f1_score{};
    arg<"confusion_matrix", optional<json<ConfusionMatrix>>> confusion_matrix{};
    arg<"per_trace_results", optional<json<TraceResults>>> per_trace_results{};
    arg<"total_cost_usd", optional<double>> total_cost_usd{};
    arg<"avg_duration_ms", optional<double>> avg_duration_ms{};
    arg<"status", CandidateStatus, default_enum<CandidateStatus::candidate>> status{};
    arg<"parent_candidate_id", optional<string>> parent_candidate_id{};
    arg<"activated_at", optional<timestamp>, as_given> activated_at{};
};
using create_args = arguments<create_fields>;
/// Stores one candidate as it is given; no other one and not the agent is touched. Errors: conflict (the id is taken),
/// foreign_key (no such agent or parent).
plan<EvalCandidate> create(create_args&&);

/// One candidate, or null when unknown.
plan<optional<EvalCandidate>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"agent_id", string> agent_id{};
    arg<"status", optional<CandidateStatus>> status{};
    arg<"tested_only", bool, default_false> tested_only{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using EvalCandidatePage = page<EvalCandidate, "created_at", "id">;
/// An agent's candidates by page, newest first.
plan<EvalCandidatePage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_by_ids_fields {
    arg<"agent_id", string> agent_id{};
    arg<"ids", vector<string>, at_least<1>> ids{};
    arg<"tested_only", bool, default_false> tested_only{};
};
using list_by_ids_args = arguments<list_by_ids_fields>;
/// Those of the candidates named that are the agent's, by id.
plan<vector<EvalCandidate>> list_by_ids(list_by_ids_args&&);

template <template <fixed_string, class, auto...> class arg>
struct candidate_result_fields {
    arg<"candidate_id", string> candidate_id{};
    arg<"agreement_rate", double, nullable> agreement_rate{};
    arg<"accuracy", double, nullable> accuracy{};
    arg<"cohen_kappa", double, nullable> cohen_kappa{};
    arg<"f1_score", double, nullable> f1_score{};
    arg<"confusion_matrix", json<ConfusionMatrix>, nullable> confusion_matrix{};
    arg<"per_trace_results", json<TraceResults>, nullable> per_trace_results{};
    arg<"total_cost_usd", double, nullable> total_cost_usd{};
    arg<"avg_duration_ms", double, nullable> avg_duration_ms{};
};
using candidate_result = arguments<candidate_result_fields>;
template <template <fixed_string, class, auto...> class arg>
struct record_test_results_fields {
    arg<"agent_id", optional<string>> agent_id{};
    arg<"results", vector<object<candidate_result_fields>>> results{};
};
using record_test_results_args = arguments<record_test_results_fields>;
/// Overwrites the eight test figures of each candidate, all or none; returns how many were written. Errors: not_found (a
/// candidate is unknown or of another agent than the one given).
plan<int64_t> record_test_results(record_test_results_args&&);

template <template <fixed_string, class, auto...> class arg>
struct get_active_fields {
    arg<"agent_id", string> agent_id{};
    arg<"candidate_id", optional<string>> candidate_id{};
};
using get_active_args = arguments<get_active_fields>;
/// The agent's active candidate (the one activated last), or null; with a candidate given, only that one.
plan<optional<EvalCandidate>> get_active(get_active_args&&);

template <template <fixed_string, class, auto...> class arg>
struct activate_fields {
    arg<"agent_id", string> agent_id{};
    arg<"id", string> id{};
};
using activate_args = arguments<activate_fields>;
template <template <fixed_string, class, auto...> class field>
struct activated_candidate_fields {
    field<"activated_eval_id", string> activated_eval_id{};
    field<"previous_eval_id", optional<string>> previous_eval_id{};
    field<"archived_count", int64_t> archived_count{};
};
using ActivatedCandidate = fields_of<activated_candidate_fields>;
/// Makes a tested candidate the agent's one active eval; the others that were are archived. Called again: succeeds
/// and sets activated_at again. Errors: not_found (no such candidate of the agent), guard_failed (it has no accuracy).
plan<ActivatedCandidate> activate(activate_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_active_fields {
    arg<"id", optional<string>> id{};
    arg<"agent_id", string> agent_id{};
    arg<"code", string> code{};
    arg<"variation", optional<CandidateVariation>> variation{};
    arg<"agreement_rate", optional<double>> agreement_rate{};
    arg<"accuracy", optional<double>> accuracy{};
    arg<"cohen_kappa", optional<double>> cohen_kappa{};
    arg<"f1_score", optional<double>> f1_score{};
    arg<"confusion_matrix", optional<json<ConfusionMatrix>>> confusion_matrix{};
    arg<"per_trace_results", optional<json<TraceResults>>> per_trace_results{};
    arg<"total_cost_usd", optional<double>> total_cost_usd{};
    arg<"avg_duration_ms", optional<double>> avg_duration_ms{};
    arg<"parent_candidate_id", optional<string>> parent_candidate_id{};
};
using create_active_args = arguments<create_active_fields>;
template <template <fixed_string, class, auto...> class field>
struct created_active_candidate_fields {
    field<"id", string> id{};
    field<"archived_count", int64_t> archived_count{};
};
using CreatedActiveCandidate = fields_of<created_active_candidate_fields>;
/// Stores a winning candidate as the agent's one active eval; the others that were are archived. Errors: not_found (the
/// agent), conflict (the id is taken), foreign_key (no such parent).
plan<CreatedActiveCandidate> create_active(create_active_args&&);

/// Deletes a candidate with its executions and cross-validations; false when there was none. Errors: foreign_key while an
/// agent or another candidate points at it.
plan<bool> delete_(id_args&&);

using functions =
    function_list<create_many, create, get, list, list_by_ids, record_test_results, get_active, activate, create_active, delete_>;

}  // namespace iofold::eval_candidates
