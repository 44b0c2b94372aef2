#pragma once
// Traces that are like the task of another trace.
#include "declaration.hpp"
#include "schema/task_enrichment.hpp"

namespace iofold::task_similar_traces {

using schema::TaskSimilarTrace;

/// One row, or null when unknown.
plan<optional<TaskSimilarTrace>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"task_metadata_id", string> task_metadata_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using SimilarTracePage = page<TaskSimilarTrace, "similarity_score", "id">;
/// The traces like a task, by page, most alike first.
plan<SimilarTracePage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"task_metadata_id", string> task_metadata_id{};
    arg<"similar_trace_id", string> similar_trace_id{};
    arg<"similarity_score", double> similarity_score{};
    arg<"human_score", optional<double>> human_score{};
};
using create_args = arguments<create_fields>;
/// Notes that a trace is like a task. Errors: conflict (the id is taken, or the pair is there), foreign_key (no such task
/// or trace).
plan<TaskSimilarTrace> create(create_args&&);

/// Deletes one row; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<get, list, create, delete_>;

}  // namespace iofold::task_similar_traces
