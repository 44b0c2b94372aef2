// expect: squall: the collations of SQLite are NOCASE, RTRIM and BINARY
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(collate<"UNICODE">(agents.name))).from(agents));
