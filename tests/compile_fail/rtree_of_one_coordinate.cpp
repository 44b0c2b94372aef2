// expect: squall: an R*Tree has 1 to 5 pairs of coordinates, the least before the greatest
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct places_columns {
    column<"id", std::int64_t> id{};
    column<"west", double> west{};
};
constexpr rtree_table<places_columns, "places"> places;
constexpr auto text = text_of(select(places.west).from(places));
