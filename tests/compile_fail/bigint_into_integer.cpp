// expect: squall: the assigned value is not of the column's type
#include "programs.hpp"

constexpr auto text = text_of(update(parcels).set(parcels.weight = parcels.id).where(parcels.id == param<"id">));
