// expect: squall: raw_query<SQL, Row>() returns rows of a declared struct, or values of one type
#include "programs.hpp"
#include "squall/sql/raw_statement.hpp"

struct text {};
constexpr auto q = raw_query<"SELECT 1", text>();
