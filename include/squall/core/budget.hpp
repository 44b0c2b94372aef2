#pragma once
// How many rows a function may read: declared beside it, known to the build and to squall/budgets, and no part of the module.
//
//     template <>
//     inline constexpr squall::budget squall::budget_of<&agents::get>{.rows_read = 2};
#include <cstdint>
#include <string_view>

namespace squall {

struct budget {
    /// The most rows that one call may read; 0: not limited.
    std::int64_t rows_read = 0;
    /// Why the function reads more rows as its tables have more; empty: it must not.
    std::string_view linear = {};
};
/// The budget of a repository function; a function declares its own as a specialisation, in a header that its list includes.
template <auto Function>
inline constexpr budget budget_of{};

}  // namespace squall
