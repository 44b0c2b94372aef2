// expect: squall: a query of with() has the name of a table that the statement reads; name the query otherwise
#include "programs.hpp"

constexpr auto first = named<"first">(select(users.id).from(users));
constexpr auto later = named<"users">(select(agents.id).from(agents));
constexpr auto text = text_of(with(first, later)(select(first[users.id]).from(first)));
