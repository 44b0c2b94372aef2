// expect: squall: SQLite has no ON CONFLICT for a virtual table; delete the row before, in one plan
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct places_columns {
    column<"id", std::int64_t> id{};
    column<"west", double> west{};
    column<"east", double> east{};
    column<"name", std::string, stored_only> name{};
};
constexpr rtree_table<places_columns, "places"> places;
constexpr auto text =
    text_of(insert_into(places).set(places.id, places.west, places.east, places.name).on_conflict(places.id).do_nothing());
