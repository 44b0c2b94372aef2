// expect: squall: order_by() of a compound query takes columns of its result, by the names that the first term has
#include "programs.hpp"

constexpr auto text = text_of(union_all(select(agents.id).from(agents), select(users.id).from(users)).order_by(agents.name));
