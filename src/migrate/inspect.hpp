#pragma once
// The schema that a database has, by its catalogue.
#include "snapshot.hpp"
#include "target.hpp"

namespace squall::migrate {

/// Everything but internal tables and virtual ones. What migrations set aside beside `schema` is left out too.
snapshot inspect(target& db, const snapshot* schema = nullptr);

}  // namespace squall::migrate
