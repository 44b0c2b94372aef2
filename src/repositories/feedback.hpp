#pragma once
// Feedback: what people say of traces, one rating a trace.
#include "declaration.hpp"
#include "schema/traces.hpp"

namespace iofold::feedback {

using schema::ExecutionSteps;
using schema::Feedback;
using schema::Platform;
using schema::Rating;

template <template <fixed_string, class, auto...> class arg>
struct upsert_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"trace_id", string> trace_id{};
    arg<"rating", Rating> rating{};
    arg<"rating_detail", optional<string>> rating_detail{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"id", optional<string>> id{};
};
using upsert_args = arguments<upsert_fields>;
template <template <fixed_string, class, auto...> class part>
struct rated_parts {
    part<"created", bool> created{};  // false when a rating was replaced
    part<"feedback", Feedback> feedback{};
};
using Rated = object_of<rated_parts>;
/// Stores the rating of a trace; a second one replaces the first and keeps its id and time. Errors: not_found (no such
/// trace or agent in the workspace), conflict (a new row's id is taken).
plan<Rated> upsert(upsert_args&&);

/// One feedback row on a trace of the workspace, or null.
plan<optional<Feedback>> get(workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"trace_id", optional<string>> trace_id{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"rating", optional<Rating>> rating{};
    arg<"with_agent_only", bool, default_false> with_agent_only{};
    arg<"cursor", optional<string>> cursor{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
};
using list_args = arguments<list_fields>;
using FeedbackPage = page<Feedback, "id">;
/// The feedback on the workspace's traces that matches the filters, by page, in the order of the ids.
plan<FeedbackPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct feedback_patch_fields {
    arg<"rating", optional<Rating>> rating{};
    arg<"rating_detail", optional<string>, nullable> rating_detail{};
};
using feedback_patch = arguments<feedback_patch_fields>;
template <template <fixed_string, class, auto...> class arg>
struct update_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"patch", object<feedback_patch_fields>, as_patch> patch{};
};
using update_args = arguments<update_fields>;
/// Changes rating and/or note; an empty patch writes nothing. Errors: not_found.
plan<Feedback> update(update_args&&);

/// Deletes one feedback row on a trace of the workspace; false when there was none.
plan<bool> delete_(workspace_id_args&&);

/// An agent of any workspace.
template <template <fixed_string, class, auto...> class arg>
struct agent_fields {
    arg<"agent_id", string> agent_id{};
};
using agent_args = arguments<agent_fields>;

template <template <fixed_string, class, auto...> class field>
struct rating_counts_fields {
    field<"positive_count", int64_t> positive_count{};
    field<"negative_count", int64_t> negative_count{};
};
using RatingCounts = fields_of<rating_counts_fields>;
/// How many positive and how many negative ratings name the agent; zeros when there are none.
plan<RatingCounts> count_by_rating(agent_args&&);

/// How many different traces have feedback that names the agent.
plan<int64_t> count_labelled_traces(agent_args&&);

template <template <fixed_string, class, auto...> class field>
struct training_feedback_fields {
    field<"trace_id", string> trace_id{};
    field<"rating", Rating> rating{};
    field<"id", string> id{};
    field<"external_trace_id", string> external_trace_id{};
    field<"source", Platform> source{};
    field<"steps", json<ExecutionSteps>> steps{};
    field<"raw_data", optional<json<schema::Object>>> raw_data{};
};
using TrainingFeedback = fields_of<training_feedback_fields>;
/// The agent's positive and negative ratings with the content of the traces, oldest rating first.
plan<vector<TrainingFeedback>> list_training_feedback(agent_args&&);

/// Some rows about an agent of any workspace.
template <template <fixed_string, class, auto...> class arg>
struct limited_agent_fields {
    arg<"agent_id", string> agent_id{};
    arg<"limit", int64_t, at_least<1>> limit{};
};
using limited_agent_args = arguments<limited_agent_fields>;

template <template <fixed_string, class, auto...> class field>
struct noted_feedback_fields {
    field<"trace_id", string> trace_id{};  // the external id
    field<"rating", Rating> rating{};
    field<"rating_detail", string> rating_detail{};
};
using NotedFeedback = fields_of<noted_feedback_fields>;
/// The newest ratings with a note, of traces of the agent's versions.
plan<vector<NotedFeedback>> list_noted_feedback(limited_agent_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_matrix_rows_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"rating", optional<Rating>> rating{};
    arg<"date_from", optional<timestamp>> date_from{};
    arg<"date_to", optional<timestamp>> date_to{};
    arg<"cursor", optional<string>> cursor{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
};
using list_matrix_rows_args = arguments<list_matrix_rows_fields>;
template <template <fixed_string, class, auto...> class field>
struct matrix_row_fields {
    field<"trace_id", string> trace_id{};
    field<"external_trace_id", string> external_trace_id{};
    field<"integration_id", string> integration_id{};
    field<"timestamp", squall::timestamp> timestamp{};
    field<"steps", json<ExecutionSteps>> steps{};
    field<"human_rating", Rating> human_rating{};
    field<"human_notes", optional<string>> human_notes{};
    field<"feedback_created_at", optional<squall::timestamp>> feedback_created_at{};
    field<"source", optional<Platform>> source{};
};
using MatrixRow = fields_of<matrix_row_fields>;
using MatrixPage = page<MatrixRow, "feedback_created_at", "trace_id">;
/// The traces that people rated for an agent, by page, oldest rating first; an agent that is not in the workspace given
/// has none.
plan<MatrixPage> list_matrix_rows(list_matrix_rows_args&&);

template <template <fixed_string, class, auto...> class field>
struct contradiction_fields {
    field<"trace_id", string> trace_id{};
    field<"human_rating", Rating> human_rating{};
    field<"predicted_result", bool> predicted_result{};
    field<"predicted_reason", optional<string>> predicted_reason{};
    field<"steps", json<ExecutionSteps>> steps{};
    field<"raw_data", optional<json<schema::Object>>> raw_data{};
};
using Contradiction = fields_of<contradiction_fields>;
/// The runs of evals that say the opposite of the human rating, on traces of the agent's versions, newest rating first.
plan<vector<Contradiction>> list_contradictions(limited_agent_args&&);

using functions = function_list<upsert, get, list, update, delete_, count_by_rating, count_labelled_traces, list_training_feedback,
                                list_noted_feedback, list_matrix_rows, list_contradictions>;

}  // namespace iofold::feedback
