#pragma once
// Evals, their candidates, and what each said about which trace.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct evals_table {
    column<"id",                    std::string, primary_key>                                                  id{};
    column<"agent_id",              std::string, references<"agents", "id">, on_delete_cascade>                agent_id{};
    column<"version",               std::int64_t>                                                              version{};
    column<"parent_eval_id",        std::optional<std::string>, references<"evals", "id">, on_delete_set_null> parent_eval_id{};
    column<"name",                  std::string>                                                               name{};
    column<"description",           std::optional<std::string>>                                                description{};
    column<"code",                  std::string>                                                               code{};
    column<"model_used",            std::string>                                                               model_used{};
    column<"accuracy",              std::optional<double>>                                                     accuracy{};
    column<"training_trace_ids",    std::optional<json<StringList>>>                                           training_trace_ids{};
    column<"generation_prompt",     std::optional<std::string>>                                                generation_prompt{};
    column<"test_results",          std::optional<json<TestResults>>>                                          test_results{};
    column<"execution_count",       std::optional<std::int64_t>, default_sql<"0">, filled>                     execution_count{};
    column<"contradiction_count",   std::optional<std::int64_t>, default_sql<"0">, filled>                     contradiction_count{};
    column<"status",                std::optional<EvalStatus>, unchecked, default_sql<"'draft'">, filled>      status{};
    column<"created_at",            std::optional<squall::timestamp>, default_now, filled>                     created_at{};
    column<"updated_at",            std::optional<squall::timestamp>, default_now, filled>                     updated_at{};
    column<"auto_execute_enabled",  std::optional<bool>, default_sql<"FALSE">>                                 auto_execute_enabled{};
    column<"auto_refine_enabled",   std::optional<bool>, default_sql<"FALSE">>                                 auto_refine_enabled{};
    column<"monitoring_thresholds", std::optional<json<MonitoringThresholds>>>                                 monitoring_thresholds{};
    column<"cohen_kappa",           std::optional<double>>                                                     cohen_kappa{};
    column<"f1_score",              std::optional<double>>                                                     f1_score{};
    column<"precision",             std::optional<double>>                                                     precision{};
    column<"recall",                std::optional<double>>                                                     recall{};
};
inline constexpr squall::table<evals_table, "evals"> evals;
using Eval = squall::row_of<evals>;

/// What an eval said about a trace, once for each time it was run.
template <template <squall::fixed_string, class, auto...> class column>
struct eval_executions_table {
    column<"id",                std::string, primary_key>                                   id{};
    column<"eval_id",           std::string, references<"evals", "id">, on_delete_cascade>  eval_id{};
    column<"trace_id",          std::string, references<"traces", "id">, on_delete_cascade> trace_id{};
    column<"predicted_result",  bool>                                                       predicted_result{};
    column<"predicted_reason",  std::optional<std::string>>                                 predicted_reason{};
    column<"execution_time_ms", std::optional<std::int64_t>>                                execution_time_ms{};
    column<"error",             std::optional<std::string>>                                 error{};
    column<"stdout",            std::optional<std::string>>                                 stdout{};
    column<"stderr",            std::optional<std::string>>                                 stderr{};
    column<"executed_at",       std::optional<squall::timestamp>, default_now, filled>      executed_at{};
};
inline constexpr squall::table<eval_executions_table, "eval_executions"> eval_executions;
using EvalExecution = squall::row_of<eval_executions>;

template <template <squall::fixed_string, class, auto...> class column>
struct eval_candidates_table {
    column<"id",                  std::string, primary_key>                                           id{};
    column<"agent_id",            std::string, references<"agents", "id">, on_delete_cascade>         agent_id{};
    column<"code",                std::string>                                                        code{};
    column<"variation",           std::optional<CandidateVariation>, unchecked>                       variation{};
    column<"agreement_rate",      std::optional<double>>                                              agreement_rate{};
    column<"accuracy",            std::optional<double>>                                              accuracy{};
    column<"cohen_kappa",         std::optional<double>>                                              cohen_kappa{};
    column<"f1_score",            std::optional<double>>                                              f1_score{};
    column<"confusion_matrix",    std::optional<json<ConfusionMatrix>>>                               confusion_matrix{};
    column<"per_trace_results",   std::optional<json<TraceResults>>>                                  per_trace_results{};
    column<"total_cost_usd",      std::optional<double>>                                              total_cost_usd{};
    column<"avg_duration_ms",     std::optional<double>>                                              avg_duration_ms{};
    column<"status",              std::optional<CandidateStatus>, default_sql<"'candidate'">, filled> status{};
    column<"parent_candidate_id", std::optional<std::string>, references<"eval_candidates", "id">>    parent_candidate_id{};
    column<"created_at",          std::optional<squall::timestamp>, default_now, filled>              created_at{};
    column<"activated_at",        std::optional<squall::timestamp>>                                   activated_at{};
};
inline constexpr squall::table<eval_candidates_table, "eval_candidates"> eval_candidates;
using EvalCandidate = squall::row_of<eval_candidates>;

