// expect: squall: sql_object<...> creates a table, virtual table, index, view or trigger of its name
#include <squall/sql/sql_object.hpp>

#include "programs.hpp"

inline constexpr sql_object<"places", "CREATE VIRTUAL TABLE locations USING rtree(id, west, east)"> places;
constexpr auto text = decltype(places)::ddl::statements[0];
