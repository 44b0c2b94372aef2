// expect: squall: from() reads a named query that no with() puts before the statement
#include "programs.hpp"

constexpr auto a = named<"due">(select(users.id).from(users));
constexpr auto one = select(a[users.id]).from(a);
constexpr auto q = union_all(with(a)(one), one);
static_assert(text_of(q).size() > 0);
