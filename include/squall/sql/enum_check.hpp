#pragma once
// Every name of an enum must be found, or its rows would be read wrongly. Only the compiler knows all names, and it tells them
// where a switch leaves one out: that warning is an error here, whatever the program's options are. (A precompiled header of g++
// forgets so; it is a warning of -Wall there.)
#include <array>
#include <cstddef>
#include <type_traits>

namespace squall::detail::enums {

/// The numbers of an enum's values as runs without a gap, in order: from first[i] to last[i].
template <class E, std::size_t Count>
struct value_runs {
    std::array<E, Count> first{}, last{};
    std::size_t count = 0;

    constexpr explicit value_runs(const std::array<E, Count>& values) {
        using number = std::conditional_t<std::is_same_v<std::underlying_type_t<E>, bool>, int, std::underlying_type_t<E>>;
        std::array<E, Count> sorted = values;
        for (std::size_t i = 1; i < Count; ++i)
            for (std::size_t k = i; k > 0 && static_cast<number>(sorted[k]) < static_cast<number>(sorted[k - 1]); --k) {
                const E smaller = sorted[k];
                sorted[k] = sorted[k - 1];
                sorted[k - 1] = smaller;
            }
        for (const E value : sorted) {
            const bool goes_on = count > 0 && static_cast<number>(value) - static_cast<number>(last[count - 1]) <= 1;
            if (!goes_on) first[count++] = value;
            last[count - 1] = value;
        }
    }
};
inline constexpr std::size_t most_runs = 32;

}  // namespace squall::detail::enums

