#pragma once
// Runs of the prompt optimiser (GEPA) for an agent.
#include "declaration.hpp"
#include "schema/gepa.hpp"

namespace iofold::gepa_runs {

using schema::GepaRun;
using schema::GepaRunStatus;
using schema::TaskSplit;

/// A task of the run and the part that it plays.
template <template <fixed_string, class, auto...> class arg>
struct split_task_fields {
    arg<"id", optional<string>> id{};
    arg<"task_id", string> task_id{};
    arg<"split", TaskSplit> split{};
};
using split_task = arguments<split_task_fields>;
template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"eval_id", optional<string>> eval_id{};
    arg<"taskset_id", optional<string>> taskset_id{};
    arg<"seed_prompt", string> seed_prompt{};
    arg<"test_case_count", int64_t> test_case_count{};
    arg<"max_metric_calls", int64_t, default_integer<50>> max_metric_calls{};
    arg<"parallelism", int64_t, default_integer<5>> parallelism{};
    arg<"train_split", optional<double>> train_split{};
    arg<"val_split", optional<double>> val_split{};
    arg<"random_seed", optional<int64_t>> random_seed{};
    arg<"tasks", optional<vector<object<split_task_fields>>>> tasks{};
};
using create_args = arguments<create_fields>;
/// Creates a pending run with the split of its tasks, all or nothing. Without train_split it is 0.7, without val_split
/// what train_split leaves. Errors: invalid_argument (tasks without a taskset), not_found (no such taskset of the agent),
/// conflict (an id is taken, or a task comes twice), foreign_key (no such agent, eval or task in the workspace).
plan<GepaRun> create(create_args&&);

template <template <fixed_string, class, auto...> class arg>
struct get_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"id", string> id{};
};
using get_args = arguments<get_fields>;
/// One run; null when absent or when an owner given is another.
plan<optional<GepaRun>> get(get_args&&);

template <template <fixed_string, class, auto...> class field>
struct gepa_progress_fields {
    field<"status", optional<GepaRunStatus>, filled> status{};
    field<"progress_metric_calls", optional<int64_t>, filled> progress_metric_calls{};
    field<"max_metric_calls", optional<int64_t>, filled> max_metric_calls{};
    field<"best_score", optional<double>> best_score{};
    field<"total_candidates", optional<int64_t>, filled> total_candidates{};
    field<"best_prompt", optional<string>> best_prompt{};
    field<"error", optional<string>> error{};
};
using GepaProgress = fields_of<gepa_progress_fields>;
/// How far a run of any workspace is, for polling; null when unknown.
plan<optional<GepaProgress>> get_progress(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
};
using list_args = arguments<list_fields>;
template <template <fixed_string, class, auto...> class field>
struct gepa_run_summary_fields {
    field<"id", string> id{};
    field<"status", optional<GepaRunStatus>, filled> status{};
    field<"progress_metric_calls", optional<int64_t>, filled> progress_metric_calls{};
    field<"max_metric_calls", optional<int64_t>, filled> max_metric_calls{};
    field<"test_case_count", int64_t> test_case_count{};
    field<"best_score", optional<double>> best_score{};
    field<"total_candidates", optional<int64_t>, filled> total_candidates{};
    field<"error", optional<string>> error{};
    field<"created_at", optional<timestamp>, filled> created_at{};
    field<"started_at", optional<timestamp>> started_at{};
    field<"completed_at", optional<timestamp>> completed_at{};
};
using GepaRunSummary = fields_of<gepa_run_summary_fields>;
/// The latest runs of an agent, without their long texts.
plan<vector<GepaRunSummary>> list(list_args&&);

/// Marks a pending, running or failed run running. Called again, when a message is delivered twice: succeeds and sets started_at
/// again. Errors: not_found, guard_failed (it is completed).
plan<GepaRun> start(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct complete_fields {
    arg<"id", string> id{};
    arg<"best_prompt", string> best_prompt{};
    arg<"best_score", double> best_score{};
    arg<"total_candidates", int64_t> total_candidates{};
    arg<"progress_metric_calls", int64_t> progress_metric_calls{};
    arg<"optimized_version_id", optional<string>> optimized_version_id{};
    arg<"create_version", bool, default_false> create_version{};
};
using complete_args = arguments<complete_fields>;
/// Stores the results of a pending or running run. create_version adds the best prompt to the agent as its next candidate
/// version in the same step. Called again: guard_failed, and no second version is added. Errors: invalid_argument (a version given and one to be created), not_found, guard_failed
/// (its status is another), foreign_key (no such version).
plan<GepaRun> complete(complete_args&&);

template <template <fixed_string, class, auto...> class arg>
struct fail_fields {
    arg<"id", string> id{};
    arg<"error", string> error{};
};
using fail_args = arguments<fail_fields>;
/// Marks a run failed. Called again: succeeds and takes the new error. Called late, after it completed: guard_failed. Errors:
/// not_found, guard_failed.
plan<GepaRun> fail(fail_args&&);

/// Deletes a run with its task rows; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<create, get, get_progress, list, start, complete, fail, delete_>;

}  // namespace iofold::gepa_runs
