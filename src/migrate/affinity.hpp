#pragma once
// Column types as SQLite reads them (https://www.sqlite.org/datatype3.html#determination_of_column_affinity).
#include <string>
#include <string_view>

namespace squall::migrate {

enum class affinity : unsigned char { text, numeric, integer, real, blob };

affinity affinity_of(std::string_view declared_type);

/// Whether columns of the two types store every value alike: INTEGER and NUMERIC differ only in CAST.
bool store_alike(std::string_view left, std::string_view right);

/// The type of squall's declarations that a column of another type is declared with: "TEXT" for VARCHAR(10), "INTEGER" for
/// bigint, "REAL" for DECIMAL(10, 2), "BOOLEAN" for bool, "DATETIME" for TIMESTAMP, "TEXT" for JSONB, UUID and TIME. A column without a type is declared as
/// a text.
std::string_view declared_as(std::string_view type);

}  // namespace squall::migrate
