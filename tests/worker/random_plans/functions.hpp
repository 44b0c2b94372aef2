#pragma once
// A module of the tests': one table, and statements of every form of the language over it. Random sequences of these calls
// are performed by SQLite natively (play.cpp) and by D1, and both are held against a model (model.ts).
#include "repositories/declaration.hpp"
#include "squall/squall.hpp"

namespace random_plans {

using namespace iofold;

template <template <fixed_string, class, auto...> class column>
struct items_table {
    column<"id", string, squall::primary_key> id{};
    column<"kind", string> kind{};
    column<"amount", int64_t> amount{};
    column<"weight", optional<double>> weight{};
    column<"note", optional<string>> note{};
};
inline constexpr squall::table<items_table, "random_items"> stored_items;
using Item = squall::row_of<stored_items>;

namespace items {

using ItemPage = page<Item, "weight", "id">;

template <template <fixed_string, class, auto...> class column>
struct total_fields {
    column<"kind", string> kind{};
    column<"how_many", int64_t> how_many{};
    column<"sum", int64_t> sum{};
    column<"heaviest", optional<double>> heaviest{};
};
using Total = fields_of<total_fields>;

template <template <fixed_string, class, auto...> class arg>
struct put_fields {
    arg<"id", string> id{};
    arg<"kind", string> kind{};
    arg<"amount", int64_t> amount{};
    arg<"weight", optional<double>> weight{};
    arg<"note", optional<string>> note{};
};
using put_args = arguments<put_fields>;
template <template <fixed_string, class, auto...> class arg>
struct put_many_fields {
    arg<"items", vector<object<put_fields>>> items{};
};
using put_many_args = arguments<put_many_fields>;
template <template <fixed_string, class, auto...> class arg>
struct move_fields {
    arg<"from", string> from{};
    arg<"to", string> to{};
    arg<"amount", int64_t, at_least<1>> amount{};
};
using move_args = arguments<move_fields>;
template <template <fixed_string, class, auto...> class arg>
struct ids_fields {
    arg<"ids", vector<string>> ids{};
};
using ids_args = arguments<ids_fields>;
template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"kind", optional<string>> kind{};
    arg<"least", optional<int64_t>> least{};
    arg<"limit", int64_t, default_integer<3>, between<1, 9>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;

/// Stores an item, over the one of its id if there is one.
plan<Item> put(put_args&&);
/// Stores new items, all or none. Errors: conflict.
plan<nothing> put_many(put_many_args&&);
/// Takes an amount from one item to another. Errors: not_found (from, to), guard_failed (enough).
plan<Item> move(move_args&&);
/// Whether there was one.
plan<bool> remove(id_args&&);
/// Errors: not_found.
plan<Item> get(id_args&&);
/// Those of the ids that are there, by id.
plan<vector<Item>> find(ids_args&&);
/// The heaviest first, those without a weight last.
plan<ItemPage> list(list_args&&);
/// Of each kind with more than one item.
plan<vector<Total>> totals(squall::no_arguments&&);

using functions = function_list<put, put_many, move, remove, get, find, list, totals>;

}  // namespace items

using all_functions = items::functions;

}  // namespace random_plans
