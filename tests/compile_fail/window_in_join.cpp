// expect: squall: over() is allowed only in select() and order_by()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).join(runs, runs.number == over(row_number())));
