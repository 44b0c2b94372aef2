// expect: squall: a trigger's statements have no with() and write a table under its own name
#include "programs.hpp"

#include "squall/sql/trigger.hpp"

constexpr auto t = after_insert<"t", agents>(delete_from(alias<"r">(runs)).where(alias<"r">(runs).agent_id == new_row<agents>.id));
