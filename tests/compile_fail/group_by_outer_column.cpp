// expect: squall: group_by() or having() uses a table that is not in from() or join()
#include "programs.hpp"

// D1's SQLite finds no column of a query around it in GROUP BY.
constexpr auto numbers = select(max(runs.number)).from(runs).group_by(concat(users.id, runs.agent_id));
constexpr auto text = text_of(select(users.id).from(users).where(literal<1>.in(numbers)));
