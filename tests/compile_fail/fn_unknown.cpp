// expect: squall: fn<...>() names no function of SQLite that D1 allows; sql/functions.hpp lists them
#include "programs.hpp"
#include "squall/sql/functions.hpp"

constexpr auto e = fn<"sqlite_version">();
