#pragma once
// A database in memory, and a table's facts as SQLite tells them.
#include <string>

#include "table_facts.hpp"

struct sqlite3;

namespace iofold::test {

class database {
  public:
    database();
    ~database();
    database(const database&) = delete;
    database& operator=(const database&) = delete;

    /// Every statement of a text. An error is thrown as std::runtime_error with SQLite's message.
    void run(std::string_view sql);
    /// The rows of one query, NULL as "NULL", cells of a row separated by "|".
    sentences rows(std::string_view sql) const;

    table_facts facts_of_table(const std::string& name) const;
    sqlite3* connection() const { return connection_; }

  private:
    using cells = std::vector<std::vector<std::string>>;
    cells query(std::string_view sql) const;
    sentences index_columns(const std::string& index) const;
    sqlite3* connection_ = nullptr;
};

/// Numbers of migration files, both included.
struct migration_range {
    std::string_view first = "0000", last = "9999";
};
/// migrations/*.sql of the project, one after another, each all or nothing.
void apply_migrations(database&, migration_range = {});

}  // namespace iofold::test
