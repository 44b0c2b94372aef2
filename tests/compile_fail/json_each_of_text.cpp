// expect: squall: json_each() and json_tree() take a json<...> column, or param<
#include "programs.hpp"
#include "squall/sql/json_each.hpp"

constexpr auto name = json_each<"name">(agents.name);
