#pragma once
// A whole database as SQL that makes it again: every object with its own text, every row, and the counters of
// AUTOINCREMENT. A dump can be compared with the database that it came from.
#include <functional>
#include <map>
#include <string>

#include "migrate/target.hpp"

namespace squall::tool {

/// What a dump holds, so that a database made of it can be compared.
struct dump_contents {
    std::map<std::string, std::string> objects{};  // "table agents": its text
    struct table {
        std::int64_t rows = 0;
        std::string checksum{};  // of every cell with its type, and of rowids that matter
        bool with_rowid = false;
    };
    std::map<std::string, table> tables{};
    std::int64_t rows() const;
    std::size_t table_count = 0;  // those of an application: not the parts of a virtual table
};
struct dump_options {
    bool data = true;
    std::function<void(const std::string& statement)> write{};  // statements without their semicolon
    std::function<void(const std::string& name)> raw{};         // a virtual table that is written as its parts
    std::function<void(const std::string& table, std::int64_t done, std::int64_t all)> progress{};
};

/// Writes a database. Throws failure(database).
dump_contents dump(migrate::target& db, const dump_options& o);

/// Runs the SQL of a file on a new database at `database`. Throws failure(refused) with the reason.
void load_dump(const std::string& file, const std::string& database);
/// Throws failure(refused) with the first object or table of the database at `database` that is not as in `expected`.
void compare_copy(const std::string& database, const dump_contents& expected, bool data);

}  // namespace squall::tool
