// expect: squall: SQLite renames a query's column called true or false; select it as<...>() of another name
#include "programs.hpp"

constexpr auto inner = derived<"inner">(select(users.id, as<"true">(users.name)).from(users));
constexpr auto query = select(inner.get<"true", std::string>()).from(inner);
