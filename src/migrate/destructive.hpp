#pragma once
// Which statements of a migration remove or overwrite what a database holds.
#include <optional>

#include "migration_files.hpp"

namespace squall::migrate {

/// Whether a statement drops a table or a column, or deletes, replaces or updates rows. Dropping an index, a view or a trigger loses
/// no rows.
bool is_destructive(std::string_view sql);
/// The first such statement of a file, or nothing. A column that the file sets aside counts as dropped.
std::optional<located_statement> first_destructive(const migration_file& file);

}  // namespace squall::migrate
