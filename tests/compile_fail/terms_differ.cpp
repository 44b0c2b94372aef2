// expect: squall: the terms of a compound select have different columns or types
#include "programs.hpp"

constexpr auto text = text_of(union_all(select(agents.id).from(agents), select(agents.version).from(agents)));
