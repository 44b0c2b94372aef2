// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"
#include "squall/sql/sqlite_functions.hpp"

constexpr auto q = select(agents.id).from(agents).where(fn<"likely">(agents.created_at) >= param<"from">);
constexpr auto text = text_of(q);
