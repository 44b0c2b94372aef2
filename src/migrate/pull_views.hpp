#pragma once
// The columns of views, which their texts do not name: the database is asked.
#include "pull_header.hpp"
#include "target.hpp"

namespace squall::migrate {

/// A view that the database cannot read, because a table of it is missing, has no columns here. The type of a computed column is
/// that of the values in the first thousand rows; without rows, that of its outermost function or operator.
std::vector<view_columns> columns_of_views(target& db, const snapshot& s);

}  // namespace squall::migrate
