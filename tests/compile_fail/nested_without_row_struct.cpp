// expect: squall: a nested query is select(table) or select_into<Row>(...)
#include "programs.hpp"

constexpr auto inner = alias<"inner">(agents);
constexpr auto query = select(as<"others">(nested_rows(select(inner.id).from(inner)))).from(agents);
