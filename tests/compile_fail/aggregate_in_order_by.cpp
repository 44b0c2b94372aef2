// expect: squall: order_by() holds an aggregate, but the query does not aggregate; add group_by()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).order_by(count()));
