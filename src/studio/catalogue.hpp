#pragma once
// The schema of the open database, with what the C++ declarations know beyond it.
#include <optional>
#include <string>

#include "connection.hpp"
#include "migrate/declared.hpp"

namespace squall::studio {

class catalogue {
  public:
    /// `path` is the file of `db`.
    catalogue(connection& db, std::string path, const migrate::declared_schema& declared);

    /// Read anew whenever the schema has changed.
    const migrate::snapshot& shapes();
    /// Throws problem(not_found).
    const migrate::table_shape& table(std::string_view name);
    const migrate::declared_table* declaration(std::string_view table_name) const;
    const column_description* declaration(std::string_view table_name, std::string_view column) const;

    /// What identifies a row: the columns of the primary key, or "rowid".
    static migrate::names key_of(const migrate::table_shape& t);
    /// By its name, a column that holds a password, a token or a key to something: lists do not show what is in it.
    static bool is_secret(std::string_view column);
    /// Tables with their counts, columns, keys and indexes, and views, as JSON.
    std::string json();

  private:
    std::string table_json(const migrate::table_shape& t);
    std::optional<std::int64_t> rows_of(const std::string& table);

    connection& db_;
    std::string path_;
    const migrate::declared_schema& declared_;
    migrate::snapshot shapes_;
    std::int64_t version_ = -1;
};

}  // namespace squall::studio
