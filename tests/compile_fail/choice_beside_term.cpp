// expect: squall: order_by() takes column.asc() and column.desc(), or one choice<...>() alone
#include "programs.hpp"
#include "squall/sql/choice.hpp"

constexpr auto sorted =
    select(agents).from(agents).order_by(choice<"sort">(by<"name">(agents.name), by<"version">(agents.version)), agents.id);