/// The same of a candidate; up to migration 0019 some databases held these rows in eval_executions.
template <template <squall::fixed_string, class, auto...> class column>
struct eval_candidate_executions_table {
    column<"id",                std::string, primary_key>                                            id{};
    column<"eval_candidate_id", std::string, references<"eval_candidates", "id">, on_delete_cascade> eval_candidate_id{};
    column<"trace_id",          std::string, references<"traces", "id">, on_delete_cascade>          trace_id{};
    column<"score",             std::optional<double>>                                               score{};
    column<"feedback",          std::optional<std::string>>                                          feedback{};
    column<"success",           std::optional<bool>>                                                 success{};
    column<"error",             std::optional<std::string>>                                          error{};
    column<"duration_ms",       std::optional<std::int64_t>>                                         duration_ms{};
    column<"llm_calls",         std::optional<std::int64_t>>                                         llm_calls{};
    column<"llm_cost_usd",      std::optional<double>>                                               llm_cost_usd{};
    column<"cache_hits",        std::optional<std::int64_t>>                                         cache_hits{};
    column<"created_at",        std::optional<squall::timestamp>, default_now, filled>               created_at{};
};
inline constexpr squall::table<eval_candidate_executions_table, "eval_candidate_executions"> eval_candidate_executions;
using EvalCandidateExecution = squall::row_of<eval_candidate_executions>;

template <template <squall::fixed_string, class, auto...> class column>
struct eval_cv_results_table {
    column<"id",                  std::string, primary_key>                                            id{};
    column<"candidate_id",        std::string, references<"eval_candidates", "id">, on_delete_cascade> candidate_id{};
    column<"k_folds",             std::int64_t, default_sql<"5">>                                      k_folds{};
    column<"mean_accuracy",       std::optional<double>>                                               mean_accuracy{};
    column<"mean_kappa",          std::optional<double>>                                               mean_kappa{};
    column<"mean_f1",             std::optional<double>>                                               mean_f1{};
    column<"mean_agreement_rate", std::optional<double>>                                               mean_agreement_rate{};
    column<"std_accuracy",        std::optional<double>>                                               std_accuracy{};
    column<"std_kappa",           std::optional<double>>                                               std_kappa{};
    column<"is_stable",           std::optional<bool>>                                                 is_stable{};
    column<"fold_results",        std::optional<json<Array>>>                                          fold_results{};
    column<"created_at",          std::optional<squall::timestamp>, default_now, filled>               created_at{};
};
inline constexpr squall::table<eval_cv_results_table, "eval_cv_results"> eval_cv_results;
using EvalCvResult = squall::row_of<eval_cv_results>;

template <template <squall::fixed_string, class, auto...> class column>
struct eval_prompt_coverage_table {
    column<"id",                 std::string, primary_key>                                           id{};
    column<"eval_id",            std::string, references<"evals", "id">, on_delete_cascade>          eval_id{};
    column<"system_prompt_id",   std::string, references<"system_prompts", "id">, on_delete_cascade> system_prompt_id{};
    column<"execution_count",    std::optional<std::int64_t>, default_sql<"0">, filled>              execution_count{};
    column<"pass_count",         std::optional<std::int64_t>, default_sql<"0">, filled>              pass_count{};
    column<"fail_count",         std::optional<std::int64_t>, default_sql<"0">, filled>              fail_count{};
    column<"error_count",        std::optional<std::int64_t>, default_sql<"0">, filled>              error_count{};
    column<"accuracy",           std::optional<double>>                                              accuracy{};
    column<"first_execution_at", std::optional<squall::timestamp>>                                   first_execution_at{};
    column<"last_execution_at",  std::optional<squall::timestamp>>                                   last_execution_at{};
    column<"created_at",         squall::timestamp, default_now>                                     created_at{};
    column<"updated_at",         squall::timestamp, default_now>                                     updated_at{};
};
inline constexpr squall::table<eval_prompt_coverage_table, "eval_prompt_coverage"> eval_prompt_coverage;
using EvalPromptCoverage = squall::row_of<eval_prompt_coverage>;

