// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include <squall/sql/trigger.hpp>

#include "programs.hpp"

inline constexpr auto renamed = squall::after_update<"renamed", agents>(
    update(users).set(users.name = literal<"x">).where(new_row<agents>.created_at > old_row<agents>.created_at));
constexpr auto text = renamed.name;
