#pragma once
// Reading rows: a page of a table, and one row with what refers to it.
#include "catalogue.hpp"
#include "request.hpp"

namespace squall::studio {

/// {"table", "filter": [{"column", "is", "value"}], "sort": {"column", "descends"}, "limit", "after": [values]}
/// → {"rows": [{"key", "cells"}], "next": [values] or null, "total", "ms"}. `next` is what to give as "after".
std::string page_of_rows(connection& db, catalogue& known, element request);

/// {"table", "key"} → {"key", "cells", "referred": [{"table", "columns", "values", "rows"}]}
std::string one_row(connection& db, catalogue& known, element request);

struct reference {
    std::string table{};
    migrate::names columns{};
    row values{};
    std::int64_t rows = 0;
};
/// What refers to the row that holds these values, in the order of the table's columns.
std::vector<reference> references_to(connection& db, catalogue& known, const migrate::table_shape& t, const row& cells);
/// A row by its key, all of it. Throws problem(not_found).
row row_of_key(connection& db, const migrate::table_shape& t, const row& key);

}  // namespace squall::studio
