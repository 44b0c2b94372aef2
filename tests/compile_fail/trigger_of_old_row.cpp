// expect: squall: an assigned value uses a table that the statement does not read
#include "programs.hpp"
#include "squall/sql/full_text.hpp"
#include "squall/sql/trigger.hpp"

constexpr auto t =
    after_insert<"t", agents>(update(users).set(users.name = old_row<agents>.name).where(users.id == new_row<agents>.owner_id));
