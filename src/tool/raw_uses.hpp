#pragma once
// Where C++ sources use raw SQL: raw<"…">, raw_table<…>, raw_query<…> and raw_write<…>.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace squall::tool {

struct raw_use {
    std::size_t line;  // from 1
    std::string name;  // raw, raw_table, raw_query, raw_write
    std::string sql;   // the text, as the source has it; empty where it is no literal
};

/// The uses in one source, in their order. Comments and texts hold none.
std::vector<raw_use> raw_uses_in(std::string_view source);

}  // namespace squall::tool
