#pragma once
// How each eval did, day by day.
#include "declaration.hpp"
#include "schema/monitoring.hpp"

namespace iofold::performance_snapshots {

using schema::NumberMap;
using schema::PerformanceSnapshot;

template <template <fixed_string, class, auto...> class arg>
struct upsert_fields {
    arg<"eval_id", string> eval_id{};
    arg<"snapshot_date", date> snapshot_date{};
    arg<"accuracy", optional<double>> accuracy{};
    arg<"execution_count", int64_t, default_integer<0>> execution_count{};
    arg<"contradiction_count", int64_t, default_integer<0>> contradiction_count{};
    arg<"error_count", int64_t, default_integer<0>> error_count{};
    arg<"pass_count", int64_t, default_integer<0>> pass_count{};
    arg<"fail_count", int64_t, default_integer<0>> fail_count{};
    arg<"prompt_distribution", optional<json<NumberMap>>> prompt_distribution{};
};
using upsert_args = arguments<upsert_fields>;
/// Stores the figures of an eval's day over those that are there; a prompt distribution left out stays. Errors:
/// foreign_key (no such eval).
plan<PerformanceSnapshot> upsert(upsert_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"eval_id", string> eval_id{};
    arg<"days", int64_t, default_integer<30>, at_least<0>> days{};
    arg<"today", optional<date>> today{};
};
using list_args = arguments<list_fields>;
/// An eval's snapshots of the last days and of those to come, oldest first.
plan<vector<PerformanceSnapshot>> list(list_args&&);

/// One snapshot, or null when unknown.
plan<optional<PerformanceSnapshot>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"eval_id", string> eval_id{};
    arg<"snapshot_date", date> snapshot_date{};
    arg<"accuracy", optional<double>> accuracy{};
    arg<"execution_count", int64_t, default_integer<0>> execution_count{};
    arg<"contradiction_count", int64_t, default_integer<0>> contradiction_count{};
    arg<"error_count", int64_t, default_integer<0>> error_count{};
    arg<"pass_count", int64_t, default_integer<0>> pass_count{};
    arg<"fail_count", int64_t, default_integer<0>> fail_count{};
    arg<"prompt_distribution", optional<json<NumberMap>>> prompt_distribution{};
};
using create_args = arguments<create_fields>;
/// Stores a snapshot of a day that has none. Errors: conflict (it has one, or the id is taken), foreign_key (no such
/// eval).
plan<PerformanceSnapshot> create(create_args&&);

/// Deletes one snapshot; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<upsert, list, get, create, delete_>;

}  // namespace iofold::performance_snapshots
