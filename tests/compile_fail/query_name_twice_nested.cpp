// expect: squall: two queries of with() have the same name
#include "programs.hpp"

constexpr auto a = named<"due">(select(users.id).from(users));
constexpr auto q = with(a)(with(a)(select(a[users.id]).from(a)));
