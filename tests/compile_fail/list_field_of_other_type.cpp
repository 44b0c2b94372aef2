// expect: squall: a field of the bound list has another type than the column of its name
#include "programs.hpp"

constexpr auto item = rows<"items", users.id, typed_field<"name", std::int64_t>>;
constexpr auto q = update(users).set(users.name = item[users.name]).from(item).where(users.id == item[users.id]);
