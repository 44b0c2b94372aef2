// expect: squall: a comparison with null never holds; use is_null() or is_not_null()
#include "programs.hpp"

constexpr auto q = select(runs.number).from(runs).where(runs.number.between(literal<1>, null<std::int64_t>));
