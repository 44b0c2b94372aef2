// expect: squall: two queries of with() have the same name
#include "programs.hpp"

constexpr auto a = named<"due">(select(users.id).from(users));
constexpr auto b = named<"Due">(select(agents.id).from(agents));
constexpr auto q = with(a, b)(select(a[users.id]).from(a));
