#pragma once
// Tables in which a migration sets rows aside that have no place: "<table>_orphans".
#include "migration_files.hpp"
#include "target.hpp"

namespace squall::migrate {

/// Drops those that one of these files makes and that hold no row; returns their names. Throws failure(database).
names drop_empty_set_aside(target& db, const migration_folder& folder, const names& files, const snapshot& schema);

}  // namespace squall::migrate
