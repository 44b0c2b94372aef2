// expect: squall: the first column of an R*Tree is the std::int64_t that numbers its rows
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct places_columns {
    column<"west", double> west{};
    column<"east", double> east{};
};
constexpr rtree_table<places_columns, "places"> places;
constexpr auto text = text_of(select(places.west).from(places));
