#pragma once
// Traces: what agents did, fetched from the platforms or handed in.
#include "declaration.hpp"
#include "schema/traces.hpp"

namespace iofold::traces {

using schema::AssignmentStatus;
using schema::ExecutionSteps;
using schema::Platform;
using schema::Rating;
using schema::Trace;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", optional<string>> agent_id{};  // of the trace's version, or of its feedback
    arg<"source", optional<Platform>> source{};    // of the integration
    arg<"ratings", optional<vector<Rating>>, between<1, 3>> ratings{};
    arg<"has_feedback", optional<bool>> has_feedback{};
    arg<"date_from", optional<timestamp>> date_from{};
    arg<"date_to", optional<timestamp>> date_to{};
    arg<"cursor", optional<string>> cursor{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
};
using list_args = arguments<list_fields>;
template <template <fixed_string, class, auto...> class field>
struct trace_overview_fields {
    field<"id", string> id{};
    field<"trace_id", string> trace_id{};
    field<"source", optional<Platform>> source{};
    field<"timestamp", squall::timestamp> timestamp{};
    field<"imported_at", optional<squall::timestamp>, filled> imported_at{};
    field<"input_preview", optional<string>> input_preview{};
    field<"output_preview", optional<string>> output_preview{};
    field<"step_count", optional<int64_t>, filled> step_count{};
    field<"has_errors", optional<bool>, filled> has_errors{};
    field<"agent_version_id", optional<string>> agent_version_id{};
    field<"trace_agent_id", optional<string>> trace_agent_id{};
    field<"feedback_id", optional<string>> feedback_id{};
    field<"rating", optional<Rating>> rating{};
    field<"notes", optional<string>> notes{};
    field<"feedback_agent_id", optional<string>> feedback_agent_id{};
};
using TraceOverview = fields_of<trace_overview_fields>;
using TracePage = page<TraceOverview, "imported_at", "id">;
/// The workspace's traces that match all filters, by page, newest import first, with platform, agent and feedback.
plan<TracePage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct count_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"source", optional<Platform>> source{};
    arg<"ratings", optional<vector<Rating>>, between<1, 3>> ratings{};
    arg<"has_feedback", optional<bool>> has_feedback{};
    arg<"date_from", optional<timestamp>> date_from{};
    arg<"date_to", optional<timestamp>> date_to{};
};
using count_args = arguments<count_fields>;
/// How many traces match the filters of list().
plan<int64_t> count(count_args&&);

template <template <fixed_string, class, auto...> class field>
struct trace_detail_fields {
    field<"id", string> id{};
    field<"trace_id", string> trace_id{};
    field<"source", optional<Platform>> source{};
    field<"timestamp", squall::timestamp> timestamp{};
    field<"steps", json<ExecutionSteps>> steps{};
    field<"raw_data", optional<json<schema::Object>>> raw_data{};
    field<"feedback_id", optional<string>> feedback_id{};
    field<"rating", optional<Rating>> rating{};
    field<"notes", optional<string>> notes{};
    field<"agent_id", optional<string>> agent_id{};
    field<"feedback_created_at", optional<squall::timestamp>> feedback_created_at{};
};
using TraceDetail = fields_of<trace_detail_fields>;
/// One trace of the workspace with its content, platform and feedback, or null.
plan<optional<TraceDetail>> get_detail(workspace_id_args&&);

/// One trace of the workspace, or null.
plan<optional<Trace>> get(workspace_id_args&&);

