// expect: squall: raw<>() holds no ? : or @; a value is a param<...> with its type, for a $1
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(raw<"$1 + ?", std::int64_t>(runs.number))).from(runs));
