// expect: squall: real<...> takes the digits of a decimal number as a text
#include "programs.hpp"

constexpr auto q = select(as<"x">(real<"9,99">));