// Where this header is a system header, the compiler says nothing about it; the line below makes it one of the program's own.
#pragma GCC system_header
# 40 "squall/sql/enum_check.hpp"
// clang-format off
namespace squall::detail::enums {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"  // a case of several values
#pragma GCC diagnostic error "-Wswitch"
#define SQUALL_RUN(i) case Runs.first[i] ... Runs.last[i]:
#define SQUALL_RUNS_1 SQUALL_RUN(0)
#define SQUALL_RUNS_2 SQUALL_RUNS_1 SQUALL_RUN(1)
#define SQUALL_RUNS_3 SQUALL_RUNS_2 SQUALL_RUN(2)
#define SQUALL_RUNS_4 SQUALL_RUNS_3 SQUALL_RUN(3)
#define SQUALL_RUNS_5 SQUALL_RUNS_4 SQUALL_RUN(4)
#define SQUALL_RUNS_6 SQUALL_RUNS_5 SQUALL_RUN(5)
#define SQUALL_RUNS_7 SQUALL_RUNS_6 SQUALL_RUN(6)
#define SQUALL_RUNS_8 SQUALL_RUNS_7 SQUALL_RUN(7)
#define SQUALL_RUNS_9 SQUALL_RUNS_8 SQUALL_RUN(8)
#define SQUALL_RUNS_10 SQUALL_RUNS_9 SQUALL_RUN(9)
#define SQUALL_RUNS_11 SQUALL_RUNS_10 SQUALL_RUN(10)
#define SQUALL_RUNS_12 SQUALL_RUNS_11 SQUALL_RUN(11)
#define SQUALL_RUNS_13 SQUALL_RUNS_12 SQUALL_RUN(12)
#define SQUALL_RUNS_14 SQUALL_RUNS_13 SQUALL_RUN(13)
#define SQUALL_RUNS_15 SQUALL_RUNS_14 SQUALL_RUN(14)
#define SQUALL_RUNS_16 SQUALL_RUNS_15 SQUALL_RUN(15)
#define SQUALL_RUNS_17 SQUALL_RUNS_16 SQUALL_RUN(16)
#define SQUALL_RUNS_18 SQUALL_RUNS_17 SQUALL_RUN(17)
#define SQUALL_RUNS_19 SQUALL_RUNS_18 SQUALL_RUN(18)
#define SQUALL_RUNS_20 SQUALL_RUNS_19 SQUALL_RUN(19)
#define SQUALL_RUNS_21 SQUALL_RUNS_20 SQUALL_RUN(20)
#define SQUALL_RUNS_22 SQUALL_RUNS_21 SQUALL_RUN(21)
#define SQUALL_RUNS_23 SQUALL_RUNS_22 SQUALL_RUN(22)
#define SQUALL_RUNS_24 SQUALL_RUNS_23 SQUALL_RUN(23)
#define SQUALL_RUNS_25 SQUALL_RUNS_24 SQUALL_RUN(24)
#define SQUALL_RUNS_26 SQUALL_RUNS_25 SQUALL_RUN(25)
#define SQUALL_RUNS_27 SQUALL_RUNS_26 SQUALL_RUN(26)
#define SQUALL_RUNS_28 SQUALL_RUNS_27 SQUALL_RUN(27)
#define SQUALL_RUNS_29 SQUALL_RUNS_28 SQUALL_RUN(28)
#define SQUALL_RUNS_30 SQUALL_RUNS_29 SQUALL_RUN(29)
#define SQUALL_RUNS_31 SQUALL_RUNS_30 SQUALL_RUN(30)
#define SQUALL_RUNS_32 SQUALL_RUNS_31 SQUALL_RUN(31)
// NOLINTNEXTLINE(bugprone-macro-parentheses): the argument is a part of a name
#define SQUALL_SWITCH(n) if constexpr (Runs.count == n) switch (value) { SQUALL_RUNS_##n return true; }
/// The error "enumeration value ... not handled in switch" means: squall has not found this value of the enum. List all of them:
///     template <> inline constexpr auto squall::enum_values_of<E> = squall::enum_values<E::a, E::b>;
template <const auto& Runs, class E>
constexpr bool squall_does_not_find_a_value_so_list_all_in_enum_values_of(E value) {
    SQUALL_SWITCH(1)
    SQUALL_SWITCH(2)
    SQUALL_SWITCH(3)
    SQUALL_SWITCH(4)
    SQUALL_SWITCH(5)
    SQUALL_SWITCH(6)
    SQUALL_SWITCH(7)
    SQUALL_SWITCH(8)
    SQUALL_SWITCH(9)
    SQUALL_SWITCH(10)
    SQUALL_SWITCH(11)
    SQUALL_SWITCH(12)
    SQUALL_SWITCH(13)
    SQUALL_SWITCH(14)
    SQUALL_SWITCH(15)
    SQUALL_SWITCH(16)
    SQUALL_SWITCH(17)
    SQUALL_SWITCH(18)
    SQUALL_SWITCH(19)
    SQUALL_SWITCH(20)
    SQUALL_SWITCH(21)
    SQUALL_SWITCH(22)
    SQUALL_SWITCH(23)
    SQUALL_SWITCH(24)
    SQUALL_SWITCH(25)
    SQUALL_SWITCH(26)
    SQUALL_SWITCH(27)
    SQUALL_SWITCH(28)
    SQUALL_SWITCH(29)
    SQUALL_SWITCH(30)
    SQUALL_SWITCH(31)
    SQUALL_SWITCH(32)
    return false;
}
#undef SQUALL_RUNS_32
#undef SQUALL_RUNS_31
#undef SQUALL_RUNS_30
#undef SQUALL_RUNS_29
#undef SQUALL_RUNS_28
#undef SQUALL_RUNS_27
#undef SQUALL_RUNS_26
#undef SQUALL_RUNS_25
#undef SQUALL_RUNS_24
#undef SQUALL_RUNS_23
#undef SQUALL_RUNS_22
#undef SQUALL_RUNS_21
#undef SQUALL_RUNS_20
#undef SQUALL_RUNS_19
#undef SQUALL_RUNS_18
#undef SQUALL_RUNS_17
#undef SQUALL_RUNS_16
#undef SQUALL_RUNS_15
#undef SQUALL_RUNS_14
#undef SQUALL_RUNS_13
#undef SQUALL_RUNS_12
#undef SQUALL_RUNS_11
#undef SQUALL_RUNS_10
#undef SQUALL_RUNS_9
#undef SQUALL_RUNS_8
#undef SQUALL_RUNS_7
#undef SQUALL_RUNS_6
#undef SQUALL_RUNS_5
#undef SQUALL_RUNS_4
#undef SQUALL_RUNS_3
#undef SQUALL_RUNS_2
#undef SQUALL_RUNS_1
#undef SQUALL_SWITCH
#undef SQUALL_RUN
#pragma GCC diagnostic pop
}  // namespace squall::detail::enums
