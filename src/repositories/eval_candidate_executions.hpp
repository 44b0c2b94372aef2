#pragma once
// What eval candidates said about traces.
#include "declaration.hpp"
#include "schema/evals.hpp"

namespace iofold::eval_candidate_executions {

using schema::EvalCandidateExecution;

template <template <fixed_string, class, auto...> class arg>
struct candidate_execution_fields {
    arg<"trace_id", string> trace_id{};
    arg<"score", optional<double>> score{};
    arg<"feedback", optional<string>> feedback{};
    arg<"success", optional<bool>> success{};
    arg<"error", optional<string>> error{};
    arg<"duration_ms", optional<int64_t>> duration_ms{};
    arg<"llm_calls", optional<int64_t>> llm_calls{};
    arg<"llm_cost_usd", optional<double>> llm_cost_usd{};
    arg<"cache_hits", optional<int64_t>> cache_hits{};
};
using candidate_execution = arguments<candidate_execution_fields>;
template <template <fixed_string, class, auto...> class arg>
struct record_many_fields {
    arg<"eval_candidate_id", string> eval_candidate_id{};
    arg<"results", vector<object<candidate_execution_fields>>> results{};
};
using record_many_args = arguments<record_many_fields>;
/// Adds an execution for each result, all or none; earlier ones of the same trace stay. Returns how many were added.
/// Errors: foreign_key (no such candidate or trace).
plan<int64_t> record_many(record_many_args&&);

/// One execution, or null when unknown.
plan<optional<EvalCandidateExecution>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"eval_candidate_id", string> eval_candidate_id{};
    arg<"trace_id", optional<string>> trace_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using EvalCandidateExecutionPage = page<EvalCandidateExecution, "created_at", "id">;
/// A candidate's executions by page, newest first.
plan<EvalCandidateExecutionPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"eval_candidate_id", string> eval_candidate_id{};
    arg<"trace_id", string> trace_id{};
    arg<"score", optional<double>> score{};
    arg<"feedback", optional<string>> feedback{};
    arg<"success", optional<bool>> success{};
    arg<"error", optional<string>> error{};
    arg<"duration_ms", optional<int64_t>> duration_ms{};
    arg<"llm_calls", optional<int64_t>> llm_calls{};
    arg<"llm_cost_usd", optional<double>> llm_cost_usd{};
    arg<"cache_hits", optional<int64_t>> cache_hits{};
};
using create_args = arguments<create_fields>;
/// Stores one execution. Errors: conflict (the id is taken), foreign_key (no such candidate or trace).
plan<EvalCandidateExecution> create(create_args&&);

/// Deletes one execution; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<record_many, get, list, create, delete_>;

}  // namespace iofold::eval_candidate_executions
