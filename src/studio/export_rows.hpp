#pragma once
// The rows of a table or of a statement as a file: CSV, JSON or SQL.
#include "catalogue.hpp"
#include "request.hpp"

namespace squall::studio {

/// {"format": "csv" | "json" | "sql", and "sql" and "name", or "table", "columns", "filter", "sort"} → {"text", "rows"}.
/// Every row with its whole values; beyond `most_rows` or `most_bytes` it is refused, not cut.
std::string export_rows(connection& db, catalogue& known, element request);

}  // namespace squall::studio
