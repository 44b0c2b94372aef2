// expect: squall: an integer is declared as std::int64_t, or as bigint where TypeScript needs all 64 bits
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct boxes_table {
    column<"count", int> count{};
};
inline constexpr table<boxes_table, "boxes"> boxes;
constexpr auto ddl = create_table<boxes>;
