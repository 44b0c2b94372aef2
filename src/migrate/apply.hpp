#pragma once
// Which migrations a database has, and how it gets the rest: through wrangler's own table (d1_migrations, or as
// its configuration names it), so that either
// tool can go on where the other stopped. What only this tool knows, the checksums of the files as they were when they
// were applied, stands in a table of its own, squall_migrations.
#include <functional>

#include "bookmarks.hpp"
#include "migration_files.hpp"
#include "target.hpp"

namespace squall::migrate {

struct applied_migration {
    std::string name, applied_at;
    std::string checksum;  // empty: wrangler applied it, and squall has not run since
};
/// A file that was given another number after it had been applied: its text is the same.
struct renamed_migration {
    std::string before, now;
};
struct migration_state {
    std::vector<applied_migration> applied{};
    std::vector<std::string> pending{};        // in the order in which they would be applied
    std::vector<std::string> edited{};         // applied, and the file is another one now
    std::vector<std::string> missing{};        // applied, and the file is gone
    std::vector<renamed_migration> renamed{};  // applied, and the file has another name now
};

/// What a migration's UPDATE statements did: "agents.created_at", and how many rows.
struct changed_rows {
    std::string column;
    std::int64_t rows = 0;
};
using applied_callback = std::function<void(const std::string& file, const std::vector<changed_rows>& changed)>;

/// A column that a file retires and that the database had.
struct set_aside_column {
    std::string file, column, table;
    std::int64_t rows = 0;  // how many values went to `table`
};

/// What apply_pending() did. Another run may have applied some of what was pending: that is not among it.
struct applied_migrations {
    std::vector<std::string> applied{};
    std::vector<renamed_migration> renamed{};  // recorded under their new names
    std::vector<set_aside_column> set_aside{};
};

/// Reads only. A database without the folder's table has nothing applied. Throws failure(refused) where another table
/// records these files.
migration_state state_of(target& db, const migration_folder& folder);

/// Applies what is pending, each file with its row in the folder's table as one batch. `on_applied` is called for each. The columns
/// that a file retires (retired_columns.hpp) are set aside in its batch; in one of their own where wrangler applied the file.
/// A file that another run applies at the same time is left to it. Throws failure(refused) for a file that may not run
/// (statements_of), before any has; failure(database) naming file, statement and reason; that file has changed nothing then;
/// failure(found) when an applied file was edited, unless `edited_is_fine`. Before a file that removes or overwrites something
/// (destructive.hpp) `bookmark` is asked; what it returns is kept in the file's batch.
applied_migrations apply_pending(target& db, const migration_folder& folder, bool edited_is_fine, const applied_callback& on_applied,
                                 const bookmark_source& bookmark = {});

/// Records the files up to and including `last` as applied, without running them: for a database that was there before.
std::vector<std::string> record_as_applied(target& db, const migration_folder& folder, const std::string& last);

}  // namespace squall::migrate
