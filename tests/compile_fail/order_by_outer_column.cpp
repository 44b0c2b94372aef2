// expect: squall: order_by() or limit() uses a table that is not in from() or join()
#include "programs.hpp"

// D1's SQLite finds no column of a query around it in ORDER BY.
constexpr auto newest = select(runs.number).from(runs).order_by(users.name.asc()).limit<1>();
constexpr auto text = text_of(select(as<"newest">(scalar(newest))).from(users));
