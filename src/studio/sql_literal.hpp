#pragma once
// A value as it stands in SQL: it reads back as the same value, of the same type.
#include <string>

#include "cell.hpp"

namespace squall::studio {

/// NULL, 1, 1.5, 'it''s', x'00ff'. A text with a NUL or with bytes that are not UTF-8 is CAST(x'…' AS TEXT).
/// Throws request_error(limit) for an excerpt.
std::string sql_literal(const cell& c);
/// "00ff"
std::string hex_digits(const std::string& bytes);

}  // namespace squall::studio
