#pragma once
// The rows that are in a database, against what the declarations promise of them.
#include <functional>

#include "declared.hpp"
#include "target.hpp"

namespace squall::migrate {

struct row_problem {
    std::string table, column;            // column is empty for what concerns the whole row; of a key, its columns
    std::string what;                     // "holds NULL", "holds a value outside its list", …
    std::int64_t count = 0;               // rows; of duplicates, keys
    std::vector<std::string> examples{};  // primary keys, parts joined by /
};
struct verify_options {
    std::vector<std::string> tables{};  // and views; empty: all, and what SQLite finds in the file
    std::int64_t examples = 3;
    std::function<void(const std::string& what, std::int64_t done, std::int64_t all)> progress{};
};
struct verify_result {
    std::vector<row_problem> problems{};
    std::int64_t tables = 0, views = 0, rows = 0;
    bool has_integrity = false;  // whether the database answered PRAGMA integrity_check
};

/// Reads every row. Throws failure(database) when a question cannot be asked, failure(usage) for a table that is not declared.
verify_result verify_rows(target& db, const declared_schema& schema, const verify_options& o);

}  // namespace squall::migrate
