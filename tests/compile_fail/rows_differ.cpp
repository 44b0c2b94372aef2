// expect: squall: the rows compared have different columns or types
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).where(row(agents.name, agents.id) < row(literal<1>, literal<"a">));
