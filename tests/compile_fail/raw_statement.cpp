// expect: squall: raw<>() is one expression, without ; and NUL
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(raw<"1; DELETE FROM runs", std::int64_t>())).from(runs));
