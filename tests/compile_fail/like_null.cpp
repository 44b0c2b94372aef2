// expect: squall: a comparison with null never holds; use is_null() or is_not_null()
#include "programs.hpp"

constexpr auto q = select(users.id).from(users).where(users.name.like(null<std::string>));
