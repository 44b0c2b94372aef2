// expect: squall: this function needs a text
#include "programs.hpp"

constexpr auto text = text_of(select(as<"low">(lower(parcels.content))).from(parcels));
