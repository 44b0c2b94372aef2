// expect: squall: when<...>() is allowed only as a term of && in where(), having() or join(), or in set()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).where(agents.version > literal<1> || when<"id">(agents.id == param<"id">)));
