#pragma once
// What was worked out about traces afterwards.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct task_metadata_table {
    column<"id",               std::string, primary_key>                                           id{};
    column<"trace_id",         std::string, unique, references<"traces", "id">, on_delete_cascade> trace_id{};
    column<"user_message",     std::string>                                                        user_message{};
    column<"expected_output",  std::optional<std::string>>                                         expected_output{};
    column<"expected_action",  std::optional<std::string>>                                         expected_action{};
    column<"success_criteria", std::optional<json<StringList>>>                                    success_criteria{};
    column<"task_type",        std::optional<TaskType>, unchecked>                                 task_type{};
    column<"difficulty",       std::optional<Difficulty>>                                          difficulty{};
    column<"domain",           std::optional<std::string>>                                         domain{};
    column<"custom_metadata",  std::optional<json<Object>>>                                        custom_metadata{};
    column<"created_at",       std::optional<squall::timestamp>, default_now, filled>              created_at{};
    column<"updated_at",       std::optional<squall::timestamp>, default_now, filled>              updated_at{};
};
inline constexpr squall::table<task_metadata_table, "task_metadata"> task_metadata;
using TaskMetadata = squall::row_of<task_metadata>;

template <template <squall::fixed_string, class, auto...> class column>
struct task_similar_traces_table {
    column<"id",               std::string, primary_key>                                          id{};
    column<"task_metadata_id", std::string, references<"task_metadata", "id">, on_delete_cascade> task_metadata_id{};
    column<"similar_trace_id", std::string, references<"traces", "id">, on_delete_cascade>        similar_trace_id{};
    column<"similarity_score", double>                                                            similarity_score{};
    column<"human_score",      std::optional<double>>                                             human_score{};
    column<"created_at",       std::optional<squall::timestamp>, default_now, filled>             created_at{};
};
inline constexpr squall::table<task_similar_traces_table, "task_similar_traces"> task_similar_traces;
using TaskSimilarTrace = squall::row_of<task_similar_traces>;

template <template <squall::fixed_string, class, auto...> class column>
struct task_feedback_pairs_table {
    column<"id",                std::string, primary_key>                                          id{};
    column<"task_metadata_id",  std::string, references<"task_metadata", "id">, on_delete_cascade> task_metadata_id{};
    column<"feedback_trace_id", std::string, references<"traces", "id">, on_delete_cascade>        feedback_trace_id{};
    column<"human_feedback",    std::string>                                                       human_feedback{};
    column<"human_score",       std::optional<double>>                                             human_score{};
    column<"created_at",        std::optional<squall::timestamp>, default_now, filled>             created_at{};
};
inline constexpr squall::table<task_feedback_pairs_table, "task_feedback_pairs"> task_feedback_pairs;
using TaskFeedbackPair = squall::row_of<task_feedback_pairs>;

template <template <squall::fixed_string, class, auto...> class column>
struct trace_summaries_table {
    column<"trace_id",      std::string, primary_key, references<"traces", "id">, on_delete_cascade> trace_id{};
    column<"summary",       std::string>                                                             summary{};
    column<"key_behaviors", std::optional<json<StringList>>>                                         key_behaviors{};
    column<"created_at",    std::optional<squall::timestamp>, default_now, filled>                   created_at{};
};
inline constexpr squall::table<trace_summaries_table, "trace_summaries"> trace_summaries;
using TraceSummary = squall::row_of<trace_summaries>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::task_metadata> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_task_metadata_trace">(task_metadata.trace_id),
        index<"idx_task_metadata_type">(task_metadata.task_type),
        index<"idx_task_metadata_updated">(task_metadata.updated_at.desc()));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::task_similar_traces> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(task_similar_traces.task_metadata_id, task_similar_traces.similar_trace_id),
        index<"idx_similar_traces_metadata">(task_similar_traces.task_metadata_id),
        index<"idx_similar_traces_score">(task_similar_traces.similarity_score.desc()),
        index<"idx_similar_traces_similar">(task_similar_traces.similar_trace_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::task_feedback_pairs> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(task_feedback_pairs.task_metadata_id, task_feedback_pairs.feedback_trace_id),
        index<"idx_feedback_pairs_metadata">(task_feedback_pairs.task_metadata_id),
        index<"idx_feedback_pairs_trace">(task_feedback_pairs.feedback_trace_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::trace_summaries> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_trace_summaries_created">(trace_summaries.created_at.desc()));
}();
