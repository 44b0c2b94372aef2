// expect: squall: a literal text cannot hold NUL, where SQL ends; bind it
#include "programs.hpp"

constexpr auto q = select(users.id).from(users).where(users.name == literal<"a\0b">);
static_assert(text_of(q).size() > 0);
