#pragma once
// Changing rows, one or several in one transaction: each is guarded by the row as it was read, and tested by the questions that
// squall verify asks.
#include "catalogue.hpp"
#include "request.hpp"

namespace squall::studio {

/// {"table", "key", "was": {column: value of every column}, "set": {column: value}} → {"key", "cells"} of the new row.
/// Throws request_error(changed) when the row is no longer as it was read.
std::string update_row(connection& db, catalogue& known, element request);
/// {"table", "set"} → {"key", "cells"}. Columns that are not given take their defaults.
std::string insert_row(connection& db, catalogue& known, element request);
/// {"table", "key", "was"} → {}. A row that others refer to is refused: to bring it back would not bring them back.
std::string delete_row(connection& db, catalogue& known, element request);
/// {"changes": [{"do": "update" | "insert" | "delete", and what that takes}]} → {"rows": [{"key", "cells"}, or null of a deleted
/// one], "bookmark": of a remote database, the state before}. One transaction: the error of a change names its row, and nothing is
/// applied.
std::string apply_changes(connection& db, catalogue& known, element request);
inline constexpr std::size_t max_changes = 1000;

}  // namespace squall::studio
