// expect: squall: the parts of a recursive query have no order, limit or with(), and the second is one select()
#include "programs.hpp"

constexpr auto found = so_far<"t">(select(agents.id).from(agents).limit<1>());
constexpr auto tree = recursive(found, select(agents.id).from(agents).join(found, found[agents.id] == agents.id));
