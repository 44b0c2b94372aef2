// expect: squall: the statement is incomplete: update and delete need where(), insert needs set()
#include "programs.hpp"

constexpr auto text = text_of(delete_from(agents));
