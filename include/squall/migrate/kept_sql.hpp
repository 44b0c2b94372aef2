#pragma once
// What a database has beside its declarations, as its own CREATE statements: tables with clauses that declarations cannot
// express, and whole objects. squall pull writes it; it is part of the schema as the declarations are.
#include <array>
#include <string_view>

namespace squall {

/// Specialise it for the type of a list of tables.
template <class Tables>
inline constexpr auto kept_sql_of = std::array<std::string_view, 0>{};

}  // namespace squall
