#pragma once
// Summaries of traces, kept to save the model call.
#include "declaration.hpp"
#include "schema/task_enrichment.hpp"

namespace iofold::trace_summaries {

using schema::TraceSummary;

/// The summary of a trace.
template <template <fixed_string, class, auto...> class arg>
struct trace_fields {
    arg<"trace_id", string> trace_id{};
};
using trace_args = arguments<trace_fields>;
/// The cached summary of a trace, or null.
plan<optional<TraceSummary>> get(trace_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"trace_id", string> trace_id{};
    arg<"summary", string> summary{};
    arg<"key_behaviors", optional<json<schema::StringList>>, only_array> key_behaviors{};
};
using create_args = arguments<create_fields>;
template <template <fixed_string, class, auto...> class field>
struct cached_summary_fields {
    field<"created", bool> created{};
    field<"trace_id", string> trace_id{};
    field<"summary", string> summary{};
    field<"key_behaviors", optional<json<schema::StringList>>> key_behaviors{};
    field<"created_at", optional<timestamp>, filled> created_at{};
};
using CachedSummary = fields_of<cached_summary_fields>;
/// Caches the summary of a trace. When there is one it stays, and is given back with created false. Errors: foreign_key
/// (no such trace).
plan<CachedSummary> create(create_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using TraceSummaryPage = page<TraceSummary, "created_at", "trace_id">;
/// The summaries of a workspace's traces, by page, newest first.
plan<TraceSummaryPage> list(list_args&&);

/// Deletes the summary of a trace; false when there was none.
plan<bool> delete_(trace_args&&);

using functions = function_list<get, create, list, delete_>;

}  // namespace iofold::trace_summaries
