// expect: squall: an integer of SQLite is at most 9223372036854775807
#include "programs.hpp"

constexpr auto q = select(runs.number).from(runs).where(runs.number == literal<18446744073709551615u>);
static_assert(text_of(q).size() > 0);
