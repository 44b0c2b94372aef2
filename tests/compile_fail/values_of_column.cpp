// expect: squall: select() names a column of a table that is not in from() or join()
#include "programs.hpp"
#include "squall/sql/values.hpp"

constexpr auto text = text_of(values(as<"a">(agents.version), literal<2>));
