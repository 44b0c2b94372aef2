// expect: squall: group_by() cannot hold an aggregate; group a derived<...>() query that has it
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(count())).from(runs).group_by(max(runs.number)));
