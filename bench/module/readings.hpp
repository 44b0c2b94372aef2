#pragma once
// A table of ten columns, a JSON and a boolean column among them, and what the benchmarks do with it that no function of
// iofold does alone: lists of any length, many rows at once, a patch without a guard.
#include "repositories/declaration.hpp"
#include "schema/json_shapes.hpp"
#include "schema/table_declaration.hpp"

namespace bench {
namespace schema {

using iofold::schema::default_now;
using iofold::schema::StringList;
using squall::json;
using squall::primary_key;

template <template <squall::fixed_string, class, auto...> class column>
struct readings_table {
    column<"id", std::string, primary_key> id{};
    column<"sensor_id", std::string> sensor_id{};
    column<"sequence", std::int64_t> sequence{};
    column<"title", std::string> title{};
    column<"labels", json<StringList>> labels{};
    column<"is_valid", bool> is_valid{};
    column<"score", std::optional<double>> score{};
    column<"note", std::optional<std::string>> note{};
    column<"previous_id", std::optional<std::string>> previous_id{};
    column<"created_at", squall::timestamp, default_now> created_at{};
};
inline constexpr squall::table<readings_table, "readings"> readings;
using Reading = squall::row_of<readings>;

}  // namespace schema

namespace readings {

using namespace iofold;
using schema::Reading;
using schema::StringList;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"sensor_id", string> sensor_id{};
    arg<"limit", int64_t, default_integer<100>, between<1, 100000>> limit{};
};
using list_args = arguments<list_fields>;
/// A sensor's readings in their order.
plan<vector<Reading>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct find_fields {
    arg<"ids", vector<string>> ids{};
};
using find_args = arguments<find_fields>;
/// The readings with these ids, in the order of their ids.
plan<vector<Reading>> find(find_args&&);

template <template <fixed_string, class, auto...> class arg>
struct reading_patch_fields {
    arg<"title", optional<string>> title{};
    arg<"is_valid", optional<bool>> is_valid{};
    arg<"score", optional<double>, nullable> score{};
    arg<"note", optional<string>, nullable> note{};
};
template <template <fixed_string, class, auto...> class arg>
struct update_fields {
    arg<"id", string> id{};
    arg<"patch", object<reading_patch_fields>> patch{};
};
using update_args = arguments<update_fields>;
/// Changes what the patch names. Errors: not_found.
plan<Reading> update(update_args&&);

template <template <fixed_string, class, auto...> class arg>
struct reading_fields {
    arg<"id", string> id{};
    arg<"sensor_id", string> sensor_id{};
    arg<"sequence", int64_t> sequence{};
    arg<"title", string> title{};
    arg<"labels", json<StringList>, only_array> labels{};
    arg<"is_valid", bool> is_valid{};
    arg<"score", optional<double>> score{};
    arg<"note", optional<string>> note{};
    arg<"previous_id", optional<string>> previous_id{};
};
template <template <fixed_string, class, auto...> class arg>
struct create_many_fields {
    arg<"rows", vector<object<reading_fields>>> rows{};
};
using create_many_args = arguments<create_many_fields>;
/// Adds all rows or none. Errors: conflict.
plan<nothing> create_many(create_many_args&&);

using functions = function_list<list, find, update, create_many>;

}  // namespace readings
}  // namespace bench
