// expect: squall: the assigned value is not of the column's type
#include "programs.hpp"

constexpr auto text = text_of(update(parcels).set(parcels.id = cast<double>(parcels.weight)).where(parcels.id == param<"id">));
