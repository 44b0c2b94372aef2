#pragma once
// Two shapes of one table: in sentences, and whether ALTER TABLE is enough.
#include "difference.hpp"

namespace squall::migrate {

struct table_difference {
    names added{}, dropped{};  // columns
    names sentences{}, losses{}, warnings{};
    bool rebuild = false;
};
table_difference compare_tables(const table_shape& before, const table_shape& after);

}  // namespace squall::migrate
