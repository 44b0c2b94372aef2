// expect: squall: a compound select has at most 5 terms on D1
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents);
constexpr auto text = text_of(union_all(q, q, q, q, q, q));
