// expect: squall: over() is allowed only in select() and order_by()
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(count())).from(agents).group_by(agents.id).having(over(row_number()) == literal<1>));
