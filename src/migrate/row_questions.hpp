#pragma once
// What is asked of each column's values, as SQL conditions that hold for a bad row. One rule: a value is stored as the type that
// its declaration says: text (also times, dates, enums and JSON), integer, real (or integer), 0 and 1 for booleans. Any
// other cell is reported; the readers take it as CAST to the declared type does, so that 'false' as a boolean is false,
// and so is 'true'.
#include "declared.hpp"
#include "table_rows.hpp"

namespace squall::migrate {

struct row_question {
    std::string column, what, bad_when;
};
std::vector<row_question> questions_of(const declared_table& table, const table_shape& shape);
std::vector<row_question> questions_of_view(const declared_table& view);

/// Whether the value is a text of a form in which a timestamp, or a date, is stored.
std::string is_stored_timestamp(const std::string& value);
std::string is_stored_date(const std::string& value);

/// The primary key of a row as one text, for messages; the rowid where there is none.
std::string key_expression(const table_shape& shape, const table_access& access);

}  // namespace squall::migrate
