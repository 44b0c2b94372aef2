// expect: squall: select() of columns needs from()
#include "programs.hpp"
#include "squall/sql/values.hpp"

constexpr auto text = text_of(values(as<"a">(agents.version), literal<2>));
