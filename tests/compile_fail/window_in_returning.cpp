// expect: squall: over() is allowed only in select() and order_by()
#include "programs.hpp"

constexpr auto text = text_of(delete_from(agents).where(agents.id == param<"id">).returning_value<std::int64_t>(over(row_number())));
