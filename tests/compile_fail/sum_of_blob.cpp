// expect: squall: sum(), avg() and total() need numbers
#include "programs.hpp"

constexpr auto text = text_of(select(as<"all">(sum(parcels.content))).from(parcels));
