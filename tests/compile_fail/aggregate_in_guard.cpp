// expect: squall: a guard's condition cannot hold an aggregate; use scalar(select(...))
#include "programs.hpp"

constexpr auto text = text_of(guard(must_hold<"number">(count() == literal<1>)));
