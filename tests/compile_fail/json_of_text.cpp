// expect: squall: this function needs a json<...> column
#include "programs.hpp"

constexpr auto q = select(as<"n">(json_extract<"$.count", std::int64_t>(agents.name))).from(agents);
