#pragma once
// The words in which the tables are declared.
#include <cstdint>
#include <optional>
#include <string>

#include "sql/constraints.hpp"

namespace iofold::schema {

using squall::default_sql;
using squall::json;
using squall::on_delete_cascade;
using squall::on_delete_set_null;
using squall::primary_key;
using squall::references;
using squall::unchecked;
using squall::unique;

inline constexpr auto default_now = default_sql<"CURRENT_TIMESTAMP">;

}  // namespace iofold::schema
