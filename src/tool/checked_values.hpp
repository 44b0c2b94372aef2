#pragma once
// Values that a column's CHECKs accept.
#include "migrate/target.hpp"
#include "random.hpp"
#include "seed_references.hpp"

namespace squall::tool {

/// JSON cells for a column that a CHECK names: what the constants in its CHECKs suggest, of which `db` has found that every
/// CHECK over this column alone accepts them. Where each CHECK names other columns too, nobody has asked: some are refused.
/// Empty where no CHECK names the column, or where nothing fits.
migrate::names checked_values(migrate::target& db, const seed_table& t, std::size_t column, random_source chance);

}  // namespace squall::tool
