#pragma once
// Batches of rollouts: one prompt tried on many tasks.
#include "declaration.hpp"
#include "schema/gepa.hpp"

namespace iofold::rollout_batches {

using schema::RolloutBatch;
using schema::RolloutBatchStatus;

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"system_prompt", string> system_prompt{};
    arg<"task_count", int64_t, at_least<1>> task_count{};
    arg<"config", optional<json<schema::RolloutConfig>>> config{};
};
using create_args = arguments<create_fields>;
/// Creates a queued batch. Errors: conflict (the id is taken), foreign_key (no such agent in the workspace).
plan<RolloutBatch> create(create_args&&);

/// One batch with its stored status, or null when absent or in another workspace.
plan<optional<RolloutBatch>> get(workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 100>> limit{};
};
using list_args = arguments<list_fields>;
template <template <fixed_string, class, auto...> class field>
struct rollout_batch_summary_fields {
    field<"id", string> id{};
    field<"agent_id", string> agent_id{};
    field<"system_prompt", string> system_prompt{};
    field<"task_count", int64_t> task_count{};
    field<"status", optional<RolloutBatchStatus>, filled> status{};
    field<"config", optional<json<schema::RolloutConfig>>, filled> config{};
    field<"created_at", optional<timestamp>, filled> created_at{};
    field<"completed_at", optional<timestamp>> completed_at{};
    field<"agent_name", optional<string>> agent_name{};
    field<"result_count", int64_t> result_count{};
    field<"completed_count", int64_t> completed_count{};
    field<"failed_count", int64_t> failed_count{};
};
using RolloutBatchSummary = fields_of<rollout_batch_summary_fields>;
/// The newest batches of a workspace, or of one of its agents, with the agent's name and what came of their tasks.
plan<vector<RolloutBatchSummary>> list(list_args&&);

template <template <fixed_string, class, auto...> class field>
struct rollout_batch_state_fields {
    field<"id", string> id{};
    field<"workspace_id", string> workspace_id{};
    field<"agent_id", string> agent_id{};
    field<"system_prompt", string> system_prompt{};
    field<"task_count", int64_t> task_count{};
    field<"config", optional<json<schema::RolloutConfig>>, filled> config{};
    field<"created_at", optional<timestamp>, filled> created_at{};
    field<"completed_at", optional<timestamp>> completed_at{};
    field<"status", RolloutBatchStatus> status{};
    field<"completed_count", int64_t> completed_count{};
    field<"failed_count", int64_t> failed_count{};
    field<"pending_count", int64_t> pending_count{};
};
using RolloutBatchState = fields_of<rollout_batch_state_fields>;
/// A batch with the status that its results say: queued, running, completed or partial. The last two are stored, with
/// the time, when the stored status is another. Errors: not_found.
plan<RolloutBatchState> refresh_status(workspace_id_args&&);

/// Deletes a batch with its results; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<create, get, list, refresh_status, delete_>;

}  // namespace iofold::rollout_batches
