// expect: squall: where() cannot hold an aggregate; use having()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.name).from(agents).where(max(agents.version) > literal<3>));
