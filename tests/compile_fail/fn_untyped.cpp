// expect: squall: this argument of the function may have any type: param<
#include "programs.hpp"
#include "squall/sql/sqlite_functions.hpp"

constexpr auto e = fn<"quote">(param<"x">);
