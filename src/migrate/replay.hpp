#pragma once
// The schema that a folder's migrations make of an empty database, found by running them in memory.
#include "migration_files.hpp"

namespace squall::migrate {

class target;

/// Runs one file's statements, all or nothing. Throws failure(database) naming file, statement and reason.
void run_file(target& db, const migration_file& f);

/// After all files, or after `last` of them, `without` some. What they set aside beside `schema` is left out. Throws failure(database)
/// naming file, statement and reason.
snapshot replay(const migration_folder& folder, const snapshot* schema, const std::string& last = {}, const names& without = {});

}  // namespace squall::migrate
