// expect: squall: one_of<...> lists a text twice
#include "programs.hpp"

constexpr const sql_type* kind = type_of<one_of<"new", "old", "new">>;
