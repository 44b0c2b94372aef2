#pragma once
// Reading rows: a page of a table, and one row with what refers to it.
#include "catalogue.hpp"
#include "request.hpp"

namespace squall::studio {

/// {"table", "filter": [{"column", "is", "value"}], "sort": {"column", "descends"}, "limit", "after": [values]}
/// → {"rows": [{"key", "cells"}], "next": [values] or null, "total", "filter_totals", "ms"}. `filter_totals` is, with a filter,
/// what each condition finds alone, and last the number of all rows; null where counting takes too long. Of a
/// database that bills what it reads nothing is counted: "total" is null, "filter_totals" empty. `next` is what to pass as "after". The rows of a
/// table without a key all come in one page.
std::string page_of_rows(connection& db, catalogue& known, element request);

/// {"table", "key"} → {"key", "cells", "referred": [{"table", "columns", "values", "rows"}]}. Of a cell beyond 1 MB only an
/// excerpt.
std::string one_row(connection& db, catalogue& known, element request);

/// {"table", "key", "column", "offset", "length"} → {"type", "bytes", "hex"}: a part of a long value, at most 1 MB.
std::string part_of_value(connection& db, catalogue& known, element request);

/// These columns of the rows that a page shows, of all pages: {"filter", "sort"}.
statement selected_rows(const table& t, element request, const names& columns);

struct reference {
    std::string table{};
    names columns{};
    row values{};
    std::optional<std::int64_t> rows{};  // none: not counted
    statement count{};                   // empty: nothing can refer to a NULL, and `rows` is 0
};
/// What may refer to the row that holds these values, in the order of the table's columns. Nothing is counted.
std::vector<reference> references_to(catalogue& known, const table& t, const row& cells);
/// A row by its key. Throws request_error(not_found), and request_error(check) where several rows have it: a key may hold NULLs.
row row_of_key(connection& db, const table& t, const row& key);

}  // namespace squall::studio
