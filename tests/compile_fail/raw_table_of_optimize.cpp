// expect: squall: a source of rows reads; pragma_optimize writes: use raw_write<>()
#include "programs.hpp"
#include "squall/sql/raw_statement.hpp"

constexpr auto q = raw_table<"done", "pragma_optimize">();
