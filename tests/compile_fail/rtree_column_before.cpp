// expect: squall: the stored_only columns of an R*Tree stand behind its coordinates
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct places_columns {
    column<"id", std::int64_t> id{};
    column<"name", std::string, stored_only> name{};
    column<"west", double> west{};
    column<"east", double> east{};
};
constexpr rtree_table<places_columns, "places"> places;
constexpr auto text = text_of(select(places.west).from(places));
