// expect: squall: SQLite does not return the rows of a virtual table that it wrote; select them, by an id that is bound
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
constexpr auto text = text_of(delete_from(places).where(places.id == literal<1>).returning(places));
