#pragma once
// WHERE and ORDER BY as the page asks for them: every value is bound, every name is one of the table's.
#include "connection.hpp"
#include "database_schema.hpp"

namespace squall::studio {

/// A column of the table, or the rowid where that is its key, as it stands in SQL. Throws request_error(not_found).
std::string column_in(const table& t, const std::string& name);

/// Joined by AND; appends to its statement's values.
class condition_list {
  public:
    explicit condition_list(statement& into) : into_(into) {}

    /// `is` is one of =, <>, <, <=, >, >=, contains, starts, null, not_null. Throws request_error(invalid_argument).
    void compare(const std::string& column, std::string_view is, const cell& value);
    /// A condition without values.
    void is(std::string condition) { add(std::move(condition)); }
    /// The same value, NULL too, whatever the column's collation; of an excerpt the same beginning and length.
    void equal(const std::string& column, const cell& value);
    /// Behind a row whose columns hold these values, in the order of these columns; the first may go down.
    void behind(const std::vector<std::string>& columns, const row& values, bool first_descends);

    /// " WHERE …", or nothing.
    std::string text() const { return all_.empty() ? "" : " WHERE " + joined(0, all_.size()); }

  private:
    void add(std::string condition) { all_.push_back(std::move(condition)); }
    /// As a balanced tree: SQLite takes an expression that is 1000 deep, and a table may have more columns.
    std::string joined(std::size_t begin, std::size_t end) const;
    std::string bind(const cell& value);

    statement& into_;
    std::vector<std::string> all_;
};

}  // namespace squall::studio
