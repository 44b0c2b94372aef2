#pragma once
// The attempts of a job that failed and were retried.
#include "declaration.hpp"
#include "schema/jobs.hpp"

namespace iofold::job_retry_history {

using schema::ErrorCategory;
using schema::JobRetryHistory;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"job_id", string> job_id{};
};
using list_args = arguments<list_fields>;
/// The retry attempts of a job, first attempt first.
plan<vector<JobRetryHistory>> list(list_args&&);

/// One attempt, or null.
plan<optional<JobRetryHistory>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"job_id", string> job_id{};
    arg<"attempt", int64_t> attempt{};
    arg<"error", string> error{};
    arg<"error_category", ErrorCategory> error_category{};
    arg<"delay_ms", int64_t> delay_ms{};
};
using create_args = arguments<create_fields>;
/// Inserts one attempt and leaves the job alone; the normal way is jobs::record_retry. Errors: conflict, foreign_key.
plan<JobRetryHistory> create(create_args&&);

/// Deletes one attempt; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<list, get, create, delete_>;

}  // namespace iofold::job_retry_history
