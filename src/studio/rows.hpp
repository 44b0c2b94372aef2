#pragma once
// Reading rows: a page of a table, and one row with what refers to it.
#include "catalogue.hpp"
#include "request.hpp"

namespace squall::studio {

/// {"table", "filter": [{"column", "is", "value"}], "sort": {"column", "descends"}, "limit", "after": [values]}
/// → {"rows": [{"key", "cells"}], "next": [values] or null, "total", "ms"}. `next` is what to pass as "after". The rows of a
/// table without a key all come in one page.
std::string page_of_rows(connection& db, catalogue& known, element request);

/// {"table", "key"} → {"key", "cells", "referred": [{"table", "columns", "values", "rows"}]}. Of a cell beyond 1 MB only an
/// excerpt.
std::string one_row(connection& db, catalogue& known, element request);

struct reference {
    std::string table{};
    names columns{};
    row values{};
    std::int64_t rows = 0;
};
/// What refers to the row that holds these values, in the order of the table's columns.
std::vector<reference> references_to(connection& db, catalogue& known, const table& t, const row& cells);
/// A row by its key. Throws request_error(not_found), and request_error(check) where several rows have it: a key may hold NULLs.
row row_of_key(connection& db, const table& t, const row& key);

}  // namespace squall::studio
