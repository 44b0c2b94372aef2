#pragma once
// Rows for every table of the schema: the same for the same numbers, parents first, one workspace's rows among themselves.
#include <functional>

#include "migrate/declared.hpp"
#include "migrate/target.hpp"

namespace squall::tool {

struct seed_options {
    std::int64_t rows = 20;  // about, for each table; users and workspaces are fewer
    std::uint64_t seed = 1;
    std::function<void(const std::string& table, std::int64_t done, std::int64_t all)> progress{};
};
struct seeded_table {
    std::string table;
    std::int64_t rows = 0;  // those that are new
};

/// Rows that are there already (by a key) stay as they are. Throws failure(database).
std::vector<seeded_table> seed_rows(migrate::target& db, const migrate::declared_schema& schema, const seed_options& o);

}  // namespace squall::tool
