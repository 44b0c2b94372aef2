// expect: squall: value_when<...>() takes a value; nested rows are left out by a condition of theirs: a bool param<...>
#include "programs.hpp"
#include "squall/sql/optional_reads.hpp"

constexpr auto q = value_when<"agents">(nested_rows(select(agents).from(agents)));
