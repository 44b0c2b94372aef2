#pragma once
// The words in which repository functions are declared and written.
#include "squall/squall.hpp"

namespace iofold {

using squall::arguments;
using squall::as_given;
using squall::as_patch;
using squall::at_least;
using squall::between;
using squall::date;
using squall::default_enum;
using squall::default_false;
using squall::default_integer;
using squall::default_text;
using squall::default_true;
using squall::fields_of;
using squall::filled;
using squall::fixed_string;
using squall::function_list;
using squall::json;
using squall::not_blank;
using squall::nothing;
using squall::nullable;
using squall::object;
using squall::object_of;
using squall::only_array;
using squall::only_object;
using squall::page;
using squall::plan;
using squall::tenant;
using squall::timestamp;
using squall::trimmed;

using std::int64_t;
using std::optional;
using std::string;
using std::vector;

/// The argument of many functions: the id of a row.
template <template <fixed_string, class, auto...> class arg>
struct id_fields {
    arg<"id", string> id{};
};
using id_args = arguments<id_fields>;

/// A row of the caller's workspace.
template <template <fixed_string, class, auto...> class arg>
struct workspace_id_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"id", string> id{};
};
using workspace_id_args = arguments<workspace_id_fields>;

/// A row of the caller's workspace, or of any when none is given.
template <template <fixed_string, class, auto...> class arg>
struct any_workspace_id_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"id", string> id{};
};
using any_workspace_id_args = arguments<any_workspace_id_fields>;

}  // namespace iofold
