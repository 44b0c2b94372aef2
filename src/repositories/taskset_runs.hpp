#pragma once
// Runs of an agent over a taskset.
#include "declaration.hpp"
#include "schema/tasksets.hpp"

namespace iofold::taskset_runs {

using schema::TasksetRun;

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"taskset_id", string> taskset_id{};
    arg<"model_provider", string, default_text<"anthropic">> model_provider{};
    arg<"model_id", string, default_text<"anthropic/claude-sonnet-4-5">> model_id{};
    arg<"config", optional<json<schema::RunConfig>>> config{};
};
using create_args = arguments<create_fields>;
/// Records a queued run over as many tasks as the taskset has now. Errors: not_found (no such taskset of this agent),
/// guard_failed (it is archived or has no tasks), conflict (the id is taken).
plan<TasksetRun> create(create_args&&);

template <template <fixed_string, class, auto...> class arg>
struct get_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"taskset_id", optional<string>> taskset_id{};
    arg<"id", string> id{};
};
using get_args = arguments<get_fields>;
/// One run; null when absent or when an owner given is another.
plan<optional<TasksetRun>> get(get_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"taskset_id", string> taskset_id{};
};
using list_args = arguments<list_fields>;
/// The runs of a taskset, newest first.
plan<vector<TasksetRun>> list(list_args&&);

/// Marks a queued, running or failed run running. Called again, when a message is delivered twice: succeeds and sets started_at
/// again. Errors: not_found, guard_failed (it is completed or partial).
plan<TasksetRun> start(id_args&&);

/// How a run may end.
enum class FinalStatus { completed, partial, failed };

template <template <fixed_string, class, auto...> class arg>
struct complete_fields {
    arg<"id", string> id{};
    arg<"status", optional<FinalStatus>> status{};
};
using complete_args = arguments<complete_fields>;
/// Closes a queued or running run. Without a status the counters say it: completed when none failed, partial when fewer
/// failed than the run has tasks, else failed. Called again: guard_failed. Errors: not_found, guard_failed (it is closed).
plan<TasksetRun> complete(complete_args&&);

template <template <fixed_string, class, auto...> class arg>
struct fail_fields {
    arg<"id", string> id{};
    arg<"error", string> error{};
};
using fail_args = arguments<fail_fields>;
/// Marks a run failed. Called again: succeeds and takes the new error. Called late, after it completed: guard_failed. Errors:
/// not_found, guard_failed.
plan<TasksetRun> fail(fail_args&&);

/// Deletes a run with its results; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<create, get, list, start, complete, fail, delete_>;

}  // namespace iofold::taskset_runs
