#pragma once
// What later migrations make of a database that differs from its baseline, found by running them on a copy of its schema.
#include "migration_files.hpp"
#include "target.hpp"

namespace squall::migrate {

/// The differences that remain between a database and the folder's last state once the files behind `last` have run. The copy
/// is in memory and holds no rows, nor the tables of `bookkeeping`. Throws failure(database), naming file, statement and reason, where a file does not run.
names differences_left(target& db, const migration_folder& folder, const snapshot* schema, const std::string& last,
                       const names& bookkeeping = {});

}  // namespace squall::migrate
