#pragma once
// Which tables refer to which.
#include <set>

#include "snapshot.hpp"

namespace squall::migrate {

/// Names in lower case: SQLite's names have no case.
using name_set = std::set<std::string>;

/// The tables themselves and all that refer to them, directly or through others.
name_set with_descendants(const snapshot& s, const name_set& tables);
/// These tables, parents before children; rings are broken at a reference that may be null.
std::vector<const table_shape*> parents_first(const snapshot& s, const name_set& tables);

}  // namespace squall::migrate
