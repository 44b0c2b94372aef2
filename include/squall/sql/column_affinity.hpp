#pragma once
// What SQLite makes of a value by a column's declared type (https://www.sqlite.org/datatype3.html#determination_of_column_affinity).
#include <string_view>

#include "identifier.hpp"

namespace squall::detail {

enum class column_affinity : unsigned char { integer, text, none, real, numeric };

constexpr bool has_word_part(std::string_view type, std::string_view part) {
    for (std::size_t i = 0; i + part.size() <= type.size(); ++i)
        if (identifiers::same_word(type.substr(i, part.size()), part)) return true;
    return false;
}
constexpr column_affinity affinity_of_type(std::string_view type) {
    if (has_word_part(type, "int")) return column_affinity::integer;
    if (has_word_part(type, "char") || has_word_part(type, "clob") || has_word_part(type, "text")) return column_affinity::text;
    if (has_word_part(type, "blob") || type.empty()) return column_affinity::none;
    if (has_word_part(type, "real") || has_word_part(type, "floa") || has_word_part(type, "doub")) return column_affinity::real;
    return column_affinity::numeric;
}

}  // namespace squall::detail
