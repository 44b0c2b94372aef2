#pragma once
// The last applied migration, taken back by its reverse file (down/NNNN_name.sql).
#include "bookmarks.hpp"
#include "migration_files.hpp"
#include "renames.hpp"
#include "target.hpp"

namespace squall::migrate {

/// The renames that undo these.
renames reversed(const renames& all);

struct reversible_migration {
    migration_file file, reverse;
};

/// The file that was applied last, with its reverse. Throws failure(found) where nothing is applied; failure(refused) where the file
/// or its reverse is missing, not recorded in meta/checksums.json, or edited since.
reversible_migration last_reversible(target& db, const migration_folder& folder);

/// What the reverse would lose of this database: rows of tables, values of columns, one sentence each. A table without rows and a column
/// without values lose nothing. The reverse is first run in memory, after the applied files: throws failure(refused) where it does not
/// lead back to the schema before its migration, and failure(found) where the database differs from what its files create, unless
/// `drift_is_fine`.
names losses_of(target& db, const migration_folder& folder, const reversible_migration& last, const snapshot& schema,
                const names& bookkeeping, bool drift_is_fine);

/// Runs the reverse and removes the records of its migration, as one batch. Returns false where another run has changed what was
/// applied last; then nothing is changed. Throws failure(database).
bool take_back(target& db, const std::string& table, const reversible_migration& last, const std::string& bookmark);

}  // namespace squall::migrate
