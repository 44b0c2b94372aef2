// expect: squall: literal<...> takes a text, an integer, a bool or a value of an enum; NULL is null<T>
#include "programs.hpp"

constexpr auto q = select(users.id).from(users).where(users.name == literal<nullptr>);
static_assert(text_of(q).size() > 0);
