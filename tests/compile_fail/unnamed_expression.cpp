// expect: squall: a selected expression needs a name: as<...>(...)
#include "programs.hpp"

constexpr auto text = text_of(select(agents.version + literal<1>).from(agents));
