// expect: squall: a JSON path begins with $
#include "programs.hpp"

constexpr auto q = select(as<"n">(json_extract<"count", std::int64_t>(runs.details))).from(runs);
