// expect: squall: one_of<...> lists a text twice
#include "programs.hpp"

constexpr auto q = select(as<"kind">(param<"kind", one_of<"new", "old", "new">>)).from(agents);
constexpr auto text = text_of(q);
