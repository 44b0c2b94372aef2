// expect: squall: where() of update and delete comes before order_by() and limit()
#include "programs.hpp"

constexpr auto q = delete_from(runs).where(runs.number > literal<1>).limit<1>().where(runs.number < literal<9>);
