// expect: squall: a query of with() has the name of a table that the statement reads; name the query otherwise
#include "programs.hpp"

constexpr auto itself = named<"Agents">(select(agents.id).from(agents));
constexpr auto text = text_of(with(itself)(select(itself[agents.id]).from(itself)));
