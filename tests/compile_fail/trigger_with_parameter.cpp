// expect: squall: a trigger's statements have no parameters
#include "programs.hpp"
#include "squall/sql/full_text.hpp"
#include "squall/sql/trigger.hpp"

constexpr auto t = after_insert<"t", agents>(update(users).set(users.name = param<"name">).where(users.id == new_row<agents>.owner_id));
