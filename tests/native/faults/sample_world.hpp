#pragma once
// A database in which the sample calls (support/sample_calls.hpp) find what they ask for.
#include <string>
#include <vector>

#include "squall/sqlite/sqlite_database.hpp"

namespace iofold::test {

/// One row a table: its texts are "x", so that all refer to one another; its numbers 1, its moments before the clock's.
struct sample_world {
    std::size_t enum_value = 0;  // which of its values each enum column has, counted round
    bool nulls = false;          // columns that may be null are
    std::string without{};       // a table that has no row, as those that need that row have none
    std::string only{};          // a table that has a row, as those that this row needs; no other has
};
std::vector<sample_world> sample_worlds();

/// The rows as SQL, one INSERT a line.
std::vector<std::string> rows_of(const sample_world& world);
/// A query whose one row has a cell for each table: its rows in order, as literals of SQL.
const std::string& query_of_everything();
/// A database with all tables and these rows.
squall::sqlite_database make_sample_world(const sample_world& world);

}  // namespace iofold::test
