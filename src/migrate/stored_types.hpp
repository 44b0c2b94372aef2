#pragma once
// What the columns of a database hold, where that is not what their declared types say. SQLite keeps any value under any type: a DATE
// may hold timestamps, a BOOLEAN texts, and an INTEGER numbers that are not exact in JavaScript. Declarations follow the rows.
#include "pull_header.hpp"
#include "target.hpp"

namespace squall::migrate {

/// Reads each table once, and the first thousand rows of each view. A column keeps the type that it declares if at least half of its
/// values are of that type, or if no other type holds them all (of timestamps and dates: half of them): verify lists the rest. Integers beyond 2^53 - 1
/// make a column a bigint, with the columns that it refers to and that refer to it.
std::vector<stored_type> stored_types_of(target& db, const snapshot& s, const std::vector<view_columns>& views);

}  // namespace squall::migrate
