// expect: squall: ! needs a condition; ~ negates the bits of an integer
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).where(!agents.version);
