// expect: squall: sql_object<...> creates a table, virtual table, index, view or trigger of its name
#include <squall/sql/sql_object.hpp>

#include "programs.hpp"

inline constexpr sql_object<"notes", "CREATE TEMP TABLE notes (id INTEGER PRIMARY KEY)"> notes;
constexpr auto text = decltype(notes)::ddl::statements[0];
