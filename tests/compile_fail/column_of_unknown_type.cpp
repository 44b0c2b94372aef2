// expect: squall: this C++ type cannot be stored; declare a std::string
#include "programs.hpp"

struct Money {
    std::int64_t cents = 0;
};
template <template <fixed_string, class, auto...> class column>
struct boxes_table {
    column<"price", Money> price{};
};
inline constexpr table<boxes_table, "boxes"> boxes;
constexpr auto ddl = create_table<boxes>;
