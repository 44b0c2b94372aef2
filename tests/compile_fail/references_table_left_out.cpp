// expect: squall: references<...> names a table that is not in the schema's list
#include "programs.hpp"

inline constexpr relation_list<agents, runs> tables;
static_assert((check_references(tables), true));
