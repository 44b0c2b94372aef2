#pragma once
// Which migrations a database has, and how it gets the rest: through wrangler's own table d1_migrations, so that either
// tool can go on where the other stopped. What only this tool knows, the checksums of the files as they were when they
// were applied, stands in a table of its own, squall_migrations.
#include <functional>

#include "migration_files.hpp"
#include "target.hpp"

namespace squall::migrate {

struct applied_migration {
    std::string name, applied_at;
    std::string checksum;  // empty: wrangler applied it, and squall has not run since
};
struct migration_state {
    std::vector<applied_migration> applied{};
    std::vector<std::string> pending{};  // in the order in which they would be applied
    std::vector<std::string> edited{};   // applied, and the file is another one now
    std::vector<std::string> missing{};  // applied, and the file is gone
};

/// What a migration's UPDATE statements did: "agents.created_at", and how many rows.
struct changed_rows {
    std::string column;
    std::int64_t rows = 0;
};
using applied_callback = std::function<void(const std::string& file, const std::vector<changed_rows>& changed)>;

/// Reads only. A database without d1_migrations has nothing applied.
migration_state state_of(target& db, const migration_folder& folder);

/// Applies what is pending, each file with its row in d1_migrations as one batch. `on_applied` is told of each.
/// Throws failure(database) naming file, statement and reason; that file has changed nothing then. Throws failure(found)
/// when an applied file was edited, unless `edited_is_fine`.
std::vector<std::string> apply_pending(target& db, const migration_folder& folder, bool edited_is_fine, const applied_callback& on_applied);

/// Records the files up to and including `last` as applied, without running them: for a database that was there before.
std::vector<std::string> record_as_applied(target& db, const migration_folder& folder, const std::string& last);

}  // namespace squall::migrate
