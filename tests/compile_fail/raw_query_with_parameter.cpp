// expect: squall: raw SQL holds no ? : or @; a value is a param<...> with its type, for a $1
#include "programs.hpp"
#include "squall/sql/raw_statement.hpp"

constexpr auto q = raw_query<"SELECT ?1", std::int64_t>();
