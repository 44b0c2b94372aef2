#pragma once
// What people said about traces, paired with tasks.
#include "declaration.hpp"
#include "schema/task_enrichment.hpp"

namespace iofold::task_feedback_pairs {

using schema::TaskFeedbackPair;

/// One pair, or null when unknown.
plan<optional<TaskFeedbackPair>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"task_metadata_id", string> task_metadata_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using FeedbackPairPage = page<TaskFeedbackPair, "created_at", "id">;
/// The feedback on a task, by page, newest first.
plan<FeedbackPairPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"task_metadata_id", string> task_metadata_id{};
    arg<"feedback_trace_id", string> feedback_trace_id{};
    arg<"human_feedback", string> human_feedback{};
    arg<"human_score", optional<double>> human_score{};
};
using create_args = arguments<create_fields>;
/// Pairs the feedback on a trace with a task. Errors: conflict (the id is taken, or the pair is there), foreign_key (no
/// such task or trace).
plan<TaskFeedbackPair> create(create_args&&);

/// Deletes one pair; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<get, list, create, delete_>;

}  // namespace iofold::task_feedback_pairs
