// expect: squall: both sides of a comparison must hold the same type of value
#include "programs.hpp"

constexpr auto text = text_of(select(parcels.id).from(parcels).where(parcels.content == literal<"abc">));
