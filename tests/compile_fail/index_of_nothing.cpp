// expect: squall: a key or an index needs at least one column
#include "programs.hpp"

constexpr auto i = index<"idx_nothing">();
