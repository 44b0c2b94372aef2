// expect: squall: like<...>() takes one character of ASCII, which escapes % and _
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).where(agents.name.like<"!!">(literal<"x">)));
