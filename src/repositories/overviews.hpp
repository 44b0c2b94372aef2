#pragma once
// One row with what belongs to it, in one round trip: like an ORM's nested read.
#include "agent_tools.hpp"
#include "declaration.hpp"
#include "schema/agents.hpp"
#include "schema/playground.hpp"
#include "schema/tasksets.hpp"

namespace iofold::overviews {

using agent_tools::AttachedTool;
using schema::AgentStatus;
using schema::AgentVersion;
using schema::ModelProvider;
using schema::PlaygroundStep;
using schema::TasksetRun;
using schema::TasksetStatus;
using schema::TasksetTask;

template <template <fixed_string, class, auto...> class field>
struct agent_overview_fields {
    field<"id", string> id{};
    field<"name", string> name{};
    field<"description", optional<string>> description{};
    field<"status", optional<AgentStatus>, filled> status{};
    field<"created_at", optional<timestamp>, filled> created_at{};
    field<"updated_at", optional<timestamp>, filled> updated_at{};
    field<"active_version", optional<AgentVersion>> active_version{};
    field<"versions", vector<AgentVersion>> versions{};
    field<"tools", vector<AttachedTool>> tools{};
    field<"trace_count", int64_t> trace_count{};
    field<"eval_count", int64_t> eval_count{};
    field<"feedback_count", int64_t> feedback_count{};
};
using AgentOverview = fields_of<agent_overview_fields>;

template <template <fixed_string, class, auto...> class arg>
struct overview_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"limit", int64_t, default_integer<100>, between<1, 500>> limit{};
};
using overview_args = arguments<overview_fields>;
/// An agent with its active version, its newest versions (limit of them), its tools by name, and counts; null when the
/// workspace has no such agent.
plan<optional<AgentOverview>> agent(overview_args&&);

template <template <fixed_string, class, auto...> class field>
struct taskset_overview_fields {
    field<"id", string> id{};
    field<"agent_id", string> agent_id{};
    field<"name", string> name{};
    field<"description", optional<string>> description{};
    field<"status", optional<TasksetStatus>, filled> status{};
    field<"task_count", optional<int64_t>, filled> task_count{};
    field<"created_at", optional<timestamp>, filled> created_at{};
    field<"tasks", vector<TasksetTask>> tasks{};
    field<"latest_run", optional<TasksetRun>> latest_run{};
};
using TasksetOverview = fields_of<taskset_overview_fields>;
/// A taskset with its oldest tasks (limit of them) and its latest run; null when the workspace has no such taskset.
plan<optional<TasksetOverview>> taskset(overview_args&&);

template <template <fixed_string, class, auto...> class field>
struct turn_fields {
    field<"trace_id", string> trace_id{};
    field<"timestamp", squall::timestamp> timestamp{};
    field<"has_errors", optional<bool>> has_errors{};
    field<"steps", vector<PlaygroundStep>> steps{};
};
using Turn = fields_of<turn_fields>;
template <template <fixed_string, class, auto...> class field>
struct session_overview_fields {
    field<"id", string> id{};
    field<"agent_id", string> agent_id{};
    field<"agent_name", optional<string>> agent_name{};
    field<"model_provider", ModelProvider> model_provider{};
    field<"model_id", string> model_id{};
    field<"updated_at", optional<timestamp>, filled> updated_at{};
    field<"turns", vector<Turn>> turns{};
};
using SessionOverview = fields_of<session_overview_fields>;
/// A playground session with its newest turns (limit of them), each a trace with its steps in order; null when the
/// workspace has no such session.
plan<optional<SessionOverview>> session(overview_args&&);

using functions = function_list<agent, taskset, session>;

}  // namespace iofold::overviews
