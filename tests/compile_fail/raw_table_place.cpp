// expect: squall: raw SQL uses every expression as $1, $2, ..., and no other number
#include "programs.hpp"
#include "squall/sql/raw_statement.hpp"

constexpr auto t = raw_table<"t", "pragma_table_info($1)">();
