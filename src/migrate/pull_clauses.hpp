#pragma once
// The clauses of a table as its pulled declaration has them: marks behind a column's type, options, constraints and indexes.
#include <functional>

#include "snapshot.hpp"

namespace squall::migrate {

/// ", squall::unique, squall::collation<\"NOCASE\">"; `own_type` is the type that the column has without a mark.
std::string marks_of_column(const snapshot& s, const table_shape& t, const column_shape& c, std::string_view own_type);
/// ".strict = true"; empty where the table has none.
std::string options_of_table(const table_shape& t);
/// The arguments of squall::constraints(): keys, references, checks and indexes. `column_of` is the object of a column of a table.
names constraints_of_table(const snapshot& s, const table_shape& t,
                           const std::function<std::string(const std::string& table, const std::string& column)>& column_of);

}  // namespace squall::migrate
