#pragma once
// The text of CREATE TABLE, changed only where the table has changed: comments, quotes and names of constraints stay.
#include "snapshot.hpp"

namespace squall::migrate {

/// `before`, which has kept its text, as the text of `after`; empty where the structure alone must write it.
std::string edited_text(const table_shape& before, const table_shape& after);

}  // namespace squall::migrate
