// expect: squall: the named query's column has another type
#include "programs.hpp"

constexpr auto means = derived<"means">(select(as<"mean">(avg(runs.number))).from(runs));
constexpr auto text = text_of(select(as<"m">(means.get<"mean", std::int64_t>())).from(means));
