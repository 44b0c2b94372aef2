// expect: squall: a source that is joined by when<...>() is read outside a when<...>() and value_when<...>() of the same name
#include "programs.hpp"
#include "squall/sql/optional_reads.hpp"

constexpr auto text =
    text_of(select(agents.id, value_when<"user">(users.email)).from(agents).left_join(when<"owner">(users), users.id == agents.owner_id));
