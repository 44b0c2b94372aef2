// expect: squall: raw<>() uses every expression as $1, $2, ..., and no other number
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(raw<"$1", std::int64_t>(runs.number, runs.number))).from(runs));
