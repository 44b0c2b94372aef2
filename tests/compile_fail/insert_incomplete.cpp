// expect: squall: insert leaves out a NOT NULL column that has no default
#include "programs.hpp"

constexpr auto text = text_of(insert_into(agents).set(agents.id, agents.name));
