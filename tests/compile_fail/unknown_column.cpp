// expect: no member named 'nmae'
#include "programs.hpp"

constexpr auto q = select(agents.nmae).from(agents);