/// One trace of any workspace, or null.
plan<optional<Trace>> get_any_workspace(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct count_by_assignment_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"assignment_status", AssignmentStatus, default_enum<AssignmentStatus::unassigned>> assignment_status{};
};
using count_by_assignment_args = arguments<count_by_assignment_fields>;
/// How many traces of the workspace have exactly this assignment status.
plan<int64_t> count_by_assignment(count_by_assignment_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_unassigned_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"limit", int64_t, default_integer<100>, between<1, 1000>> limit{};
};
using list_unassigned_args = arguments<list_unassigned_fields>;
template <template <fixed_string, class, auto...> class field>
struct unassigned_trace_fields {
    field<"id", string> id{};
    field<"steps", json<ExecutionSteps>> steps{};
    field<"workspace_id", string> workspace_id{};
};
using UnassignedTrace = fields_of<unassigned_trace_fields>;
/// The workspace's traces that wait for an agent, first imported first.
plan<vector<UnassignedTrace>> list_unassigned(list_unassigned_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_agent_traces_fields {
    arg<"agent_id", string> agent_id{};
    arg<"agent_version_id", optional<string>> agent_version_id{};
    arg<"limit", int64_t, default_integer<100>, between<1, 1000>> limit{};
};
using list_agent_traces_args = arguments<list_agent_traces_fields>;
template <template <fixed_string, class, auto...> class field>
struct agent_trace_fields {
    field<"id", string> id{};
    field<"trace_id", string> trace_id{};
    field<"integration_id", string> integration_id{};
    field<"steps", json<ExecutionSteps>> steps{};
    field<"raw_data", optional<json<schema::Object>>> raw_data{};
};
using AgentTrace = fields_of<agent_trace_fields>;
/// The newest traces of an agent's versions, or of one of them.
plan<vector<AgentTrace>> list_agent_traces(list_agent_traces_args&&);

/// Whose feedback counts: anybody's, or that which names the same agent or none.
enum class FeedbackAgent { any, same_or_none };

template <template <fixed_string, class, auto...> class arg>
struct list_labelled_traces_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"rating", optional<Rating>> rating{};
    arg<"feedback_agent", FeedbackAgent, default_enum<FeedbackAgent::any>> feedback_agent{};
    arg<"limit", int64_t, default_integer<100>, between<1, 500>> limit{};
};
using list_labelled_traces_args = arguments<list_labelled_traces_fields>;
template <template <fixed_string, class, auto...> class field>
struct labelled_trace_fields {
    field<"trace_id", string> trace_id{};
    field<"steps", json<ExecutionSteps>> steps{};
    field<"rating", Rating> rating{};
    field<"rating_detail", optional<string>> rating_detail{};
};
using LabelledTrace = fields_of<labelled_trace_fields>;
/// The newest rated traces of an agent's versions; none when the agent is not in the workspace.
plan<vector<LabelledTrace>> list_labelled_traces(list_labelled_traces_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_for_eval_run_fields {
    arg<"agent_id", string> agent_id{};
    arg<"trace_ids", optional<vector<string>>, between<0, 1000>> trace_ids{};
};
using list_for_eval_run_args = arguments<list_for_eval_run_fields>;
/// The traces named, of any workspace; or, when none is named, all with feedback that names the agent. Newest first.
plan<vector<Trace>> list_for_eval_run(list_for_eval_run_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_with_agent_feedback_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"trace_ids", vector<string>, between<0, 100>> trace_ids{};
};
using list_with_agent_feedback_args = arguments<list_with_agent_feedback_fields>;
template <template <fixed_string, class, auto...> class field>
struct trace_with_feedback_fields {
    field<"id", string> id{};
    field<"steps", json<ExecutionSteps>> steps{};
    field<"raw_data", optional<json<schema::Object>>> raw_data{};
    field<"human_rating", optional<Rating>> human_rating{};
    field<"human_notes", optional<string>> human_notes{};
};
using TraceWithFeedback = fields_of<trace_with_feedback_fields>;
/// The traces named that exist, in the order of their ids, with what feedback says that names the agent.
plan<vector<TraceWithFeedback>> list_with_agent_feedback(list_with_agent_feedback_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_positive_among_fields {
    arg<"agent_id", string> agent_id{};
    arg<"trace_ids", vector<string>, between<0, 1000>> trace_ids{};
    arg<"limit", int64_t, at_least<1>> limit{};
};
using list_positive_among_args = arguments<list_positive_among_fields>;
template <template <fixed_string, class, auto...> class field>
struct positive_trace_fields {
    field<"id", string> id{};
    field<"trace_id", string> trace_id{};
    field<"rating", Rating> rating{};
};
using PositiveTrace = fields_of<positive_trace_fields>;
/// Of the candidates, those of the agent's versions with a positive rating, in the candidates' order.
plan<vector<PositiveTrace>> list_positive_among(list_positive_among_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"integration_id", string> integration_id{};
    arg<"trace_id", optional<string>> trace_id{};
    arg<"timestamp", optional<squall::timestamp>> timestamp{};
    arg<"steps", json<ExecutionSteps>, default_text<"[]">, only_array> steps{};
    arg<"input_preview", optional<string>> input_preview{};
    arg<"output_preview", optional<string>> output_preview{};
    arg<"has_errors", bool, default_false> has_errors{};
    arg<"metadata", optional<json<schema::Object>>> metadata{};
    arg<"raw_data", optional<json<schema::Object>>> raw_data{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Stores a trace under an integration of the workspace, whose platform it gets. Errors: not_found (the integration),
/// conflict (the integration has this external id already, or the id is taken).
plan<Trace> create(create_args&&);

template <template <fixed_string, class, auto...> class arg>
struct import_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"integration_id", string> integration_id{};
    arg<"trace_id", string> trace_id{};
    arg<"source", Platform> source{};
    arg<"steps", json<ExecutionSteps>, default_text<"[]">, only_array> steps{};
    arg<"metadata", json<schema::Object>, default_text<"{}">> metadata{};
    arg<"timestamp", optional<squall::timestamp>> timestamp{};
    arg<"input_preview", optional<string>> input_preview{};
    arg<"output_preview", optional<string>> output_preview{};
    arg<"has_errors", bool, default_false> has_errors{};
    arg<"id", optional<string>> id{};
};
using import_args = arguments<import_fields>;
template <template <fixed_string, class, auto...> class field>
struct imported_trace_fields {
    field<"imported", bool> imported{};  // false: the integration has it already
    field<"id", string> id{};            // of the new trace, or of the one that is there
};
using ImportedTrace = fields_of<imported_trace_fields>;
/// Stores a trace unless the integration has its external id already. Without a timestamp given it gets that of its
/// first step, else now. Errors: not_found (the integration), conflict (the id is another trace's).
plan<ImportedTrace> import_(import_args&&);

template <template <fixed_string, class, auto...> class arg>
struct fetched_trace_fields {
    arg<"trace_id", string> trace_id{};
    arg<"source", Platform> source{};
    arg<"steps", json<ExecutionSteps>, only_array> steps{};
    arg<"raw_data", optional<json<schema::Object>>> raw_data{};
    arg<"timestamp", optional<squall::timestamp>> timestamp{};
    arg<"input_preview", optional<string>> input_preview{};
    arg<"output_preview", optional<string>> output_preview{};
    arg<"has_errors", bool, default_false> has_errors{};
    arg<"id", optional<string>> id{};
};
using fetched_trace = arguments<fetched_trace_fields>;
template <template <fixed_string, class, auto...> class arg>
struct upsert_many_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"integration_id", string> integration_id{};
    arg<"traces", vector<object<fetched_trace_fields>>, between<0, 500>> traces{};
};
using upsert_many_args = arguments<upsert_many_fields>;
template <template <fixed_string, class, auto...> class part>
struct upserted_traces_parts {
    part<"inserted_count", int64_t> inserted_count{};
    part<"updated_count", int64_t> updated_count{};
};
using UpsertedTraces = object_of<upserted_traces_parts>;
/// Stores fetched traces, all or none: new ones as import does, those that are there get new content. Errors: not_found
/// (the integration), conflict (an id is another trace's), invalid_argument (an external id twice).
plan<UpsertedTraces> upsert_many(upsert_many_args&&);

template <template <fixed_string, class, auto...> class arg>
struct mark_orphaned_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"trace_ids", vector<string>, between<0, 1000>> trace_ids{};
};
using mark_orphaned_args = arguments<mark_orphaned_fields>;
/// Marks those of the workspace's traces orphaned that are still unassigned; returns how many.
plan<int64_t> mark_orphaned(mark_orphaned_args&&);

/// Deletes one trace with what hangs on it; false when there was none. Errors: foreign_key (a task was made from it).
plan<bool> delete_(workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct delete_many_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"trace_ids", vector<string>, between<0, 100>> trace_ids{};
};
using delete_many_args = arguments<delete_many_fields>;
/// Deletes traces of the workspace, all or none; returns how many. Errors: foreign_key (a task was made from one).
plan<int64_t> delete_many(delete_many_args&&);

using functions = function_list<list, count, get_detail, get, get_any_workspace, count_by_assignment, list_unassigned, list_agent_traces,
                                list_labelled_traces, list_for_eval_run, list_with_agent_feedback, list_positive_among, create, import_,
                                upsert_many, mark_orphaned, delete_, delete_many>;

}  // namespace iofold::traces
