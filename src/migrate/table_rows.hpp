#pragma once
// The rows of any table, page by page, each exactly once: by rowid, by the primary key of a table without one, or by
// position where three columns hide the rowid.
#include "target.hpp"

namespace squall::migrate {

/// How the rows of a table can be reached.
struct table_access {
    std::string table{};
    std::vector<std::string> columns{};      // those that are stored: generated and hidden ones are not
    std::vector<std::string> primary_key{};  // in its order
    std::string rowid{};                     // rowid, _rowid_ or oid, whichever no column hides; empty: none
    std::string rowid_column{};              // the INTEGER PRIMARY KEY, where there may be one
    bool without_rowid = false;
};
/// `create`: the table's CREATE statement, which alone says whether it has a rowid.
table_access access_of(target& db, const std::string& table, std::string_view create);

class table_pages {
  public:
    table_pages(target& db, const table_access& access);
    /// The next rows: the cells of `expressions` (a list, ", " between them) for each; empty at the end.
    /// Columns of the table are named t.column.
    answered<answered<cell>> next(const std::string& expressions);

  private:
    target& db_;
    const table_access& access_;
    std::string key_, order_, last_;  // the key as an SQL expression, as ORDER BY, and of the last row, as SQL
    std::int64_t done_ = 0;
};

/// The cell of an expression as an SQL literal that yields the same bytes and type, whatever is in it. Texts that hold
/// NUL are hexadecimal; see with_plain_lines() for carriage returns.
std::string literal_expression(const std::string& expression);
/// A literal without raw carriage returns, which programs that read SQL by lines take for ends of lines.
std::string with_plain_lines(std::string literal);

}  // namespace squall::migrate
