// expect: squall: raw_query<>() reads: it begins with SELECT, WITH, VALUES, PRAGMA or EXPLAIN and writes nothing; use raw_write<>()
#include "programs.hpp"
#include "squall/sql/raw_statement.hpp"

constexpr auto q = raw_query<"pragma optimize", std::int64_t>();
