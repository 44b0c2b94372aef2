// expect: squall: cast<T>() makes a std::string, an std::int64_t, a bigint, a double or a blob; fn<...>() has dates
#include "programs.hpp"

constexpr auto q = select(as<"n">(cast<int>(agents.version))).from(agents);
