#pragma once
// The rows around a row of a table: those that it refers to, and those that refer to it.
#include "function_text.hpp"
#include "table_facts.hpp"

namespace squall::migrate {

/// A table that may be at the other end of a foreign key.
struct related_table {
    const table_shape* table;
    const named_relation* named;
    std::string domain;
};

/// What get_nested selects beside the columns of its table: a field of the row, and the query inside it.
struct nested_rows_text {
    std::vector<argument_text> fields{};
    names selected{};
    names constants{};  // an alias for each query, as a table may refer to itself
    names problems{};   // relations that are left out, and why
};
/// `taken`: the names of the row's other fields.
nested_rows_text nested_rows_of(const table_shape& t, const table_facts& f, const std::vector<related_table>& all, const names& taken);

}  // namespace squall::migrate
