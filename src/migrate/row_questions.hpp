#pragma once
// What is asked of each column's values, as SQL conditions that hold for a bad row.
#include "declared.hpp"

namespace squall::migrate {

struct row_question {
    std::string column, what, bad_when;
};
std::vector<row_question> questions_of(const declared_table& table, const table_shape& shape);

/// The primary key of a row as one text, for messages; the rowid where there is none.
std::string key_expression(const table_shape& shape);

}  // namespace squall::migrate
