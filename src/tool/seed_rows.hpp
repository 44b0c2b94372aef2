#pragma once
// Rows for every table of the schema: the same for the same numbers, parents first, rows that belong together among themselves.
#include <functional>

#include "migrate/declared.hpp"
#include "migrate/target.hpp"

namespace squall::tool {

struct seed_options {
    std::int64_t rows = 20;  // for each table; fewer for one that most others hang on
    std::uint64_t seed = 1;
    std::function<void(const std::string& table, std::int64_t done, std::int64_t all)> progress{};
};
struct seeded_table {
    std::string table;
    std::int64_t rows = 0;  // those that are new
    std::string why{};      // it holds fewer than it should, and why; empty: it has its rows
};

/// Rows that are there already (by a key) stay as they are. Throws failure(database) where nothing can be asked or written; a
/// table that cannot be filled is named in the result.
std::vector<seeded_table> seed_rows(migrate::target& db, const migrate::declared_schema& schema, const seed_options& o);

}  // namespace squall::tool
