// expect: squall: the statements of a choice<...>() return different rows
#include "programs.hpp"
#include "squall/sql/choice.hpp"

constexpr auto either = choice<"what">(by<"users">(select(users).from(users)), by<"agents">(select(agents).from(agents)));
