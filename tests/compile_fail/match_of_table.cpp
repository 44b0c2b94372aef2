// expect: squall: matches() needs a full-text index or a full-text table
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
constexpr auto text = text_of(select(places).from(places).where(matches(places, param<"q">)));
