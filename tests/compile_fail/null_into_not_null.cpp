// expect: squall: a value that may be null is assigned to a NOT NULL column
#include "programs.hpp"

constexpr auto text = text_of(update(agents).set(agents.name = null<std::string>).where(agents.id == param<"id">));
