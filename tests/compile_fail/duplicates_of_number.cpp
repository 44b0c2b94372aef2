// expect: squall: has_duplicates<...>() compares texts
#include "programs.hpp"

#include "squall/core/row_lists.hpp"

template <template <fixed_string, class, auto...> class arg>
struct counted_fields {
    arg<"count", std::int64_t> count{};
};
bool twice(const argument<"all", std::vector<object<counted_fields>>>& list) { return plan_core::has_duplicates<"count">(list); }
