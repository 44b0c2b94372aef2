#pragma once
// SQL that someone wrote: run, or explained.
#include "connection.hpp"
#include "request.hpp"

namespace squall::studio {

/// {"sql", "write"} → {"columns", "rows", "cut", "changed", "ms", "steps", "scanned", "bookmark": of a
/// remote database, the state before} of the last statement. Without
/// "write" one statement that reads; with it any number, altogether or not at all.
std::string run_sql(connection& db, element request);
/// {"sql"} → {"nodes": [{"id", "parent", "detail"}]}. Nothing is run.
std::string explain_sql(connection& db, element request);
std::string explain_nodes(connection& db, const std::string& sql);

}  // namespace squall::studio
