// expect: squall: over() is allowed only in select() and order_by()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).where(over(row_number()) == literal<1>));
