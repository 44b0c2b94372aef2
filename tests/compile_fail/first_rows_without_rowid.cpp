// expect: squall: an update or a delete of a table without_rowid has no order_by() and limit()
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct counters_table {
    column<"name", std::string, primary_key> name{};
    column<"value", std::int64_t> value{};
    static constexpr table_options options_{.without_rowid = true};
};
inline constexpr table<counters_table, "counters"> counters;
constexpr auto q = delete_from(counters).where(counters.value == literal<0>).order_by(counters.name).limit<5>();
static_assert(text_of(q).size() > 0);
