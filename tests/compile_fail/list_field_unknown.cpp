// expect: squall: the bound list has no field of this name
#include "programs.hpp"

constexpr auto item = rows<"items", users.id, users.email>;
constexpr auto q = update(users).set(users.name = item[users.name]).from(item).where(users.id == item[users.id]);
