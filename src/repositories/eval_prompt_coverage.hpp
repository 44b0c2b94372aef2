#pragma once
// How evals do on each system prompt.
#include "declaration.hpp"
#include "schema/evals.hpp"

namespace iofold::eval_prompt_coverage {

using schema::EvalPromptCoverage;

template <template <fixed_string, class, auto...> class arg>
struct record_execution_fields {
    arg<"eval_id", string> eval_id{};
    arg<"system_prompt_id", string> system_prompt_id{};
    arg<"passed", bool> passed{};
    arg<"had_error", bool> had_error{};
};
using record_execution_args = arguments<record_execution_fields>;
/// Counts one execution of an eval on a prompt. Errors: foreign_key (no such eval or prompt).
plan<EvalPromptCoverage> record_execution(record_execution_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"eval_id", string> eval_id{};
};
using list_args = arguments<list_fields>;
template <template <fixed_string, class, auto...> class field>
struct covered_prompt_fields {
    field<"id", string> id{};
    field<"eval_id", string> eval_id{};
    field<"system_prompt_id", string> system_prompt_id{};
    field<"execution_count", optional<int64_t>, filled> execution_count{};
    field<"pass_count", optional<int64_t>, filled> pass_count{};
    field<"fail_count", optional<int64_t>, filled> fail_count{};
    field<"error_count", optional<int64_t>, filled> error_count{};
    field<"accuracy", optional<double>> accuracy{};
    field<"first_execution_at", optional<timestamp>> first_execution_at{};
    field<"last_execution_at", optional<timestamp>> last_execution_at{};
    field<"created_at", timestamp> created_at{};
    field<"updated_at", timestamp> updated_at{};
    field<"agent_name", string> agent_name{};
    field<"content", string> content{};
    field<"prompt_trace_count", optional<int64_t>, filled> prompt_trace_count{};
};
using CoveredPrompt = fields_of<covered_prompt_fields>;
/// The prompts that an eval was executed on, the one executed most first.
plan<vector<CoveredPrompt>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_prompt_accuracy_fields {
    arg<"eval_id", string> eval_id{};
    arg<"min_executions", int64_t, default_integer<10>> min_executions{};
};
using list_prompt_accuracy_args = arguments<list_prompt_accuracy_fields>;
template <template <fixed_string, class, auto...> class field>
struct prompt_accuracy_fields {
    field<"system_prompt_id", string> system_prompt_id{};
    field<"execution_count", int64_t> execution_count{};
    field<"accuracy", optional<double>> accuracy{};
    field<"agent_name", string> agent_name{};
};
using PromptAccuracy = fields_of<prompt_accuracy_fields>;
/// An eval's accuracy on each prompt with enough executions; the prompt seen first, the baseline, comes first.
plan<vector<PromptAccuracy>> list_prompt_accuracy(list_prompt_accuracy_args&&);

/// An eval and a prompt.
template <template <fixed_string, class, auto...> class arg>
struct pair_fields {
    arg<"eval_id", string> eval_id{};
    arg<"system_prompt_id", string> system_prompt_id{};
};
using pair_args = arguments<pair_fields>;
/// The coverage of a prompt by an eval; null when it was never executed on it.
plan<optional<EvalPromptCoverage>> get(pair_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"eval_id", string> eval_id{};
    arg<"system_prompt_id", string> system_prompt_id{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Adds coverage without an execution. Errors: conflict (it is there already, or the id is taken), foreign_key (no such
/// eval or prompt).
plan<EvalPromptCoverage> create(create_args&&);

/// Deletes the coverage of a prompt by an eval; false when there was none.
plan<bool> delete_(pair_args&&);

using functions = function_list<record_execution, list, list_prompt_accuracy, get, create, delete_>;

}  // namespace iofold::eval_prompt_coverage
