// expect: squall: a coordinate of rtree_table<> is a double, of rtree_i32_table<> a std::int64_t, and never NULL; a further column is stored_only
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct places_columns {
    column<"id", std::int64_t> id{};
    column<"west", std::int64_t> west{};
    column<"east", std::int64_t> east{};
};
constexpr rtree_table<places_columns, "places"> places;
constexpr auto text = text_of(select(places.west).from(places));
