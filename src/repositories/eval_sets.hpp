#pragma once
// Sets of examples that evals are made from.
#include "declaration.hpp"
#include "schema/evals.hpp"

namespace iofold::eval_sets {

using schema::EvalSet;

/// One set of any workspace, or null.
plan<optional<EvalSet>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using EvalSetPage = page<EvalSet, "created_at", "id">;
/// The sets of a workspace by page, newest first.
plan<EvalSetPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"name", string> name{};
    arg<"description", optional<string>> description{};
    arg<"minimum_examples", int64_t, default_integer<5>> minimum_examples{};
};
using create_args = arguments<create_fields>;
/// Adds a set. Errors: conflict (the workspace has the name, or the id is taken), foreign_key (no such workspace).
plan<EvalSet> create(create_args&&);

/// Deletes one set; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<get, list, create, delete_>;

}  // namespace iofold::eval_sets
