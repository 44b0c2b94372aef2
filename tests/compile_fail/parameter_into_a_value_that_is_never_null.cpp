// expect: squall: a value that may be missing is bound where the column is NOT NULL, or where the result is not optional
#include "programs.hpp"

#include "squall/core/argument.hpp"
#include "squall/core/inputs.hpp"

template <template <fixed_string, class, auto...> class argument>
struct added_fields {
    argument<"by", std::optional<std::int64_t>> by{};
};
using added_args = arguments<added_fields>;
using query = decltype(select_value<std::int64_t>(runs.number + param<"by">).from(runs));
constexpr bool checked = (detail::check_inputs<query, inputs<added_args>>(), true);
