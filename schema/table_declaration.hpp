#pragma once
// The words in which the tables are declared.
#include <cstdint>
#include <optional>
#include <string>

#include "squall/sql/constraints.hpp"

namespace iofold::schema {

using squall::default_sql;
using squall::filled;
using squall::json;
using squall::on_delete_cascade;
using squall::on_delete_set_null;
using squall::references;
using squall::unchecked;
using squall::unique;

// The tables were made without NOT NULL beside PRIMARY KEY, and stay so.
inline constexpr auto primary_key = squall::nullable_key;
inline constexpr auto default_now = default_sql<"CURRENT_TIMESTAMP">;

}  // namespace iofold::schema
