// expect: squall: value_when<...>() holds an aggregate, without which the query would not aggregate; add group_by()
#include "programs.hpp"
#include "squall/sql/optional_reads.hpp"

constexpr auto text = text_of(select(as<"n">(value_when<"count">(count()))).from(agents));
