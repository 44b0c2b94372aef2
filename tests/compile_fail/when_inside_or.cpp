// expect: squall: when<...>() stands only between && in where(), having() or join(), or in set()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).where(agents.version > literal<1> || when<"id">(agents.id == param<"id">)));
