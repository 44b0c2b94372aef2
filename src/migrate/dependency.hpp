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
/// Whether the columns, in any order, are a key that a reference may name.
bool has_key(const table_shape& t, const names& columns);
/// Whether a foreign key refers to the columns of this index. With foreign keys on, SQLite takes no row of parent or child
/// while such an index is missing.
bool is_parent_key(const snapshot& s, const table_shape& parent, const index_shape& index);
/// Whether the statement of a virtual table names this. There, names may stand in strings: content='notes'.
bool virtual_table_names(std::string_view create, const std::string& name);
/// Whether a full-text index reads this column of another table.
bool reads_column(std::string_view create, const std::string& table, const std::string& column);

}  // namespace squall::migrate
