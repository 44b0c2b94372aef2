#pragma once
// A folder in which the migrations of this tool lie beside an application's earlier files.
#include "migration_files.hpp"

namespace squall::migrate {

/// Throws failure(refused), with the commands that separate them, where files that meta/checksums.json does not record stand
/// between recorded ones and the whole does not run from an empty database. New files behind the recorded ones, and files of a
/// merge that run, are no second history.
void refuse_two_histories(const migration_folder& folder);

}  // namespace squall::migrate
