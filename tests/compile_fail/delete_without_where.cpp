// expect: squall: the statement is not whole: update and delete need where(), insert needs set()
#include "programs.hpp"

constexpr auto text = text_of(delete_from(agents));
