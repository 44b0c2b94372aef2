// expect: squall: an index has no NULLS FIRST or LAST
#include "programs.hpp"

constexpr auto columns = decltype(index<"i">(runs.score.asc().nulls_last()))::columns;
