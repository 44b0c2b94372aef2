#pragma once
// Columns that only some databases have. SQL cannot drop a column where it exists and go on where it does not, so a migration
// names the column in a comment, which wrangler skips, and squall migrate does it.
#include "migration_files.hpp"
#include "target.hpp"

namespace squall::migrate {

struct retired_column {
    std::string table, column;
};

/// The columns that a file names in lines of the form "-- squall: set aside traces.agent_id". Throws failure(refused), naming
/// file and line, for any other line that begins with "-- squall:".
std::vector<retired_column> retired_columns_of(const migration_file& file);

/// How a database gets rid of a retired column that it has.
struct column_set_aside {
    std::string column;  // "traces.agent_id"
    std::string table;   // "traces_orphans", where the values go with the keys of their rows
    std::vector<statement> statements;
    std::size_t insert = 1;  // which of them moves the values
};
/// The retired columns of a file that a database has, unless `kept` (if given) has them too.
std::vector<column_set_aside> columns_to_set_aside(target& db, const migration_file& file, const snapshot* kept = nullptr);

}  // namespace squall::migrate
