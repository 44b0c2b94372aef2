// expect: squall: select_value<T>() selects a value of another type
#include "programs.hpp"

constexpr auto text = text_of(select_value<std::int64_t>(avg(runs.number)).from(runs));
