// expect: squall: a query of with() has the name of a table that the statement reads; name the query otherwise
#include "programs.hpp"

constexpr auto taken = named<"agents">(select(users.id, as<"name">(users.email)).from(users));
constexpr auto text = text_of(with(taken)(select(agents.name).from(agents)));
