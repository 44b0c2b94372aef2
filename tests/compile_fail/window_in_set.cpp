// expect: squall: over() is allowed only in select() and order_by()
#include "programs.hpp"

constexpr auto text = text_of(update(agents).set(agents.version = over(row_number())).where(agents.id == param<"id">));
