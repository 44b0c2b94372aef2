// expect: squall: a query of with() has the name of a table that the statement reads; name the query otherwise
#include "programs.hpp"

constexpr auto taken = named<"runs">(select(agents.id).from(agents));
constexpr auto own = alias<"own">(runs);
constexpr auto text = text_of(with(taken)(
    select(as<"t">(taken[agents.id])).from(taken).where(exists(select(own.number).from(own).where(own.agent_id == taken[agents.id])))));
