// expect: squall: from() reads its source always; when<...>() makes a join optional
#include "programs.hpp"
#include "squall/sql/optional_reads.hpp"

constexpr auto q = select(agents.id).from(when<"all">(agents));
