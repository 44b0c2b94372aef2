#pragma once
// Values that look like those of an application, found by a column's name.
#include <string>
#include <string_view>

#include "migrate/typescript_shape.hpp"
#include "random.hpp"

namespace squall::tool {

/// A text for a column or field of this name. `row` makes names and addresses differ.
std::string fake_text(std::string_view name, random_source& chance, std::uint64_t row);
/// A number as JSON.
std::string fake_number(std::string_view name, bool whole, random_source& chance);
/// A document of the shape, as JSON.
std::string fake_json(const migrate::json_shape& shape, std::string_view name, random_source& chance, int depth = 0);
/// Milliseconds since 1970 as ISO-8601 in UTC.
std::string iso_time(std::int64_t ms);

/// Where rows' times begin: 2026-01-05T08:00:00Z.
inline constexpr std::int64_t first_timestamp = 1'767'600'000'000;

}  // namespace squall::tool
