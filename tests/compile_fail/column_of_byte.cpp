// expect: squall: this C++ type cannot be stored; declare a std::string
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct boxes_table {
    column<"flags", std::byte> flags{};
};
inline constexpr table<boxes_table, "boxes"> boxes;
constexpr auto ddl = create_table<boxes>;
