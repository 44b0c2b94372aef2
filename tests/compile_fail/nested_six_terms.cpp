// expect: squall: a compound select has at most 5 terms on D1
#include "programs.hpp"

constexpr auto one = select(users.id).from(users);
constexpr auto q = union_distinct(one, except(one, one), intersect(one, union_all(one, one)));
static_assert(text_of(q).size() > 0);
