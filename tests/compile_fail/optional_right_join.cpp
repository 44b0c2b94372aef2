// expect: squall: join() and left_join() may be optional; right_join() and full_join() may not
#include "programs.hpp"
#include "squall/sql/optional_reads.hpp"

constexpr auto q = select(agents.id).from(agents).right_join(when<"owner">(users), users.id == agents.owner_id);
