#pragma once
// Background jobs: a queue with retries.
#include "declaration.hpp"
#include "schema/jobs.hpp"

namespace iofold::jobs {

using schema::ErrorCategory;
using schema::Job;
using schema::JobRetryHistory;
using schema::JobStatus;
using schema::JobType;

/// A new job waits, or its maker executes it at once.
enum class NewJobStatus { queued, running };

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"type", JobType> type{};
    arg<"status", NewJobStatus, default_enum<NewJobStatus::queued>> status{};
    arg<"metadata", optional<json<schema::JobMetadata>>> metadata{};
    arg<"priority", int64_t, default_integer<0>> priority{};
    arg<"max_retries", int64_t, default_integer<5>> max_retries{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"agent_version_id", optional<string>> agent_version_id{};
    arg<"trigger_event", optional<string>> trigger_event{};
    arg<"trigger_threshold", optional<string>> trigger_threshold{};
};
using create_args = arguments<create_fields>;
/// Stores a new job. Errors: conflict (the id is taken), foreign_key (no such workspace, agent or version in it).
plan<Job> create(create_args&&);

template <template <fixed_string, class, auto...> class arg>
struct new_job_fields {
    arg<"id", optional<string>> id{};
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"type", JobType> type{};
    arg<"metadata", optional<json<schema::JobMetadata>>> metadata{};
    arg<"priority", int64_t, default_integer<0>> priority{};
    arg<"max_retries", int64_t, default_integer<5>> max_retries{};
};
using new_job = arguments<new_job_fields>;
template <template <fixed_string, class, auto...> class arg>
struct create_many_fields {
    arg<"jobs", vector<object<new_job_fields>>, at_least<1>> jobs{};
};
using create_many_args = arguments<create_many_fields>;
/// Stores several queued jobs, all or none; returns them in the order of the list. Errors: conflict, foreign_key.
plan<vector<Job>> create_many(create_many_args&&);

/// One job, or null when absent or in another workspace than the one given.
plan<optional<Job>> get(any_workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"type", optional<JobType>> type{};
    arg<"error_category", optional<ErrorCategory>> error_category{};
    arg<"status", optional<JobStatus>> status{};
    arg<"limit", int64_t, default_integer<20>, between<1, 100>> limit{};
};
using list_args = arguments<list_fields>;
/// The newest jobs of a workspace that match the filters.
plan<vector<Job>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_due_retries_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"now", optional<timestamp>> now{};
    arg<"limit", int64_t, default_integer<50>, between<1, 100>> limit{};
};
using list_due_retries_args = arguments<list_due_retries_fields>;
/// The queued jobs whose retry time has come: highest priority first, then longest due.
plan<vector<Job>> list_due_retries(list_due_retries_args&&);

template <template <fixed_string, class, auto...> class arg>
struct count_fields {
    arg<"status", optional<JobStatus>> status{};
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
};
using count_args = arguments<count_fields>;
/// How many jobs match the filters given.
plan<int64_t> count(count_args&&);

template <template <fixed_string, class, auto...> class arg>
struct claim_next_fields {
    arg<"limit", int64_t, default_integer<10>, between<1, 100>> limit{};
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"due_only", bool, default_false> due_only{};
};
using claim_next_args = arguments<claim_next_fields>;
/// Takes the oldest queued jobs for execution; each job goes to one of several callers. Empty when nothing is queued.
plan<vector<Job>> claim_next(claim_next_args&&);

/// Marks a queued, running or failed job running. Called again, when a message is delivered twice: succeeds and starts from
/// progress 0. Errors: not_found, guard_failed (it is completed or cancelled).
plan<Job> start(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct set_progress_fields {
    arg<"id", string> id{};
    arg<"progress", int64_t, between<0, 100>> progress{};
};
using set_progress_args = arguments<set_progress_fields>;
/// Stores the progress of a queued or running job: above 0 it is running. Called late: guard_failed. Errors: not_found, guard_failed.
plan<nothing> set_progress(set_progress_args&&);

template <template <fixed_string, class, auto...> class arg>
struct complete_fields {
    arg<"id", string> id{};
    arg<"result", optional<json<>>> result{};
};
using complete_args = arguments<complete_fields>;
/// Marks a queued or running job completed with its result. Called again: a completed job keeps its first result, and its
/// row is returned. Errors: not_found, guard_failed (failed or cancelled).
plan<Job> complete(complete_args&&);

template <template <fixed_string, class, auto...> class arg>
struct fail_fields {
    arg<"id", string> id{};
    arg<"error", string> error{};
};
using fail_args = arguments<fail_fields>;
/// Marks a queued, running or failed job failed with its error; a failed job takes the new error. Called late: a completed or
/// cancelled job stays as it is, and its row is returned. Errors: not_found.
plan<Job> fail(fail_args&&);

/// Cancels a queued or running job. Called again, or late: guard_failed. Errors: not_found, guard_failed.
plan<Job> cancel(any_workspace_id_args&&);

/// Puts a failed job back in the queue by hand. Called again: guard_failed, so that of two retries one counts. Errors:
/// not_found, guard_failed.
plan<Job> retry(any_workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct record_retry_fields {
    arg<"job_id", string> job_id{};
    arg<"attempt", int64_t, at_least<1>> attempt{};
    arg<"error", string> error{};
    arg<"error_category", ErrorCategory> error_category{};
    arg<"delay_ms", int64_t, between<0, 3155760000000>> delay_ms{};  // a hundred years: the time stays a valid date
    arg<"history_id", optional<string>> history_id{};
};
using record_retry_args = arguments<record_retry_fields>;
/// Records a failed attempt that will be retried after a delay, in the history and on the job. Called again: the history has
/// both. Errors: not_found (the job), conflict (the history id is taken).
plan<JobRetryHistory> record_retry(record_retry_args&&);

template <template <fixed_string, class, auto...> class arg>
struct mark_dead_letter_fields {
    arg<"id", string> id{};
    arg<"error", string> error{};
    arg<"final_attempt", int64_t> final_attempt{};
    arg<"error_category", optional<ErrorCategory>> error_category{};
    arg<"requires_user_action", optional<bool>> requires_user_action{};
    arg<"suggested_action", optional<string>, nullable> suggested_action{};
};
using mark_dead_letter_args = arguments<mark_dead_letter_fields>;
/// Marks a job permanently failed and merges what is to be done into its metadata. Called again: takes the new values. Errors:
/// not_found, guard_failed (completed, cancelled, or the metadata is no JSON object).
plan<Job> mark_dead_letter(mark_dead_letter_args&&);

template <template <fixed_string, class, auto...> class arg>
struct set_error_category_fields {
    arg<"id", string> id{};
    arg<"error_category", optional<ErrorCategory>> error_category{};
};
using set_error_category_args = arguments<set_error_category_fields>;
/// Sets the error category, or clears it. Errors: not_found.
plan<nothing> set_error_category(set_error_category_args&&);

/// Deletes a job with its retry history; false when there was none. Errors: foreign_key while an alert or a refinement
/// points at it.
plan<bool> delete_(id_args&&);

using functions = function_list<create, create_many, get, list, list_due_retries, count, claim_next, start, set_progress, complete, fail,
                                cancel, retry, record_retry, mark_dead_letter, set_error_category, delete_>;

}  // namespace iofold::jobs
