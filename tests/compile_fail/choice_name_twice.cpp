// expect: squall: two by<...>() of a choice<...>() have the same name
#include "programs.hpp"
#include "squall/sql/choice.hpp"

constexpr auto order = choice<"sort">(by<"name">(agents.name), by<"name">(agents.version));
