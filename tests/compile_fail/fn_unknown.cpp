// expect: squall: fn<...>() names no function of SQLite that D1 allows; sql/sqlite_functions.hpp lists them
#include "programs.hpp"
#include "squall/sql/sqlite_functions.hpp"

constexpr auto e = fn<"sqlite_version">();
