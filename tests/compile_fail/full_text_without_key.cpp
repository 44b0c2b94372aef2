// expect: squall: a full-text index needs a table whose primary key is one integer
#include "programs.hpp"
#include "squall/sql/full_text.hpp"
#include "squall/sql/trigger.hpp"

inline constexpr full_text<agents, "agent_search", "", "name"> agent_search;