template <template <squall::fixed_string, class, auto...> class column>
struct eval_sets_table {
    column<"id",               std::string, primary_key>                                       id{};
    column<"workspace_id",     std::string, references<"workspaces", "id">, on_delete_cascade> workspace_id{};
    column<"name",             std::string>                                                    name{};
    column<"description",      std::optional<std::string>>                                     description{};
    column<"minimum_examples", std::int64_t, default_sql<"5">>                                 minimum_examples{};
    column<"created_at",       std::optional<squall::timestamp>, default_now, filled>          created_at{};
    column<"updated_at",       std::optional<squall::timestamp>, default_now, filled>          updated_at{};
};
inline constexpr squall::table<eval_sets_table, "eval_sets"> eval_sets;
using EvalSet = squall::row_of<eval_sets>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::evals> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(evals.agent_id, evals.version),
        index<"idx_evals_agent_id">(evals.agent_id),
        index<"idx_evals_cohen_kappa">(evals.cohen_kappa.desc()),
        index<"idx_evals_f1_score">(evals.f1_score.desc()),
        index<"idx_evals_name">(evals.name),
        // for the repositories' queries
        index<"idx_evals_agent_id_created_at_id">(evals.agent_id, evals.created_at.desc(), evals.id.desc()),
        // for deletes of what they refer to
        index<"idx_evals_parent_eval_id">(evals.parent_eval_id).where(evals.parent_eval_id.is_not_null()));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::eval_executions> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_eval_executions_eval_id">(eval_executions.eval_id),
        index<"idx_eval_executions_executed_trace">(eval_executions.eval_id, eval_executions.executed_at, eval_executions.trace_id),
        index<"idx_eval_executions_trace_id">(eval_executions.trace_id),
        // for the repositories' queries
        index<"idx_eval_executions_eval_id_trace_id">(eval_executions.eval_id, eval_executions.trace_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::eval_candidates> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_eval_candidates_accuracy">(eval_candidates.accuracy.desc()),
        index<"idx_eval_candidates_agent">(eval_candidates.agent_id),
        index<"idx_eval_candidates_created">(eval_candidates.created_at.desc()),
        index<"idx_eval_candidates_parent">(eval_candidates.parent_candidate_id),
        index<"idx_eval_candidates_status">(eval_candidates.status),
        // for the repositories' queries
        index<"idx_eval_candidates_agent_id_status">(eval_candidates.agent_id, eval_candidates.status));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::eval_candidate_executions> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_eval_candidate_executions_candidate">(eval_candidate_executions.eval_candidate_id),
        index<"idx_eval_candidate_executions_created">(eval_candidate_executions.created_at.desc()),
        index<"idx_eval_candidate_executions_success">(eval_candidate_executions.success),
        index<"idx_eval_candidate_executions_trace">(eval_candidate_executions.trace_id),
        // for the repositories' queries
        index<"idx_eval_candidate_executions_trace_id_eval_candidate_id_created_at">(eval_candidate_executions.trace_id, eval_candidate_executions.eval_candidate_id, eval_candidate_executions.created_at.desc()),
        index<"idx_eval_candidate_executions_eval_candidate_id_created_at_trace_id_id">(eval_candidate_executions.eval_candidate_id, eval_candidate_executions.created_at, eval_candidate_executions.trace_id, eval_candidate_executions.id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::eval_cv_results> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_cv_results_accuracy">(eval_cv_results.mean_accuracy.desc()),
        index<"idx_cv_results_candidate">(eval_cv_results.candidate_id),
        index<"idx_cv_results_stable">(eval_cv_results.is_stable));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::eval_prompt_coverage> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(eval_prompt_coverage.eval_id, eval_prompt_coverage.system_prompt_id),
        index<"idx_eval_prompt_coverage_eval">(eval_prompt_coverage.eval_id),
        index<"idx_eval_prompt_coverage_prompt">(eval_prompt_coverage.system_prompt_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::eval_sets> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(eval_sets.workspace_id, eval_sets.name),
        index<"idx_eval_sets_workspace">(eval_sets.workspace_id));
}();
