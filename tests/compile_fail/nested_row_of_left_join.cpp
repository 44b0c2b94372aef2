// expect: squall: a nested row's columns are not its struct's fields: names, order, types, optional where null may come
#include "programs.hpp"

constexpr auto inner = alias<"inner">(agents);
constexpr auto text = text_of(select(as<"all">(nested_rows(select(inner).from(users).left_join(inner, inner.owner_id == users.id)))).from(agents));
