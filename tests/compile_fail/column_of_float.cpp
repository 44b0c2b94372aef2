// expect: squall: a real number is declared as double
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct boxes_table {
    column<"weight", std::optional<float>> weight{};
};
inline constexpr table<boxes_table, "boxes"> boxes;
constexpr auto ddl = create_table<boxes>;
