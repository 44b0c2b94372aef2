// expect: squall: having() needs group_by() or an aggregate; use where()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).having(agents.version > literal<1>));
